using FamiPortal.Domain.Accounts;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.Pages.Compte;

/// <summary>Signing out changes something, so it is a POST; the address itself leads home.</summary>
[AllowAnonymous]
public sealed class DeconnexionModel(SignInManager<Account> signIn) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        this.Flash("La déconnexion est faite. À bientôt.", InkState.Info);
        return Redirect("/");
    }
}
