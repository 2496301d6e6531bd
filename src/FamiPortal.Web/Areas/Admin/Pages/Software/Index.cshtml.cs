using FamiPortal.Domain.Software;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AdminArea;

/// <summary>The list of software that declarations propose: looked for, withdrawn, proposed again.</summary>
public sealed class SoftwareModel(SoftwareList list, OfferSoftware offer, RuleCatalogue catalogue) : PageModel
{
    public const string Address = "/admin/logiciels";
    public const string WithdrawName = "retirer";
    public const string OfferName = "proposer";

    public static readonly IReadOnlyList<(string Value, bool? IsOffered, string Label)> States =
        [("", null, "Tous"), ("proposes", true, "Proposés"), ("retires", false, "Retirés")];

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "etat")]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public SoftwarePage List { get; private set; } = null!;

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || IsOffered is not null;

    public string PagerHref => Href(null);

    private bool? IsOffered => States.FirstOrDefault(state => state.Value == State).IsOffered;

    /// <summary>This list at that page; without a number, what the number is added to.</summary>
    public string Href(int? page) => Pager.HrefOf(Address, page, ("q", Search), ("etat", State));

    public string Profession(string? code) => catalogue.ProfessionOf(code);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        List = await list.RunAsync(User.Actor(), Search, IsOffered, Number, cancellationToken);

    public async Task<IActionResult> OnPostAsync(
        [FromForm(Name = WithdrawName)] Guid? withdrawn, [FromForm(Name = OfferName)] Guid? offered, CancellationToken cancellationToken)
    {
        if ((withdrawn ?? offered) is not { } id)
        {
            return Redirect(Href(Number));
        }

        if (!(await offer.RunAsync(User.Actor(), id, offered is not null, cancellationToken)).TryGet(out var product, out var problems))
        {
            return this.Refused(problems);
        }

        this.Flash($"«\u00A0{product.Label}\u00A0» {(product.IsOffered ? "est proposé de nouveau" : "n’est plus proposé")}.");
        return Redirect(Href(Number));
    }
}

public static class SoftwareWords
{
    /// <summary>Whom a product is proposed to; none named is everybody.</summary>
    public static string ProfessionOf(this RuleCatalogue catalogue, string? code) =>
        code is null ? "Toutes" : catalogue.FindProfession(code)?.PluralLabel ?? $"{code} (inconnue\u00A0: proposé à personne)";
}
