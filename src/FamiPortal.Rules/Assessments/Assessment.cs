namespace FamiPortal.Rules;

/// <summary>What a situation comes to under a rule set.</summary>
/// <param name="SituationId">The situation's id, echoed.</param>
/// <param name="RuleSet">The rules applied.</param>
/// <param name="Indicators">One result an indicator, in the rule set's order.</param>
/// <param name="Parts">What each part pays, in the rule set's order.</param>
/// <param name="Points">Points won, or null where the rule set counts euros.</param>
/// <param name="Amount">Euros due.</param>
/// <param name="PotentialAmount">Euros due if every indicator that awaits its proof became achieved.</param>
public sealed record Assessment(
    string SituationId,
    RuleSet RuleSet,
    IReadOnlyList<IndicatorResult> Indicators,
    IReadOnlyList<PartResult> Parts,
    decimal? Points,
    decimal Amount,
    decimal PotentialAmount)
{
    /// <summary>The result of an indicator of the rule set.</summary>
    /// <param name="code">One of the rule set's codes.</param>
    public IndicatorResult this[string code] => Indicators.First(i => i.Indicator.Code == code);
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
