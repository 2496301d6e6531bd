using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Demonstration;
using FamiPortal.Domain.Persistence;
using FamiPortal.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace FamiPortal.Web.Pages.Compte;

[AllowAnonymous]
public sealed class ConnexionModel(SignInManager<Account> signIn, FamiDbContext db, IWebHostEnvironment environment) : PageModel
{
    private static readonly ConnexionValidator Validator = new();

    [BindProperty]
    public ConnexionForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Expiree { get; set; }

    /// <summary>A form was sent once the session had expired.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Perdu { get; set; }

    /// <summary>Demonstration accounts by role; empty outside Development.</summary>
    public IReadOnlyList<(string Label, IReadOnlyList<DemonstrationPersona> Personas)> Demonstration { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (User.Identity?.IsAuthenticated == true)
        {
            return Redirect(Areas.HomeOf(User));
        }

        await ListDemonstrationAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (this.Check(Validator, Form, nameof(Form)))
        {
            if (await TryAsync(Form.Email, Form.Password) is { } done)
            {
                return done;
            }
        }

        await ListDemonstrationAsync();
        return this.Again();
    }

    /// <summary>One click instead of typing the shared password; it opens demonstration accounts only.</summary>
    public async Task<IActionResult> OnPostDemonstrationAsync(string? email)
    {
        ModelState.Clear();
        if (!environment.IsDevelopment() || !DemonstrationAccounts.Includes(email))
        {
            return NotFound();
        }

        if (await TryAsync(email!, DemonstrationAccounts.Password) is { } done)
        {
            return done;
        }

        await ListDemonstrationAsync();
        return this.Again();
    }

    private async Task<IActionResult?> TryAsync(string email, string password)
    {
        var account = await signIn.UserManager.FindByEmailAsync(email.Trim());
        if (account is null)
        {
            // As long as a real check: the answer's delay must not tell which addresses exist.
            signIn.UserManager.PasswordHasher.HashPassword(null!, password);
        }

        var result = account is null
            ? SignInResult.Failed
            : await signIn.PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
        {
            var home = Areas.HomeOf(await signIn.CreateUserPrincipalAsync(account!));
            return Redirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : home);
        }

        this.AddError("Form.Password", result.IsLockedOut
            ? $"Trop d’essais : ce compte est bloqué. Réessayez dans {SignInSetup.Lockout.TotalMinutes} minutes."
            : "Adresse ou mot de passe incorrect. Vérifiez-les et recommencez.");
        return null;
    }

    private async Task ListDemonstrationAsync()
    {
        if (!environment.IsDevelopment())
        {
            return;
        }

        var personas = await (
            from account in db.Users
            join link in db.UserRoles on account.Id equals link.UserId
            join role in db.Roles on link.RoleId equals role.Id
            where account.Email!.EndsWith(DemonstrationAccounts.EmailDomain)
            orderby account.DisplayName
            select new { role.Name, Persona = new DemonstrationPersona(account.Email!, account.DisplayName) }).ToListAsync();
        Demonstration = [.. Areas.All
            .Select(area => (area.Label, (IReadOnlyList<DemonstrationPersona>)[.. personas.Where(p => p.Name == area.Role).Select(p => p.Persona)]))
            .Where(group => group.Item2.Count > 0)];
    }
}

public sealed record DemonstrationPersona(string Email, string Name);

public sealed class ConnexionForm
{
    public string Email { get; set; } = "";

    public string Password { get; set; } = "";
}

public sealed class ConnexionValidator : AbstractValidator<ConnexionForm>
{
    public ConnexionValidator()
    {
        RuleFor(form => form.Email).NotEmpty().WithMessage("Écrivez votre adresse électronique.");
        RuleFor(form => form.Password).NotEmpty().WithMessage("Écrivez votre mot de passe.");
    }
}
