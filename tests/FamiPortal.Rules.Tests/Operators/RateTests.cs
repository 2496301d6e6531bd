using FamiPortal.Rules.Operators;
using static FamiPortal.Rules.Tests.Invented;

namespace FamiPortal.Rules.Tests.Operators;

/// <summary>The operators that count: rate, and the rate of acts.</summary>
public class RateTests
{
    private static readonly Threshold TwoThirds = new(new Ratio(2, 3), "2/3");
    private static readonly Rate Answered = new(Path("answered"), Path("calls"), TwoThirds);

    [Theory]
    [InlineData(2, 3, Verdict.Achieved)]
    [InlineData(3, 3, Verdict.Achieved)]
    [InlineData(4, 3, Verdict.Achieved)]
    [InlineData(1, 3, Verdict.NotAchieved)]
    [InlineData(0, 0, Verdict.NotAchieved)]
    [InlineData(5, 0, Verdict.NotAchieved)]
    [InlineData(0, 1, Verdict.NotAchieved)]
    [InlineData(2_147_483_647, 2_147_483_647, Verdict.Achieved)]
    [InlineData(1_431_655_764, 2_147_483_647, Verdict.NotAchieved)]
    [InlineData(1_431_655_765, 2_147_483_647, Verdict.Achieved)]
    [InlineData(1_431_655_766, 2_147_483_648, Verdict.Achieved)]
    [InlineData(1_431_655_765, 2_147_483_648, Verdict.NotAchieved)]
    [InlineData(666_666_666_666_666_666, 999_999_999_999_999_999, Verdict.Achieved)]
    [InlineData(666_666_666_666_666_665, 999_999_999_999_999_999, Verdict.NotAchieved)]
    [InlineData(999_999_999_999_999_999, 1, Verdict.Achieved)]
    public void Rate_IsComparedExactly_HoweverGreat(long answered, long calls, Verdict verdict)
    {
        var situation = Situation($$"""{"answered":{{answered}},"calls":{{calls}}}""");
        Ratio rate = default;

        var explained = Answered.Explain(situation);

        Assert.Equal(verdict, Answered.Judge(situation, ref rate));
        Assert.Equal(new Ratio(answered, calls), rate);
        Assert.Equal(verdict, explained.Verdict);
        Assert.Equal(["answered", "calls"], explained.Known.Select(k => k.Path));
        Assert.Equal(verdict == Verdict.Achieved, new Ratio(answered, calls).Reaches(new Ratio(2, 3)));
    }

    [Theory]
    [InlineData(1, 3, "Il en manquait 1 sur 3.", "answered=2:Measure")]
    [InlineData(1, 10, "Il en manquait 6 sur 10.", "answered=7:Measure")]
    [InlineData(0, 1, "Il en manquait 1 sur 1.", "answered=1:Measure")]
    [InlineData(0, 0, null, null)]
    [InlineData(2, 3, null, "")]
    public void Rate_TellsHowManyMoreWereNeeded(int answered, int calls, string? missing, string? remedy)
    {
        var situation = Situation($$"""{"answered":{{answered}},"calls":{{calls}}}""");

        Assert.Equal(missing, Answered.Explain(situation).Missing);
        Assert.Equal(remedy, Remedy(Answered, situation));
    }

    [Fact]
    public void Rate_OverNothing_SaysThatNothingWasCounted()
    {
        Assert.Equal("Rien n’a été compté\u202F; il faut au moins 2/3.", Answered.Explain(Situation()).Why);
        Assert.Equal("50\u202F%, soit 1 sur 2, pour au moins 2/3.", Answered.Explain(Situation("""{"answered":1,"calls":2}""")).Why);
        Assert.Equal(["<answered>, sur\u00A0: <calls>"], Answered.Details);
        Assert.True(Answered.HasRate);
        Assert.Same(TwoThirds, Answered.Threshold);
    }

