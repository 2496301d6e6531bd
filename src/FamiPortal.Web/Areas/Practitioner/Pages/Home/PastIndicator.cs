using System.Text.Json;
using FamiPortal.Domain.Settlement;
using FamiPortal.Rules;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>One indicator of a settled exercise, from the frozen receipt: it can be read whatever became of the rules since.</summary>
/// <param name="Label">From the rules.</param>
/// <param name="IsAchieved">As frozen.</param>
/// <param name="Rate">« 84,62 % » where a rate was counted; null otherwise.</param>
public sealed record PastIndicator(string Label, bool IsAchieved, string? Rate)
{
    public static IReadOnlyList<PastIndicator> All(RuleSet ruleSet, SettledAssessment result)
    {
        using var receipt = JsonDocument.Parse(result.ReceiptJson);
        return
        [
            .. receipt.RootElement.GetProperty("assessment").GetProperty("indicators").EnumerateObject().Select(indicator => new PastIndicator(
                ruleSet.Find(indicator.Name)?.Label ?? indicator.Name,
                indicator.Value.GetProperty("status").GetString() == Verdict.Achieved.Code(),
                indicator.Value.TryGetProperty("rate", out var rate) && rate.GetProperty("denominator").GetInt64() is var whole and > 0
                    ? French.Percent(rate.GetProperty("numerator").GetInt64(), whole)
                    : null)),
        ];
    }
}
