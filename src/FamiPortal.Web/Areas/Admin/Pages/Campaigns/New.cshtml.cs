using FamiPortal.Domain.Campaigns;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AdminArea;

/// <summary>A campaign is prepared from a rule set of the catalogue: first which one, then its days.</summary>
public sealed class NewModel(CreateCampaign create, CampaignOverview overview, RuleCatalogue catalogue) : PageModel
{
    private static readonly CampaignValidator Validator = new();

    [BindProperty(SupportsGet = true, Name = "referentiel")]
    public string? Chosen { get; set; }

    [BindProperty]
    public CampaignForm Form { get; set; } = new();

    /// <summary>As the campaign made from it will be called.</summary>
    public static string NameOf(RuleSet ruleSet) => $"{ruleSet.Title}, {ruleSet.Profession.PluralLabel.ToLowerInvariant()}";

    public RuleSet? RuleSet => Chosen is null ? null : catalogue.Find(Chosen);

    /// <summary>Newest exercise first, with the campaign that each has already.</summary>
    public IReadOnlyList<(RuleSet RuleSet, Campaign? Existing)> RuleSets { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Chosen is not null && RuleSet is null)
        {
            return NotFound();
        }

        Form = new CampaignForm { OpensOn = RuleSet?.Window.OpensOn, LastDay = RuleSet?.Window.ClosesOn };
        var existing = (await overview.ListAsync(User.Actor(), cancellationToken)).Select(numbers => numbers.Campaign).ToList();
        RuleSets =
        [
            .. catalogue.RuleSets.OrderByDescending(ruleSet => ruleSet.Exercise).Select(ruleSet => (
                ruleSet,
                existing.FirstOrDefault(campaign => campaign.ProfessionCode == ruleSet.Profession.Code && campaign.Exercise == ruleSet.Exercise))),
        ];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (RuleSet is null)
        {
            return NotFound();
        }

        if (!this.Check(Validator, Form, nameof(Form)))
        {
            return this.Again();
        }

        var created = await create.RunAsync(User.Actor(), RuleSet.Key, Form.OpensOn!.Value, Form.LastDay!.Value, cancellationToken);
        if (!created.TryGet(out var campaign))
        {
            return this.Refused(created.Problems, nameof(Form));
        }

        this.Flash("La campagne est préparée\u00A0: personne ne la voit avant son ouverture.");
        return Redirect($"/admin/campagnes/{campaign.Id}");
    }
}

public sealed class CampaignForm
{
    public DateOnly? OpensOn { get; set; }

    public DateOnly? LastDay { get; set; }
}

public sealed class CampaignValidator : AbstractValidator<CampaignForm>
{
    public CampaignValidator()
    {
        RuleFor(form => form.OpensOn).NotNull().WithMessage("Donnez le premier jour de la saisie.");
        RuleFor(form => form.LastDay).NotNull().WithMessage("Donnez le dernier jour de la saisie.");
    }
}
