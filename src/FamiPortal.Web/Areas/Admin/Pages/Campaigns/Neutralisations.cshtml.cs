using FamiPortal.Domain;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Neutralisation = FamiPortal.Domain.Campaigns.Neutralisation;

namespace FamiPortal.Web.AdminArea;

/// <summary>The indicators that count as achieved for everybody in a campaign: decide, read why, take back.</summary>
public sealed class NeutralisationsModel(
    CampaignOverview overview, CampaignNeutralisations list, NeutraliseIndicator neutralise, LiftNeutralisation lift, RuleCatalogue catalogue, TimeProvider clock)
    : PageModel
{
    private static readonly NeutralisationValidator Validator = new();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public NeutralisationForm Form { get; set; } = new();

    public Campaign Campaign { get; private set; } = null!;

    public RuleSet? RuleSet { get; private set; }

    public IReadOnlyList<Neutralisation> Decisions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Form.DecidedOn = ParisTime.DateOf(clock.GetUtcNow().UtcDateTime);
        return await LoadAsync(cancellationToken) ?? Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!this.Check(Validator, Form, nameof(Form)))
        {
            return await LoadAsync(cancellationToken) ?? this.Again();
        }

        var decided = await neutralise.RunAsync(User.Actor(), Id, Form.Indicator, Form.Reason, Form.DecidedOn!.Value, cancellationToken);
        if (!decided.IsDone)
        {
            return await LoadAsync(cancellationToken) ?? this.Refused(decided.Problems, nameof(Form));
        }

        this.Flash("L’indicateur est neutralisé\u00A0: il compte comme atteint pour tous les professionnels de la campagne.");
        return Redirect($"/admin/campagnes/{Id}/neutralisations");
    }

    public async Task<IActionResult> OnPostLeverAsync(Guid decision, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        var lifted = await lift.RunAsync(User.Actor(), Id, decision, cancellationToken);
        if (!lifted.IsDone)
        {
            return await LoadAsync(cancellationToken) ?? this.Refused(lifted.Problems);
        }

        this.Flash("La neutralisation est levée\u00A0: l’indicateur est de nouveau jugé selon les règles.");
        return Redirect($"/admin/campagnes/{Id}/neutralisations");
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!(await overview.RunAsync(User.Actor(), Id, cancellationToken)).TryGet(out var numbers))
        {
            return NotFound();
        }

        Campaign = numbers.Campaign;
        RuleSet = catalogue.Find(Campaign.ProfessionCode, Campaign.Exercise);
        Decisions = await list.RunAsync(User.Actor(), Id, cancellationToken);
        return null;
    }
}

public sealed class NeutralisationForm
{
    public string? Indicator { get; set; }

    public string? Reason { get; set; }

    public DateOnly? DecidedOn { get; set; }
}

public sealed class NeutralisationValidator : AbstractValidator<NeutralisationForm>
{
    public NeutralisationValidator()
    {
        RuleFor(form => form.Indicator).NotEmpty().WithMessage(CampaignErrors.UnknownIndicator.Message);
        RuleFor(form => form.Reason)
            .Must(text => (text ?? "").Trim().Length is >= Neutralisation.ReasonLengthMin and <= Neutralisation.ReasonLengthMax)
            .WithMessage(CampaignErrors.NeutralisationReasonLength.Message);
        RuleFor(form => form.DecidedOn).NotNull().WithMessage("Donnez la date de la décision.");
    }
}
