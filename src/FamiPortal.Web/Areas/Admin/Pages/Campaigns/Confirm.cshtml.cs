using FamiPortal.Domain;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Settlement;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AdminArea;

/// <summary>A step of a campaign: its effect first, then the button.</summary>
public sealed class ConfirmModel(
    CampaignOverview overview,
    OpenCampaign open,
    CloseCampaign close,
    SettleCampaign settle,
    PublishCampaign publish,
    RecordPayments pay,
    TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "step")]
    public string Slug { get; set; } = "";

    [BindProperty]
    public PaymentForm Form { get; set; } = new();

    public CampaignStep Step { get; private set; } = null!;

    public CampaignNumbers Numbers { get; private set; } = null!;

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public DateOnly Today => ParisTime.DateOf(Now);

    public bool AsksDate => Step.Slug == "verser";

    /// <summary>Settling again is harmless: it gives the same summary.</summary>
    public bool IsRepeat => Step.Slug == "liquider" && Numbers.Campaign.IsSettled;

    public bool IsPossible => Numbers.Campaign.State == Step.From || IsRepeat;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Form.PaidOn = Today;
        return await LoadAsync(cancellationToken) ?? Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        if (AsksDate && !this.Check(new PaymentValidator(Today), Form, nameof(Form)))
        {
            return this.Again();
        }

        ModelState.Clear();
        var wasSettled = Numbers.Campaign.IsSettled;
        var (problems, message) = await RunAsync(User.Actor(), cancellationToken);
        if (problems.Count > 0)
        {
            return await LoadAsync(cancellationToken) ?? this.Refused(problems);
        }

        this.Flash(Step.Slug == "liquider" && wasSettled ? $"Rien n’a changé\u00A0: la campagne était déjà liquidée. {message}" : message);
        return Redirect($"/admin/campagnes/{Id}");
    }

    private async Task<(IReadOnlyList<Problem> Problems, string Message)> RunAsync(Actor actor, CancellationToken cancellationToken) => Step.Slug switch
    {
        "ouvrir" => Told(await open.RunAsync(actor, Id, cancellationToken), _ => "La campagne est ouverte."),
        "clore" => Told(await close.RunAsync(actor, Id, cancellationToken), _ => "La saisie est close."),
        "liquider" => Told(await settle.RunAsync(actor, Id, cancellationToken), Summary),
        "publier" => Told(await publish.RunAsync(actor, Id, cancellationToken), _ => "Les montants sont publiés\u00A0: chacun voit le sien."),
        _ => Told(await pay.RunAsync(actor, Id, Form.PaidOn!.Value, cancellationToken), Recorded),
    };

    private static string Summary(SettlementSummary summary) =>
        $"Liquidation du {ParisTime.DateAndTime(summary.SettledAt)}\u00A0: {Words.Count(summary.Assessed, "dossier évalué", "dossiers évalués")}, "
        + $"{Words.Count(summary.Paid, "montant dû", "montants dus")}, total {French.Money(Cents.ToEuros(summary.TotalCents))}.";

    private string Recorded(int count) => count == 0
        ? "Rien n’a changé\u00A0: tous les versements étaient déjà enregistrés."
        : $"{Words.Count(count, "versement enregistré", "versements enregistrés")} au {French.Date(Form.PaidOn!.Value)}.";

    private static (IReadOnlyList<Problem> Problems, string Message) Told<T>(Outcome<T> outcome, Func<T, string> message) =>
        outcome.TryGet(out var done) ? ([], message(done)) : (outcome.Problems, "");

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        if (CampaignStep.Find(Slug) is not { } step
            || !(await overview.RunAsync(User.Actor(), Id, cancellationToken)).TryGet(out var numbers))
        {
            return NotFound();
        }

        (Step, Numbers) = (step, numbers);
        return null;
    }
}

public sealed class PaymentForm
{
    public DateOnly? PaidOn { get; set; }
}

public sealed class PaymentValidator : AbstractValidator<PaymentForm>
{
    public PaymentValidator(DateOnly today)
    {
        RuleFor(form => form.PaidOn).Cascade(CascadeMode.Stop)
            .NotNull().WithMessage("Donnez la date du versement.")
            .LessThanOrEqualTo(today).WithMessage(PaymentErrors.InTheFuture.Message);
    }
}
