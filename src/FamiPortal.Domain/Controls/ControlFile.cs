using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Controls;

/// <summary>One control as the fund sees it: what was paid and why, what came, what each conclusion would take back.</summary>
public sealed class ControlFile(FamiDbContext db, RuleCatalogue catalogue, TimeProvider clock)
{
    public async Task<Outcome<ControlView>> RunAsync(Actor actor, Guid controlId, CancellationToken cancellationToken = default)
    {
        if (await db.OfficeControls(actor).AsNoTracking().Whole().SingleOrDefaultAsync(any => any.Id == controlId, cancellationToken) is not { } control)
        {
            return ControlErrors.NotFound;
        }

        var subjects = control.Documents.Select(given => given.EvidenceDocumentId).Append(control.Id).ToList();
        var history = await db.AuditEvents.AsNoTracking().Where(happened => subjects.Contains(happened.SubjectId))
            .OrderBy(happened => happened.At).ToListAsync(cancellationToken);
        var readable = control.IsReadableByFundAt(clock.GetUtcNow().UtcDateTime);
        return ControlView.Of(control, catalogue, readable ? control.Documents : [], history) with { MayConclude = actor.OwnFundId is not null && readable };
    }
}

/// <summary>A control with all that explains it.</summary>
/// <param name="Control">With its sample, campaign, practitioner and points.</param>
/// <param name="RuleSet">Labels; null when the rules are no longer loaded.</param>
/// <param name="Before">The frozen result, explained; null when the rules loaded now are not those of the settlement.</param>
/// <param name="After">The same without the failed indicators; null until one failed, or when the rules changed.</param>
/// <param name="Documents">Those that may be read.</param>
/// <param name="History">Oldest first.</param>
public sealed record ControlView(
    Control Control, RuleSet? RuleSet, Assessment? Before, Assessment? After, IReadOnlyList<ControlDocument> Documents, IReadOnlyList<AuditEvent> History)
{
    /// <summary>The rules loaded now are those of the settlement.</summary>
    public bool HasSameRules => Before is not null;

    public bool MayConclude { get; init; }

    public string LabelOf(ControlPoint point) => RuleSet?.Find(point.IndicatorCode)?.Label ?? point.IndicatorCode;

    /// <summary>Euros that this indicator alone would take back, the failed ones aside; null when it can't be computed.</summary>
    public decimal? StakeOf(ControlPoint point)
    {
        var failed = Control.Points.Where(any => any.IsFailed).Select(any => any.IndicatorCode).ToList();
        return RuleSet is not null && ControlReassessment.Of(Control, RuleSet, Catalogue, [.. failed, point.IndicatorCode]) is { } found
            ? (After ?? found.Before).Amount - found.After.Amount
            : null;
    }

    private RuleCatalogue Catalogue { get; init; } = null!;

    internal static ControlView Of(Control control, RuleCatalogue catalogue, IReadOnlyList<ControlDocument> documents, IReadOnlyList<AuditEvent> history)
    {
        var campaign = control.Sample.Campaign;
        return new ControlView(
            control,
            catalogue.Find(campaign.ProfessionCode, campaign.Exercise),
            AssessmentReceipt.Recompute(control.SettledAssessment.ReceiptJson, catalogue),
            control.ReassessmentJson is { } receipt ? AssessmentReceipt.Recompute(receipt, catalogue) : null,
            documents,
            history)
        {
            Catalogue = catalogue,
        };
    }
}

/// <summary>What a paid declaration comes to without what its failed indicators declared, by the same rules.</summary>
internal static class ControlReassessment
{
    public static Reassessment? Of(Control control, RuleSet ruleSet, RuleCatalogue catalogue, IReadOnlyCollection<string> failed) =>
        AssessmentReceipt.Without(
            control.SettledAssessment.ReceiptJson,
            catalogue,
            [.. failed.Select(ruleSet.Find).OfType<Indicator>().SelectMany(Declared)]);

    /// <summary>Answers of its form, and the evidence that hangs on them.</summary>
    private static IEnumerable<string> Declared(Indicator indicator) =>
        indicator.Form.Select(field => field.Path.Text)
            .Concat(indicator.Proofs.SelectMany(proof => new[] { proof.State.Text, proof.CarriedOver.Text }));
}
