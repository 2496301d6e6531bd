using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.Pages;

/// <summary>What any status without a page of its own looks like; reached by re-execution, so the address stays the one asked for.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class ErreurModel : PageModel
{
    public int Code { get; private set; }

    public (string Title, string Remedy) Said => Code switch
    {
        StatusCodes.Status400BadRequest => (
            "Cette demande n’a pas pu être lue",
            "La page était peut-être ouverte depuis longtemps, ou dans un autre onglet avec un autre compte. Revenez en arrière, rechargez la page et recommencez."),
        StatusCodes.Status403Forbidden => (
            "Cette page est réservée à un autre rôle",
            "Votre compte ne permet pas de l’ouvrir. Si vous avez plusieurs comptes, déconnectez-vous puis reconnectez-vous avec le bon."),
        StatusCodes.Status404NotFound => (
            "Cette page n’existe pas, ou elle ne vous est pas ouverte",
            "Vérifiez l’adresse, ou partez de votre espace : tout ce qui vous est ouvert s’y trouve."),
        StatusCodes.Status413PayloadTooLarge => (
            "Ce fichier est trop lourd",
            "Un document ne doit pas dépasser 10 Mo. Réduisez-le (numérisation en 200 points par pouce, sans couleur) ou envoyez-le en plusieurs parties. Rien n’a été enregistré de cet envoi."),
        StatusCodes.Status500InternalServerError => (
            "Le portail a rencontré une erreur",
            "Ce n’est pas de votre fait. Ce que vous aviez enregistré est gardé. Réessayez dans quelques minutes."),
        _ => ("Cette demande n’a pas abouti", "Revenez en arrière et recommencez."),
    };

    public void OnGet()
    {
        // Asked for directly, there is no error to show: the address itself doesn't exist.
        if (Response.StatusCode == StatusCodes.Status200OK)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        Code = Response.StatusCode;
    }
}
