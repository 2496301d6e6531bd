using System.Text;

namespace FamiPortal.Rules.Yaml;

/// <summary>A named case beside a rule set: a situation, and what the rules must make of it.</summary>
/// <param name="Name">In French, unique in its file.</param>
/// <param name="About">The section of a guide that the case is about.</param>
/// <param name="Line">Where the case is in its file.</param>
/// <param name="SituationJson">The whole situation as the contract writes it, base and differences merged.</param>
/// <param name="Amount">Euros expected.</param>
/// <param name="PotentialAmount">Euros expected if every proof that is awaited were accepted.</param>
/// <param name="Points">Points expected; null where the rule set counts euros.</param>
/// <param name="Indicators">Expected verdicts of the indicators that the case is about.</param>
/// <param name="Rates">Expected rates, where the case says one.</param>
public sealed record RuleExample(
    string Name,
    Reference About,
    long Line,
    string SituationJson,
    decimal Amount,
    decimal PotentialAmount,
    decimal? Points,
    IReadOnlyDictionary<string, Verdict> Indicators,
    IReadOnlyDictionary<string, Ratio> Rates)
{
    /// <summary>The situation, read as any other one.</summary>
    /// <param name="catalogue">The catalogue that the example was read with.</param>
    public SituationReading Situation(RuleCatalogue catalogue) =>
        SituationReader.Read(Encoding.UTF8.GetBytes(SituationJson), catalogue);

    /// <summary>Assesses the situation and compares.</summary>
    /// <param name="catalogue">The catalogue that the example was read with.</param>
    /// <returns>One sentence in French for each difference; none when the rules do what the example says.</returns>
    public IReadOnlyList<string> Differences(RuleCatalogue catalogue)
    {
        var reading = Situation(catalogue);
        return reading.Error is { } error
            ? [$"{error.Path}{French.NoBreakSpace}: {error.Message}"]
            : Differences(reading.RuleSet!.Assess(reading.Situation!));
    }

    private List<string> Differences(Assessment found)
    {
        var differences = new List<string>();
        Compare("montant", French.Money(Amount), French.Money(found.Amount));
        Compare("montant possible", French.Money(PotentialAmount), French.Money(found.PotentialAmount));
        Compare("points", Units(Points), Units(found.Points));
        foreach (var (code, verdict) in Indicators)
        {
            Compare(code, verdict.Code(), found[code].Verdict.Code());
        }

        foreach (var (code, rate) in Rates)
        {
            Compare($"taux de {code}", Fraction(rate), Fraction(found[code].Rate!.Value));
        }

        return differences;

        void Compare(string what, string expected, string actual)
        {
            if (expected != actual)
            {
                differences.Add($"{what}{French.NoBreakSpace}: {expected} attendu, {actual} obtenu.");
            }
        }
    }

    private static string Units(decimal? points) => points is { } known ? French.Number(known) : "aucun";

    private static string Fraction(Ratio rate) => $"{French.Number(rate.Numerator)}/{French.Number(rate.Denominator)}";
}
