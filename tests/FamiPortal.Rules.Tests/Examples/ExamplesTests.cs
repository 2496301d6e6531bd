using System.Globalization;
using FamiPortal.Rules.Yaml;

namespace FamiPortal.Rules.Tests.Examples;

/// <summary>The named cases beside each rule set are the tests of its rules.</summary>
public sealed class ExamplesTests
{
    private static readonly Dictionary<string, IReadOnlyList<RuleExample>> Examples =
        Official.Catalogue.RuleSets.ToDictionary(r => r.Key, r => RuleExamples.Read(Official.Catalogue, r));

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var (ruleSet, examples) in Examples)
        {
            foreach (var example in examples)
            {
                cases.Add(ruleSet, example.Name);
            }
        }

        return cases;
    }

    public static TheoryData<string> RuleSets() => [.. Examples.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Assess_Example_GivesWhatItsAuthorExpects(string ruleSet, string name)
    {
        var example = Examples[ruleSet].Single(e => e.Name == name);

        var differences = example.Differences(Official.Catalogue);

        Assert.True(differences.Count == 0, $"{example.Line.ToString(CultureInfo.InvariantCulture)}: {example.Name} : {string.Join(' ', differences)}");
    }

    [Theory]
    [MemberData(nameof(RuleSets))]
    public void Examples_CoverEachIndicator_AchievedAndNotAchieved(string ruleSet)
    {
        var said = Examples[ruleSet].SelectMany(e => e.Indicators).ToHashSet();

        var missing = Official.Catalogue.Find(ruleSet)!.Indicators
            .SelectMany(i => new[] { Verdict.Achieved, Verdict.NotAchieved }.Select(v => KeyValuePair.Create(i.Code, v)))
            .Where(wanted => !said.Contains(wanted));

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(RuleSets))]
    public void Examples_ReachTheMostThatTheGuidePromises(string ruleSet)
    {
        Assert.Contains(Examples[ruleSet], e => e.Amount == Official.Catalogue.Find(ruleSet)!.Most);
    }

    [Fact]
    public void Examples_WhenAnExpectationIsWrong_SayWhatWasFound()
    {
        var example = Examples["chirurgien-dentiste/2025"][0] with
        {
            Amount = 1m,
            Indicators = new Dictionary<string, Verdict> { ["aller-vers"] = Verdict.NotAchieved },
            Rates = new Dictionary<string, Ratio> { ["teletransmission"] = new(1, 2) },
        };

        var differences = example.Differences(Official.Catalogue);

        Assert.Equal(
            [
                "montant\u00a0: 1,00\u202f€ attendu, 1\u202f240,00\u202f€ obtenu.",
                "aller-vers\u00a0: not-achieved attendu, achieved obtenu.",
                "taux de teletransmission\u00a0: 1/2 attendu, 700/1\u202f000 obtenu.",
            ],
            differences);
    }
}