    [Fact]
    public void Threshold_WhoseFractionIsBeyond32Bits_IsComparedAllTheSame()
    {
        var fine = new Threshold(new Ratio(6_666_666_667, 10_000_000_000), "fin");

        Assert.Equal(Verdict.NotAchieved, fine.Judge(2, 3));
        Assert.Equal(Verdict.Achieved, fine.Judge(6_666_666_667, 10_000_000_000));
        Assert.Equal(Verdict.NotAchieved, fine.Judge(6_666_666_666, 10_000_000_000));
        Assert.Equal(Verdict.NotAchieved, new Threshold(new Ratio(1, 3_000_000_000), "rare").Judge(0, 1));
        Assert.Equal(Verdict.NotAchieved, new Threshold(new Ratio(3_000_000_000, 1), "beaucoup").Judge(5, 1));
    }

    [Fact]
    public void Threshold_WhereTheProductsAreBeyond64Bits_IsComparedAllTheSame()
    {
        var most = new Threshold(new Ratio(70, 100), "70 %");

        Assert.Equal(Verdict.Achieved, most.Judge(300_000_000_000_000_000, 1));
        Assert.Equal(Verdict.NotAchieved, most.Judge(5, 200_000_000_000_000_000));
        Assert.Equal(Verdict.Achieved, new Threshold(new Ratio(1, 1_000_000_000_000), "rare").Judge(10_000_000, 10_000_000));
        Assert.Equal(Verdict.NotAchieved, new Threshold(new Ratio(1_000_000_000_000, 1), "beaucoup").Judge(5, 10_000_000));
    }

    [Fact]
    public void Threshold_BeyondAllMeasure_FailsRatherThanDecides()
    {
        var monstrous = new Threshold(new Ratio(Int128.MaxValue, 3), "trop");

        Assert.Throws<OverflowException>(() => monstrous.Judge(2, 3));
        Assert.Throws<OverflowException>(() => monstrous.Least(3));
        Assert.Throws<OverflowException>(() => Over(new Threshold(new Ratio(Int128.MaxValue - 1, Int128.MaxValue), "trop")).Remedy(Made(One(1), One(1, "open"))));
    }

    private static readonly TeletransmissionRate Rounds = Over(TwoThirds);

    [Theory]
    [InlineData("""{"month":1,"mode":"sealed","context":"plain","count":2}""", 2, 2)]
    [InlineData("""{"month":12,"mode":"open","context":"plain","count":2}""", 0, 2)]
    [InlineData("""{"month":1,"mode":"sealed","context":"far","count":2}""", 2, 2)]
    [InlineData("""{"month":1,"mode":"open","context":"far","count":2}""", 0, 0)]
    [InlineData("""{"month":1,"mode":"sealed","context":"guest","count":2}""", 0, 0)]
    [InlineData("""{"month":1,"mode":"open","context":"guest","count":2}""", 0, 0)]
    [InlineData("""{"month":1,"context":"plain","count":2}""", 0, 2)]
    [InlineData("""{"month":1,"mode":"sealed","context":"plain"}""", 0, 0)]
    [InlineData("""{"mode":"sealed","context":"plain","count":2}""", 0, 0)]
    public void Rounds_CountByModeAndContext(string round, int secure, int all)
    {
        Ratio rate = default;

        Rounds.Judge(Made(round), ref rate);

        Assert.Equal(new Ratio(secure, all), rate);
    }

