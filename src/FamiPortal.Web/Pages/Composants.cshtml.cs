using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.Pages;

/// <summary>Every component in every state, in Development only: for whoever builds a page, and for the accessibility checks.</summary>
[AllowAnonymous]
public sealed class ComposantsModel(IWebHostEnvironment environment) : PageModel
{
    public static readonly IReadOnlyList<(InkState State, string Icon, string Words)> States =
    [
        (InkState.Todo, "pencil", "À renseigner"),
        (InkState.Draft, "sign", "À transmettre"),
        (InkState.Wait, "", "Justificatif en attente"),
        (InkState.Ok, "seal", "Validé par la CPAM"),
        (InkState.Bad, "x", "Refusé"),
    ];

    public IActionResult OnGet()
    {
        if (!environment.IsDevelopment())
        {
            return NotFound();
        }

        this.AddError("Places", "Indiquez au moins un lieu : nom et ville de l’établissement.");
        this.AddError("Access", "Choisissez une réponse.");
        this.AddError("Document", "Ce fichier n’est pas un document : choisissez un PDF, un PNG ou un JPEG.");
        return Page();
    }
}
