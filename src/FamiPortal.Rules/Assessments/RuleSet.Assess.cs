using System.Numerics;

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
        var results = new IndicatorResult[indicators.Length];
        ulong achieved = 0;
        ulong potential = 0;
        for (var i = 0; i < results.Length; i++)
        {
            var result = Judge(indicators[i], situation, options);
            results[i] = result;
            achieved |= result.Verdict == Verdict.Achieved ? 1UL << i : 0;
            potential |= result.Verdict >= Verdict.AwaitingEvidence ? 1UL << i : 0;
        }

        var parts = new PartResult[Parts.Count];
        var (units, potentialUnits) = (0m, 0m);
        for (var i = 0; i < parts.Length; i++)
        {
            var part = Parts[i];
            var (won, possible) = (UnitsOf(part, achieved), UnitsOf(part, potential));
            units += won;
            potentialUnits += possible;
            parts[i] = new PartResult(
                part,
                BitOperations.PopCount(part.Mask & achieved),
                BitOperations.PopCount(part.Mask),
                part.Requires is null || IsComplete(part.Requires, achieved),
                won,
                Euros(won),
                Euros(possible));
        }

        return new Assessment(
            situation.Id, this, results, parts, PointValue is null ? null : units, Euros(units), Euros(potentialUnits));
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
        Ratio? rate = null;
        var verdict = indicator.Achieved.Judge(situation, ref rate);
        var neutralisation = options.Neutralised.Count == 0 ? null : options.Neutralised.GetValueOrDefault(indicator.Code);
        verdict = neutralisation is null ? verdict : Verdict.Achieved;
        return new IndicatorResult(
            indicator, verdict, rate, neutralisation, options.Explain ? Explain(indicator, situation, verdict, neutralisation) : null);
    }

    private static Explanation Explain(Indicator indicator, Situation situation, Verdict verdict, Neutralisation? neutralisation)
    {
        var explained = indicator.Achieved.Explain(situation);
        return new Explanation(
            indicator.Label,
            verdict,
            neutralisation is null
                ? explained.Why
                : $"Indicateur neutralisé le {French.Date(neutralisation.DecidedOn)}{French.NoBreakSpace}: {neutralisation.Reason}",
            verdict == Verdict.Achieved ? null : explained.Missing,
            [],
            indicator.References,
            [explained]);
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

        if (part.Rule == PartRule.AllRequired)
        {
            return IsComplete(part, achieved) ? part.Worth : 0;
        }

        var units = 0m;
        for (var rest = part.Mask & achieved; rest != 0; rest &= rest - 1)
        {
            units += indicators[BitOperations.TrailingZeroCount(rest)].Worth;
        }

        return units;
    }

    internal static bool IsComplete(Part part, ulong achieved) => (part.Mask & achieved) == part.Mask;
}
