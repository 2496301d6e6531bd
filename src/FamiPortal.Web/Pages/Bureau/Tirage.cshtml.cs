using FamiPortal.Domain;
using FamiPortal.Domain.Controls;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.Pages.Bureau;

/// <summary>First the criteria and the size of the population, then the draw.</summary>
[Authorize(Roles = ControlesModel.Bureau)]
public sealed class TirageModel(DrawControlSample draw, ControlSamples samples, RuleCatalogue catalogue, TimeProvider clock) : PageModel
{
    private const int ProposedSize = 10;
    private const int ProposedDays = 30;

    [BindProperty(SupportsGet = true, Name = "campagne")]
    public Guid? CampaignId { get; set; }

    [BindProperty(SupportsGet = true, Name = "caisse")]
    public Guid? FundId { get; set; }

    [BindProperty(SupportsGet = true, Name = "indicateur")]
    public string? IndicatorCode { get; set; }

    [BindProperty]
    public DrawForm Form { get; set; } = new();

    public DrawChoices Choices { get; private set; } = null!;

    public DrawPreview? Preview { get; private set; }

    public IReadOnlyList<Indicator> Indicators { get; private set; } = [];

    public bool IsNational => User.Actor().IsAdmin;

    public string Address => $"/bureau/controles/nouveau?campagne={CampaignId}&caisse={FundId}&indicateur={Uri.EscapeDataString(IndicatorCode ?? "")}";

    private ControlCriteria Criteria => new(CampaignId ?? Guid.Empty, FundId, string.IsNullOrEmpty(IndicatorCode) ? null : IndicatorCode);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Form = new DrawForm
        {
            Size = ProposedSize,
            Seed = ReproducibleDraw.NewSeed(),
            LastDay = ParisTime.DateOf(clock.GetUtcNow().UtcDateTime).AddDays(ProposedDays),
        };
        return await LoadAsync(cancellationToken) is { } refused ? refused : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        if (Form.LastDay is not { } lastDay)
        {
            this.AddError("Form.LastDay", "Donnez le dernier jour pour répondre.");
            return this.Again();
        }

        var drawn = await draw.RunAsync(
            User.Actor(), Criteria, new DrawTerms(Form.Size ?? 0, Form.Seed ?? "", lastDay), Form.Seen ?? "", cancellationToken);
        if (!drawn.TryGet(out var sample))
        {
            return this.Refused(drawn.Problems, nameof(Form));
        }

        this.Flash($"{Words.Count(sample.Controls.Count, "dossier tiré", "dossiers tirés")} sur {French.Number(sample.PopulationSize)}\u00A0: les professionnels voient ce qui leur est demandé.");
        return Redirect($"/bureau/controles/{sample.Id}");
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        Choices = await samples.ChoicesAsync(User.Actor(), cancellationToken);
        if (!Choices.MayDraw)
        {
            return NotFound();
        }

        if (Choices.Campaigns.FirstOrDefault(campaign => campaign.Id == CampaignId) is not { } chosen)
        {
            return CampaignId is null ? null : NotFound();
        }

        Indicators = [.. catalogue.Find(chosen.ProfessionCode, chosen.Exercise)?.Indicators.Where(indicator => indicator.IsAttestedOnHonour) ?? []];
        var found = await draw.PreviewAsync(User.Actor(), Criteria, cancellationToken);
        Preview = found.IsDone ? found.Value : null;
        return found.IsDone ? null : this.Refused(found.Problems);
    }
}

public sealed class DrawForm
{
    public int? Size { get; set; }

    public string? Seed { get; set; }

    public DateOnly? LastDay { get; set; }

    /// <summary>Fingerprint of the population that was counted.</summary>
    public string? Seen { get; set; }
}
