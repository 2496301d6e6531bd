using FamiPortal.Rules.Operators;
using static FamiPortal.Rules.Tests.Invented;

namespace FamiPortal.Rules.Tests.Assessments;

/// <summary>How verdicts become money.</summary>
public class AssessTests
{
    private static readonly Part Base = Part("base", PartRule.AllRequired, 100);
    private static readonly Part More = Part("more", requires: Base);
    private static readonly Part Apart = Part("apart");

    [Theory]
    [InlineData(0b0000, 0)]
    [InlineData(0b0001, 0)]
    [InlineData(0b0010, 0)]
    [InlineData(0b0011, 100)]
    [InlineData(0b0111, 122.5)]
    [InlineData(0b0101, 0)]
    [InlineData(0b1000, 0.25)]
    [InlineData(0b1101, 0.25)]
    [InlineData(0b1111, 122.75)]
    public void Units_AWholePartPaysTogether_APartNeedsTheOneItRequires(int achieved, double units)
    {
        var ruleSet = Four(Verdict.Achieved);

        Assert.Equal((decimal)units, ruleSet.Units((ulong)achieved));
        Assert.Equal((decimal)units, ruleSet.Euros(ruleSet.Units((ulong)achieved)));
    }

    [Theory]
    [InlineData(100, "100")]
    [InlineData(22.5, "22.5")]
    [InlineData(0.25, "0.25")]
    [InlineData(0.05, "0.05")]
    [InlineData(50_000_000.01, "50000000.01")]
    [InlineData(987_654_321.5, "987654321.5")]
    public void Units_AreWrittenWithoutTrailingZeros(double worth, string written)
    {
        var ruleSet = RuleSet(Indicator("a", Apart, 1, Always(Verdict.Achieved), (decimal)worth));

        Assert.Equal(written, ruleSet.Units(1).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Assess_AwaitedProofs_ArePotentialOnly()
    {
        var result = Four(Verdict.AwaitingEvidence).Assess(Watch());

        Assert.Equal((0m, 122.75m), (result.Amount, result.PotentialAmount));
        Assert.Null(result.Points);
        Assert.Equal("v", result.SituationId);
        Assert.All(result.Indicators, r => Assert.Equal(Verdict.AwaitingEvidence, r.Verdict));
    }

    [Fact]
    public void Assess_Points_ArePaidAtTheirValue()
    {
        var ruleSet = RuleSet(7m, [Indicator("a", Apart, 1, Always(Verdict.Achieved), 22.5m), Indicator("b", Apart, 2, Always(Verdict.AwaitingEvidence), 10)]);

        var result = ruleSet.Assess(Watch());

        Assert.Equal((22.5m, 157.5m, 227.5m), (result.Points, result.Amount, result.PotentialAmount));
    }

    [Fact]
    public void Assess_ANeutralisedIndicator_CountsAndKeepsItsRate()
    {
        var rate = new Rate(Path("answered"), Path("calls"), new Threshold(new Ratio(1, 2), "1/2"));
        var ruleSet = RuleSet(Indicator("a", Apart, 1, Always(Verdict.NotAchieved), 5), Indicator("b", Apart, 2, rate, 10), Indicator("c", Apart, 3, rate, 20));
        var neutralisation = new Neutralisation("Grève.", new DateOnly(2031, 1, 2));
        var situation = Situation("""{"calls":8,"answered":1}""");

        var result = ruleSet.Assess(situation, new AssessmentOptions { Neutralised = new Dictionary<string, Neutralisation> { ["b"] = neutralisation, ["zzz"] = neutralisation } });

        Assert.Equal((10m, 10m), (result.Amount, result.PotentialAmount));
        Assert.Equal([Verdict.NotAchieved, Verdict.Achieved, Verdict.NotAchieved], result.Indicators.Select(r => r.Verdict));
        Assert.Equal([null, new Ratio(1, 8), new Ratio(1, 8)], result.Indicators.Select(r => r.Rate));
        Assert.Same(neutralisation, result["b"].Neutralisation);
        Assert.Null(result["c"].Neutralisation);
        Assert.Equal(0m, ruleSet.Assess(situation).Amount);
    }

    [Fact]
    public void Assess_WithoutASituation_IsAMistakeOfTheCaller() => Assert.Throws<ArgumentNullException>(() => Four(Verdict.Achieved).Assess(null!));

    [Fact]
    public void Assess_SixtyFourIndicators_AllCount()
    {
        var ruleSet = RuleSet([.. Enumerable.Range(1, 64).Select(n => Indicator($"i{n}", Apart, n, Always(n % 2 == 0 ? Verdict.Achieved : Verdict.NotAchieved), n))]);

        Assert.Equal(Enumerable.Range(1, 64).Where(n => n % 2 == 0).Sum(), ruleSet.Assess(Watch()).Amount);
        Assert.Equal(64m, ruleSet.Units(1UL << 63));
    }

    [Theory]
    [InlineData(Verdict.Achieved, "achieved", "Atteint")]
    [InlineData(Verdict.AwaitingEvidence, "awaiting-evidence", "Justificatif en attente")]
    [InlineData(Verdict.NotAchieved, "not-achieved", "Non atteint")]
    public void Verdict_HasANameForMachinesAndOneForPeople(Verdict verdict, string code, string label) =>
        Assert.Equal((code, label), (verdict.Code(), verdict.Label()));

    [Fact]
    public void Ratio_IsWrittenForPeople() =>
        Assert.Equal("84,62\u202F%, soit 2\u202F310 sur 2\u202F730", new Ratio(2310, 2730).ToString());

    private static RuleSet Four(Verdict verdict) => RuleSet(
        Indicator("a", Base, 1, Always(verdict)), Indicator("b", Base, 2, Always(verdict)),
        Indicator("c", More, 3, Always(verdict), 22.5m), Indicator("d", Apart, 4, Always(verdict), 0.25m));
}