    [Theory]
    [InlineData("""{"before":true,""", 3)]
    [InlineData("""{"before":true,"first":"2030-11-30",""", 3)]
    [InlineData("""{"first":"2030-01-01",""", 2)]
    [InlineData("""{"first":"2030-10-31",""", 2)]
    [InlineData("""{"first":"2030-11-01",""", 1)]
    [InlineData("""{"first":"2030-12-01",""", 1)]
    [InlineData("{", 0)]
    public void Rounds_ThePeriodBeginsTheMonthAfterTheFirst_InDecemberAtTheLatest(string start, int months)
    {
        var situation = Situation($$$"""{"rounds":{{{start}}}"made":[{{{One(1)}}},{{{One(11)}}},{{{One(12)}}}]}}""");
        Ratio rate = default;

        var verdict = Rounds.Judge(situation, ref rate);

        Assert.Equal(new Ratio(months, months), rate);
        Assert.Equal(months > 0 ? Verdict.Achieved : Verdict.NotAchieved, verdict);
        Assert.Equal(verdict, Rounds.Explain(situation).Verdict);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(2_147_483_648)]
    [InlineData(999_999_999_999_999_999)]
    public void Rounds_OfAnySize_AddUpExactly(long count)
    {
        const int rows = 20;
        var made = Enumerable.Repeat($$"""{"month":3,"mode":"sealed","context":"plain","count":{{count}}}""", rows)
            .Append($$"""{"month":3,"mode":"open","context":"plain","count":{{count}}}""")
            .Append($$"""{"month":3,"mode":"open","context":"far","count":{{count}}}""");
        Ratio rate = default;

        Rounds.Judge(Made([.. made]), ref rate);

        Assert.Equal(new Ratio((Int128)rows * count, ((Int128)rows + 1) * count), rate);
        Assert.EndsWith($"Actes exclus\u00A0: {French.Number(count)}.", Rounds.Explain(Made([.. made])).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Rounds_ExplainThePeriodAndWhatWasLeftAside()
    {
        Assert.Equal(
            "50\u202F%, soit 1 sur 2, pour au moins 2/3. Période\u00A0: toute l’année. Actes exclus\u00A0: 3.",
            Rounds.Explain(Made(One(1), One(1, "open"), One(1, "open", "far", 3))).Why);
        Assert.Equal("Il en manquait 1 sur 2.", Rounds.Explain(Made(One(1), One(1, "open"))).Missing);
        Assert.EndsWith(
            "Période\u00A0: de mars à décembre, à cause du début en cours d’année. Aucun acte exclu.",
            Rounds.Explain(Situation("""{"rounds":{"first":"2030-02-03"}}""")).Why, StringComparison.Ordinal);
        Assert.EndsWith(
            "Aucune feuille de soins électronique connue\u202F: rien n’est compté. Aucun acte exclu.", Rounds.Explain(Situation()).Why, StringComparison.Ordinal);
        Assert.Equal(["rounds.before", "rounds.first"], Rounds.Explain(Situation()).Known.Select(k => k.Path));
        Assert.Equal(["rounds.before", "rounds.first", "rounds.made"], Rounds.AllReads().Select(p => p.Text));
        Assert.Equal(
            ["Modes sécurisés\u00A0: Scellé", "Laissés de côté\u00A0: Invité", "Laissés de côté hors mode sécurisé\u00A0: Loin"], Rounds.Details);
        Assert.True(Rounds.HasRate);
    }

    [Theory]
    [InlineData(2, 1, "")] // 2/3 already
    [InlineData(1, 1, "1 rows")] // 2/3
    [InlineData(0, 0, "1 rows")] // 1/1
    [InlineData(0, 5, "1 rows")] // 10/15
    public void Rounds_TheRemedyIsTheLeastThatReachesTheThreshold(int secure, int open, string added)
    {
        var situation = Made(One(1, count: secure), One(1, "open", count: open));
        var changes = Rounds.Remedy(situation)!;
        Ratio rate = default;

        var verdict = Rounds.Judge(situation.With(changes), ref rate);

        Assert.Equal(Verdict.Achieved, verdict);
        Assert.Equal(2 * open >= 1 ? new Ratio(2 * open, 3 * open) : new Ratio(1, 1), rate);
        Assert.Equal(added.Length == 0, changes.Count == 0);
        Assert.All(changes, c => Assert.Equal(ChangeKind.Measure, c.Kind));
    }

    [Theory]
    [InlineData(0, 5, 12)] // 12/17 is 70.6 %, 11/16 is 68.8 %
    [InlineData(0, 3, 7)] // 7/10 exactly
    public void Rounds_TheRemedy_IsNotOneActTooMany(int secure, int open, int more)
    {
        var change = Assert.Single(Over(new Threshold(new Ratio(70, 100), "70 %")).Remedy(Made(One(1, count: secure), One(1, "open", count: open)))!);

        Assert.Equal(more, ((FactTable)change.Value).Cells[^1]);
        Assert.Equal($"Transmettre {more} actes de plus en mode sécurisé", change.Label);
    }

    [Fact]
    public void Rounds_TheRemedy_AddsActsOfAContextThatCounts()
    {
        var rounds = Over(TwoThirds, excluded: "plain");
        var situation = Made(One(1, "open", "guest"));
        Ratio rate = default;

        Assert.Equal(Verdict.Achieved, rounds.Judge(situation.With(rounds.Remedy(situation)!), ref rate));
        Assert.Equal(new Ratio(2, 3), rate);
    }

    [Fact]
    public void Breakdown_TellsOfEveryActHowItCounts_TheMostNumerousFirst()
    {
        var situation = Situation($$$"""
            {"rounds":{"first":"2030-02-10","made":[{{{One(3, count: 4)}}},{{{One(5, count: 6)}}},{{{One(4, "sealed", "far", 30)}}},{{{One(3, "open", count: 2)}}},
             {{{One(3, "none", count: 3)}}},{{{One(3, "open", "far", 7)}}},{{{One(3, "open", "guest", 8)}}},{{{One(2, count: 9)}}},{{{One(3, "sealed", "guest", 0)}}}]}}
            """);

        Assert.Equal(
            [
                new("Scellé", "Loin", 30, ActStanding.Secure), new("Scellé", "Ordinaire", 10, ActStanding.Secure),
                new("Inconnu", "Ordinaire", 3, ActStanding.Insecure), new("Ouvert", "Ordinaire", 2, ActStanding.Insecure),
                new("Ouvert", "Invité", 8, ActStanding.Excluded), new("Ouvert", "Loin", 7, ActStanding.Excluded),
                new("Scellé", "Ordinaire", 9, ActStanding.OutOfPeriod),
            ],
            Rounds.Breakdown(situation));
    }

    [Fact]
    public void Breakdown_WithoutAPeriod_CountsNothing_AndWithoutActs_IsEmpty()
    {
        Assert.Equal([new("Scellé", "Ordinaire", 1, ActStanding.OutOfPeriod)], Rounds.Breakdown(Situation($$$"""{"rounds":{"made":[{{{One(12)}}}]}}""")));
        Assert.Empty(Rounds.Breakdown(Situation("""{"rounds":{"before":true}}""")));
        Assert.Throws<ArgumentNullException>(() => Rounds.Breakdown(null!));
    }

    [Fact]
    public void Rounds_WithNoneYet_AreAddedToAnEmptyYear()
    {
        var situation = Situation("""{"rounds":{"first":"2030-12-20"}}""");
        Ratio rate = default;

        Rounds.Judge(situation.With(Rounds.Remedy(situation)!), ref rate);

        Assert.Equal(new Ratio(1, 1), rate);
    }

    [Fact]
    public void Rounds_WithoutAPeriod_OrWithAThresholdOfAll_HaveNoRemedy()
    {
        Assert.Null(Rounds.Remedy(Situation()));
        Assert.Null(Over(new Threshold(new Ratio(1, 1), "tout")).Remedy(Made(One(1, "open"))));
        Assert.NotNull(Over(new Threshold(new Ratio(99, 100), "presque tout")).Remedy(Made(One(1, "open"))));
    }

    private static TeletransmissionRate Over(Threshold threshold, string excluded = "guest") => new()
    {
        PreviousYear = Path("rounds.before"),
        FirstSheet = Path("rounds.first"),
        Acts = Path("rounds.made"),
        Month = RoundMember("month"),
        Mode = RoundMember("mode"),
        Context = RoundMember("context"),
        Number = RoundMember("count"),
        SecureModes = new HashSet<string> { "sealed" },
        Excluded = new HashSet<string> { excluded },
        ExcludedUnlessSecure = new HashSet<string> { "far" },
        Threshold = threshold,
    };

    private static Situation Made(params string[] rounds) => Situation($$$"""{"rounds":{"before":true,"made":[{{{string.Join(',', rounds)}}}]}}""");

    private static string One(int month, string mode = "sealed", string context = "plain", int count = 1) =>
        $$"""{"month":{{month}},"mode":"{{mode}}","context":"{{context}}","count":{{count}}}""";
}
