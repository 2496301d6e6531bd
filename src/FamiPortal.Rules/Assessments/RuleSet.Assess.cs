using System.Numerics;

namespace FamiPortal.Rules;

public sealed partial class RuleSet
{
    /// <summary>Judges a situation: every indicator, then the money.</summary>
    /// <param name="situation">Read with this rule set's vocabulary.</param>
    /// <param name="options">Explanation and neutralisations.</param>
    public Assessment Assess(Situation situation, AssessmentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(situation);
        options ??= AssessmentOptions.Default;
        var verdicts = new Verdict[indicators.Length];
        var rates = new Ratio[rateCount];
        var noRate = default(Ratio);
        var neutralised = options.Neutralised.Count > 0 ? MaskOf(options.Neutralised) : 0;
        ulong achieved = 0;
        ulong potential = 0;
        for (var i = 0; i < verdicts.Length; i++)
        {
            ref var rate = ref noRate;
            if (ratePlaces[i] >= 0)
            {
                rate = ref rates[ratePlaces[i]];
            }

            var verdict = indicators[i].Achieved.Judge(situation, ref rate);
            if ((neutralised >> i & 1) != 0)
            {
                verdict = Verdict.Achieved;
            }

            verdicts[i] = verdict;
            achieved |= verdict == Verdict.Achieved ? 1UL << i : 0;
            potential |= verdict >= Verdict.AwaitingEvidence ? 1UL << i : 0;
        }

        return new Assessment(this, situation, options, verdicts, rates, achieved, potential);
    }

    /// <summary>The units (points, or euros) that a set of achieved indicators wins.</summary>
    /// <param name="achieved">Bit i stands for the i-th indicator.</param>
    public decimal Units(ulong achieved)
    {
        long hundredths = 0;
        foreach (var part in parts)
        {
            hundredths += HundredthsOf(part, achieved);
        }

        return FromHundredths(hundredths);
    }

    private ulong MaskOf(IReadOnlyDictionary<string, Neutralisation> neutralised) => MaskOf(i => neutralised.ContainsKey(i.Code));

    /// <summary>Where the rate of an indicator stands among those of an assessment, or -1.</summary>
    internal int RatePlaceOf(Indicator indicator) => ratePlaces[indicator.Number - 1];

    /// <summary>The units that one part wins.</summary>
    /// <param name="part">A part of this rule set.</param>
    /// <param name="achieved">Bit i stands for the i-th indicator.</param>
    internal decimal UnitsOf(Part part, ulong achieved) => FromHundredths(HundredthsOf(part, achieved));

    internal static bool IsComplete(Part part, ulong achieved) => (part.Mask & achieved) == part.Mask;

    /// <summary>Sums are added up in whole hundredths: worths have two decimals at most, and additions of decimals cost ten times more.</summary>
    private long HundredthsOf(Part part, ulong achieved)
    {
        if (part.Requires is { } required && !IsComplete(required, achieved))
        {
            return 0;
        }

        if (part.Rule == PartRule.AllRequired)
        {
            return IsComplete(part, achieved) ? part.WorthHundredths : 0;
        }

        long hundredths = 0;
        for (var rest = part.Mask & achieved; rest != 0; rest &= rest - 1)
        {
            hundredths += worthHundredths[BitOperations.TrailingZeroCount(rest)];
        }

        return hundredths;
    }

    /// <summary>Without trailing zeros: 22.5 and 280, not 22.50 and 280.00.</summary>
    private static decimal FromHundredths(long hundredths) =>
        hundredths % 100 == 0 ? hundredths / 100 : hundredths % 10 == 0 ? Scaled(hundredths / 10, 1) : Scaled(hundredths, 2);

    private static decimal Scaled(long number, byte decimals) => new(unchecked((int)number), unchecked((int)(number >> 32)), 0, false, decimals);
}
