using FamiPortal.Domain;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AdminArea;

/// <summary>Moves the last day of entry of a campaign, with the reason.</summary>
public sealed class MoveClosingModel(CampaignOverview overview, MoveClosingDate move) : PageModel
{
    public const string NotNow = "Seule une campagne en préparation ou ouverte a une date de clôture à déplacer.";

    private static readonly MoveClosingValidator Validator = new();

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public MoveClosingForm Form { get; set; } = new();

    public Campaign Campaign { get; private set; } = null!;

    /// <summary>Eligible, without a transmission so far: who loses days when the date is brought forward.</summary>
    public int Untransmitted { get; private set; }

    public bool IsPossible => Campaign.State is CampaignState.Draft or CampaignState.Open;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        if (!IsPossible)
        {
            this.AddError("", $"{NotNow} Rien n’a été changé.");
            return this.Again();
        }

        if (!this.Check(Validator, Form, nameof(Form)))
        {
            return this.Again();
        }

        var moved = await move.RunAsync(User.Actor(), Id, Form.LastDay!.Value, Form.Reason, cancellationToken);
        if (!moved.TryGet(out var campaign))
        {
            return this.Refused(moved.Problems, nameof(Form));
        }

        this.Flash($"La saisie se terminera le {ParisTime.LongDateAndTime(campaign.LastMinute)}, heure de Paris.");
        return Redirect($"/admin/campagnes/{Id}");
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!(await overview.RunAsync(User.Actor(), Id, cancellationToken)).TryGet(out var numbers))
        {
            return false;
        }

        (Campaign, Untransmitted) = (numbers.Campaign, Math.Max(0, numbers.Eligible - numbers.Transmitted));
        return true;
    }
}

public sealed class MoveClosingForm
{
    public DateOnly? LastDay { get; set; }

    public string? Reason { get; set; }
}

public sealed class MoveClosingValidator : AbstractValidator<MoveClosingForm>
{
    public MoveClosingValidator()
    {
        RuleFor(form => form.LastDay).NotNull().WithMessage("Donnez le nouveau dernier jour de saisie.");
        RuleFor(form => form.Reason)
            .Must(text => (text ?? "").Trim().Length is >= MoveClosingDate.ReasonLengthMin and <= MoveClosingDate.ReasonLengthMax)
            .WithMessage(CampaignErrors.MoveReasonLength.Message);
    }
}
