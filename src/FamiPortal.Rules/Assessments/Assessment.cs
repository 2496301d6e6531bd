using System.Numerics;

namespace FamiPortal.Rules;

/// <summary>
/// What a situation comes to under a rule set. The verdicts and the sums are there at once; the lists that people read are
/// made when they are first asked for, explanations included, so that a campaign of 225,000 does not pay for them.
/// </summary>
public sealed class Assessment
{
    private readonly Situation situation;
    private readonly AssessmentOptions options;
    private readonly Verdict[] verdicts;
    private readonly Ratio[] rates;
    private readonly ulong achieved;
    private readonly ulong potential;

    internal Assessment(
        RuleSet ruleSet, Situation situation, AssessmentOptions options, Verdict[] verdicts, Ratio[] rates, ulong achieved, ulong potential)
    {
        RuleSet = ruleSet;
        this.situation = situation;
        this.options = options;
        this.verdicts = verdicts;
        this.rates = rates;
        this.achieved = achieved;
        this.potential = potential;
        var units = ruleSet.Units(achieved);
        Points = ruleSet.PointValue is null ? null : units;
        Amount = ruleSet.Euros(units);
        PotentialAmount = potential == achieved ? Amount : ruleSet.Euros(ruleSet.Units(potential));
    }

    /// <summary>The situation's id, echoed.</summary>
    public string SituationId => situation.Id;

    /// <summary>The rules applied.</summary>
    public RuleSet RuleSet { get; }

    /// <summary>Points won, or null where the rule set counts euros.</summary>
    public decimal? Points { get; }

    /// <summary>Euros due.</summary>
    public decimal Amount { get; }

    /// <summary>Euros due if every indicator that awaits its proof became achieved.</summary>
    public decimal PotentialAmount { get; }

    /// <summary>One result an indicator, in the rule set's order.</summary>
    public IReadOnlyList<IndicatorResult> Indicators => field ??= [.. RuleSet.Indicators.Select(Result)];

    /// <summary>What each part pays, in the rule set's order.</summary>
    public IReadOnlyList<PartResult> Parts => field ??= [.. RuleSet.Parts.Select(Result)];

    /// <summary>True when the results carry their trees.</summary>
    public bool IsExplained => options.Explain;

    /// <summary>The result of an indicator of the rule set.</summary>
    /// <param name="code">One of the rule set's codes.</param>
    public IndicatorResult this[string code] => Indicators[RuleSet.Find(code)!.Number - 1];

    private IndicatorResult Result(Indicator indicator)
    {
        var verdict = verdicts[indicator.Number - 1];
        var neutralisation = options.Neutralised.GetValueOrDefault(indicator.Code);
        var rate = RuleSet.RatePlaceOf(indicator);
        return new IndicatorResult(
            indicator,
            verdict,
            rate < 0 ? null : rates[rate],
            neutralisation,
            options.Explain ? Explain(indicator, verdict, neutralisation) : null);
    }

    private Explanation Explain(Indicator indicator, Verdict verdict, Neutralisation? neutralisation)
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

    private PartResult Result(Part part)
    {
        var units = RuleSet.UnitsOf(part, achieved);
        return new PartResult(
            part,
            BitOperations.PopCount(part.Mask & achieved),
            BitOperations.PopCount(part.Mask),
            part.Requires is null || RuleSet.IsComplete(part.Requires, achieved),
            units,
            RuleSet.Euros(units),
            RuleSet.Euros(RuleSet.UnitsOf(part, potential)));
    }
}

/// <summary>The result of one indicator.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Verdict">After neutralisation.</param>
/// <param name="Rate">The rate counted, for indicators that have one, also when it is 0/0.</param>
/// <param name="Neutralisation">Set when the indicator counts as achieved by decision.</param>
/// <param name="Explanation">The tree, when it was asked for.</param>
public sealed record IndicatorResult(
    Indicator Indicator, Verdict Verdict, Ratio? Rate, Neutralisation? Neutralisation, Explanation? Explanation);

/// <summary>What one part pays.</summary>
/// <param name="Part">The part.</param>
/// <param name="AchievedCount">How many of its indicators are achieved.</param>
/// <param name="IndicatorCount">How many it has.</param>
/// <param name="IsOpen">False when the part that it requires is not complete.</param>
/// <param name="Units">Won, in the rule set's unit.</param>
/// <param name="Euros">Won, in euros.</param>
/// <param name="PotentialEuros">Euros if every indicator that awaits its proof became achieved.</param>
public sealed record PartResult(
    Part Part, int AchievedCount, int IndicatorCount, bool IsOpen, decimal Units, decimal Euros, decimal PotentialEuros)
{
    /// <summary>True when every indicator of the part is achieved.</summary>
    public bool IsComplete => AchievedCount == IndicatorCount;
}

/// <summary>A decision that an indicator counts as achieved for everybody (as for the rate of 2020).</summary>
/// <param name="Reason">In French, shown to practitioners.</param>
/// <param name="DecidedOn">The day of the decision.</param>
public sealed record Neutralisation(string Reason, DateOnly DecidedOn);

/// <summary>Parameters of an assessment that are no part of the rule file.</summary>
public sealed record AssessmentOptions
{
    /// <summary>No explanation, no neutralisation.</summary>
    public static readonly AssessmentOptions Default = new();

    /// <summary>True to build the explanation trees.</summary>
    public bool Explain { get; init; }

    /// <summary>Neutralised indicators by code; codes that the rule set does not have are ignored.</summary>
    public IReadOnlyDictionary<string, Neutralisation> Neutralised { get; init; } = new Dictionary<string, Neutralisation>();
}
