using FamiPortal.Domain.Desk;
using FamiPortal.Rules;

namespace FamiPortal.Web.AgentArea;

/// <summary>What the rules say about a row of the queue.</summary>
public static class QueueRows
{
    /// <summary>The indicator of the row's proof; null when the rules no longer know it.</summary>
    public static Indicator? IndicatorOf(this RuleCatalogue catalogue, string profession, int exercise, string indicator) =>
        catalogue.Find(profession, exercise)?.Find(indicator);

    public static Indicator? IndicatorOf(this RuleCatalogue catalogue, QueueRow row) =>
        catalogue.IndicatorOf(row.ProfessionCode, row.Exercise, row.IndicatorCode);

    /// <summary>Which of its proofs, when an indicator wants several; null when its own name says enough.</summary>
    public static string? OneOfSeveral(this Indicator? indicator, string proofCode) =>
        indicator is { Proofs: { Count: > 1 } proofs } ? proofs.FirstOrDefault(proof => proof.Code == proofCode)?.Label : null;
}
