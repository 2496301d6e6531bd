using FamiPortal.Rules.Operators;

namespace FamiPortal.Rules;

public sealed partial class RuleSet
{
    /// <summary>Judges a situation: every indicator, then the money.</summary>
    /// <param name="situation">Read with this rule set's vocabulary.</param>
    /// <param name="options">Explanation and neutralisations.</param>
    /// <exception cref="OverflowException">A count so great that a rate no longer fits 128 bits; the reader refuses such counts.</exception>
    public Assessment Assess(Situation situation, AssessmentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(situation);
        options ??= AssessmentOptions.Default;
        var results = new IndicatorResult[Indicators.Count];
        ulong achieved = 0;
        ulong potential = 0;
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Judge(Indicators[i], situation, options);
            achieved |= results[i].Verdict == Verdict.Achieved ? 1UL << i : 0;
            potential |= results[i].Verdict >= Verdict.AwaitingEvidence ? 1UL << i : 0;
        }

        var parts = new PartResult[Parts.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var part = Parts[i];
            var mask = MaskOf(part);
            var units = UnitsOf(part, achieved);
            parts[i] = new PartResult(
                part,
                System.Numerics.BitOperations.PopCount(mask & achieved),
                System.Numerics.BitOperations.PopCount(mask),
                part.Requires is null || IsComplete(part.Requires, achieved),
                units,
                Euros(units),
                Euros(UnitsOf(part, potential)));
        }

        var won = parts.Sum(p => p.Units);
        return new Assessment(
            situation.Id, this, results, parts, PointValue is null ? null : won, Euros(won), parts.Sum(p => p.PotentialEuros));
    }

    /// <summary>The units (points, or euros) that a set of achieved indicators wins.</summary>
    /// <param name="achieved">Bit i stands for the i-th indicator.</param>
    public decimal Units(ulong achieved)
    {
        var units = 0m;
        foreach (var part in Parts)
        {
            units += UnitsOf(part, achieved);
        }

        return units;
    }

    private static IndicatorResult Judge(Indicator indicator, Situation situation, AssessmentOptions options)
    {
        var inquiry = new Inquiry(situation, options.Explain);
        var finding = indicator.Achieved.Evaluate(inquiry);
        var neutralisation = options.Neutralised.GetValueOrDefault(indicator.Code);
        var verdict = neutralisation is null ? finding.Verdict : Verdict.Achieved;
        var explanation = finding.Explanation is null
            ? null
            : new Explanation(
                indicator.Label,
                verdict,
                neutralisation is null
                    ? finding.Explanation.Why
                    : $"Indicateur neutralisé le {French.Date(neutralisation.DecidedOn)}{French.NoBreakSpace}: {neutralisation.Reason}",
                verdict == Verdict.Achieved ? null : finding.Explanation.Missing,
                [],
                indicator.References,
                [finding.Explanation]);
        return new IndicatorResult(indicator, verdict, inquiry.Rate, neutralisation, explanation);
    }

    /// <summary>The units that one part wins.</summary>
    /// <param name="part">A part of this rule set.</param>
    /// <param name="achieved">Bit i stands for the i-th indicator.</param>
    internal decimal UnitsOf(Part part, ulong achieved)
    {
        if (part.Requires is { } required && !IsComplete(required, achieved))
        {
            return 0;
        }

        switch (part.Rule)
        {
            case PartRule.AllRequired:
                return IsComplete(part, achieved) ? part.Worth : 0;
            case PartRule.Each:
                var units = 0m;
                for (var i = 0; i < Indicators.Count; i++)
                {
                    if (ReferenceEquals(Indicators[i].Part, part) && (achieved >> i & 1) != 0)
                    {
                        units += Indicators[i].Worth;
                    }
                }

                return units;
            default:
                throw new InvalidOperationException($"Part rule {part.Rule} has no payment.");
        }
    }

    internal bool IsComplete(Part part, ulong achieved)
    {
        var mask = MaskOf(part);
        return (mask & achieved) == mask;
    }

    /// <summary>The bits of a part's indicators.</summary>
    internal ulong MaskOf(Part part) => masks[part.Code];
}
