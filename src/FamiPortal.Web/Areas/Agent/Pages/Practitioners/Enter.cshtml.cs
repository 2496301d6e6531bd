using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.OnBehalf;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>An agent enters an indicator, or what the rules leave to the fund, for a practitioner who wrote.</summary>
public sealed class EnterModel(OnBehalfOptions options, EnterOnBehalf enter, EnterFundFact enterFact) : PageModel
{
    public static readonly IReadOnlyList<(LetterChannel Channel, string Words)> Channels =
        [(LetterChannel.Post, "Par courrier"), (LetterChannel.Email, "Par courriel"), (LetterChannel.Desk, "À l’accueil")];

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "campaign")]
    public Guid CampaignId { get; set; }

    [BindProperty(SupportsGet = true, Name = "indicateur")]
    public string? IndicatorCode { get; set; }

    [BindProperty(Name = "channel")]
    public LetterChannel Channel { get; set; }

    [BindProperty(Name = "proofs")]
    public List<string> Proofs { get; set; } = [];

    /// <summary>SHA-256 of the scan that was held back and that the agent keeps nevertheless.</summary>
    [BindProperty]
    public List<string> Confirmed { get; set; } = [];

    public IReadOnlyList<ConfirmationNeeded> HeldBack { get; private set; } = [];

    public OnBehalfView View { get; private set; } = null!;

    public Indicator? Indicator { get; private set; }

    /// <summary>In the fields: what counts today, or what was typed and refused.</summary>
    public Answers Shown { get; private set; } = Answers.None;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(IFormFile? scan, CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        if (Indicator is null)
        {
            return NotFound();
        }

        var typed = Answers.From(Indicator.Form.Select(field => KeyValuePair.Create<string, IReadOnlyList<string>>(
            field.Path.Text, [.. Request.Form[field.Path.Text].OfType<string>()])));
        await using var content = scan?.OpenReadStream();
        var entered = await enter.RunAsync(
            User.Actor(), new PaperEntry(Id, CampaignId, Indicator.Code, typed, Channel, scan?.FileName ?? "", Proofs) { ConfirmedSha256 = Confirmed }, content, cancellationToken);
        if (!entered.TryGet(out var transmission))
        {
            Shown = typed;
            HeldBack = [.. entered.Problems.OfType<ConfirmationNeeded>()];
            return this.Refused(entered.Problems);
        }

        this.Flash($"Saisie caisse enregistrée\u00A0: {Indicator.Label}, {View.Practitioner.DisplayName}.");
        return Redirect($"/agent/declarations/{transmission.DeclarationId}");
    }

    public async Task<IActionResult> OnPostFaitAsync(string? path, CancellationToken cancellationToken)
    {
        var entered = await enterFact.RunAsync(User.Actor(), Id, CampaignId, path ?? "", cancellationToken);
        if (!entered.TryGet(out var fact))
        {
            return await LoadAsync(cancellationToken) ?? this.Refused(entered.Problems);
        }

        this.Flash($"Saisie caisse enregistrée\u00A0: {fact.Label}.");
        return Redirect($"/agent/praticiens/{Id}/saisie/{CampaignId}");
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!(await options.RunAsync(User.Actor(), Id, CampaignId, cancellationToken)).TryGet(out var view, out var problems))
        {
            if (problems.Any(problem => problem.IsNotFound))
            {
                return NotFound();
            }

            this.Flash(problems[0].Message, InkState.Info);
            return Redirect($"/agent/praticiens/{Id}");
        }

        View = view;
        Indicator = view.Indicators.FirstOrDefault(indicator => indicator.Code == IndicatorCode);
        Shown = view.Counted;
        return IndicatorCode is not null && Indicator is null ? NotFound() : null;
    }
}
