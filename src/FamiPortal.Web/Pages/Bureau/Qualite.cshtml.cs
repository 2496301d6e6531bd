using System.Globalization;
using FamiPortal.Domain.Quality;
using FamiPortal.Domain.Settlement;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.Pages.Bureau;

/// <summary>What is decided twice and what came of it, for supervisors (their fund) and administrators.</summary>
[Authorize(Roles = ControlesModel.Bureau)]
public sealed class QualiteModel(QualityRules rules, SecondLookQueue looks, SettleDisagreement settle, RuleCatalogue catalogue) : PageModel
{
    /// <summary>No fund has more to settle than a million euros at once: beyond, it is a mistake of typing.</summary>
    private const decimal EurosMax = 1_000_000m;

    [BindProperty]
    public QualityForm Form { get; set; } = new();

    /// <summary>The fund whose rule an administrator looks at, beside the national one.</summary>
    [BindProperty(SupportsGet = true, Name = "caisse")]
    public Guid? Fund { get; set; }

    /// <summary>The rules shown as forms: a supervisor's own, or the national one and that of the chosen fund.</summary>
    public IReadOnlyList<QualityScope> Shown { get; private set; } = [];

    /// <summary>The funds to choose from; empty for a supervisor, who has one.</summary>
    public IReadOnlyList<QualityScope> Choices { get; private set; } = [];

    public SecondLookFigures Figures { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostReglerAsync(CancellationToken cancellationToken)
    {
        long? cents = null;
        var isAmount = string.IsNullOrWhiteSpace(Form.FourEyesAbove) || TryCents(Form.FourEyesAbove, out cents);
        if (Form.SecondLookPercent is not { } percent || !isAmount)
        {
            var problem = isAmount ? QualityErrors.Percent : QualityErrors.Amount;
            return await LoadAsync(cancellationToken) ?? this.Refused([problem], nameof(Form));
        }

        var set = await rules.SetAsync(User.Actor(), Form.FundId, new QualityTerms(percent, cents), cancellationToken);
        if (!set.IsDone)
        {
            return await LoadAsync(cancellationToken) ?? this.Refused(set.Problems, nameof(Form));
        }

        this.Flash("Réglage enregistré\u00A0: il vaut pour les décisions à venir.");
        return Redirect(Form.FundId is { } fund && User.Actor().IsAdmin ? $"/bureau/qualite?caisse={fund}" : "/bureau/qualite");
    }

    public async Task<IActionResult> OnPostTrancherAsync(Guid look, bool reopens, string? note, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        var settled = await settle.RunAsync(User.Actor(), look, reopens, note, cancellationToken);
        if (!settled.IsDone)
        {
            return await LoadAsync(cancellationToken) ?? this.Refused(settled.Problems);
        }

        this.Flash(reopens ? "Désaccord tranché\u00A0: le justificatif attend une nouvelle décision." : "Désaccord tranché\u00A0: la première décision est conservée.");
        return Redirect("/bureau/qualite");
    }

    public string LabelOf(SecondLook look)
    {
        var campaign = look.EvidenceUse.Declaration.Campaign;
        return catalogue.Find(campaign.ProfessionCode, campaign.Exercise)?.Find(look.EvidenceUse.IndicatorCode)?.Label ?? look.EvidenceUse.IndicatorCode;
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        var scopes = await rules.ListAsync(User.Actor(), cancellationToken);
        var isNational = scopes.Any(scope => scope.FundId is null);
        var chosen = Form.FundId ?? Fund;
        Shown = [.. scopes.Where(scope => !isNational || scope.FundId is null || scope.FundId == chosen)];
        Choices = isNational ? [.. scopes.Where(scope => scope.FundId is not null)] : [];
        Fund = chosen;
        Figures = await looks.FiguresAsync(User.Actor(), cancellationToken);
        return Figures.MaySee ? null : NotFound();
    }

    private static bool TryCents(string text, out long? cents)
    {
        var plain = string.Concat(text.Where(character => !char.IsWhiteSpace(character))).Replace(',', '.');
        var isEuros = decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var euros)
            && euros <= EurosMax && decimal.Round(euros, 2) == euros;
        cents = isEuros ? Cents.Of(euros) : null;
        return isEuros;
    }
}

public sealed class QualityForm
{
    /// <summary>Null for the whole country.</summary>
    public Guid? FundId { get; set; }

    public int? SecondLookPercent { get; set; }

    /// <summary>Euros, as typed.</summary>
    public string? FourEyesAbove { get; set; }
}
