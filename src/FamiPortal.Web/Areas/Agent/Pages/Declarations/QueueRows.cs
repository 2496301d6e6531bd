using FamiPortal.Domain.Evidence;
using FamiPortal.Rules;

namespace FamiPortal.Web.AgentArea;

/// <summary>What the rules say about a row of the queue.</summary>
public static class QueueRows
{
    /// <summary>The indicators that wait, in the order of the rules.</summary>
    public static IEnumerable<Indicator> Indicators(RuleCatalogue catalogue, QueueRow row) =>
        catalogue.Find(row.ProfessionCode, row.Exercise) is { } ruleSet
            ? row.IndicatorCodes.Select(ruleSet.Find).OfType<Indicator>().OrderBy(indicator => indicator.Number)
            : [];
}
