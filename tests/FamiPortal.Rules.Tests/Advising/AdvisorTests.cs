using FamiPortal.Rules.Operators;
using static FamiPortal.Rules.Tests.Invented;

namespace FamiPortal.Rules.Tests.Advising;

/// <summary>The shortest path to the money, over an invented allowance.</summary>
public class AdvisorTests
{
    private static readonly DateOnly ClosesOn = new(2031, 2, 28);
    private static readonly DateOnly YearEnd = new(2030, 12, 31);
    private static readonly Part Base = Part("base", PartRule.AllRequired, 100);
    private static readonly Part More = Part("more", requires: Base);
    private static readonly Part Apart = Part("apart");
    private static readonly Operator Sworn = new Flag(Path("watch.sworn"));
    private static readonly Operator Placed = new Named(Path("watch.place"));
    private static readonly Operator Called = new Count(Path("calls"), 3);
    private static readonly Operator Posted = new PrefilledOrDeclared(Path("post.known"), Path("post.declared"), new Flag(Path("post.declared.sworn")));
    private static readonly Situation Contradicted = Situation("""{"post":{"known":true,"declared":{"sworn":false}}}""", isTransmitted: false);
    private static readonly Operator Proven = new EvidenceAccepted(Path("watch.proof"), Path("watch.kept"));

    [Fact]
    public void Advise_AnAnswerThatIsMissing_WithItsGainAndTheLastDay()
    {
        var advice = Assert.Single(Advise([Indicator("a", Apart, 1, Sworn, 30)], Watch()));

        var step = Assert.Single(advice.Steps);
        Assert.Equal((30m, ClosesOn, true), (advice.Gain, advice.Deadline, step.NeedsTransmission));
        Assert.Equal(("a", ClosesOn, "watch.sworn"), (step.Indicator.Code, step.Deadline, Assert.Single(step.Changes).Path.Text));
        Assert.True(Path("watch.sworn").Flag(advice.Then));
    }

    [Fact]
    public void Advise_WhatIsAchieved_OrOutOfReach_IsLeftOut() =>
        Assert.Empty(Advise([Indicator("a", Apart, 1, Sworn, 30), Indicator("b", Apart, 2, Always(Verdict.NotAchieved), 30)], Watch("\"sworn\":true")));

    [Fact]
    public void Advise_AnAnswerThatWasNeverTransmitted_AsksForTheTransmissionAlone()
    {
        var advice = Assert.Single(Advise([Indicator("a", Apart, 1, Sworn, 30)], Watch("\"sworn\":true", isTransmitted: false)));

        Assert.Equal((30m, ClosesOn), (advice.Gain, advice.Deadline));
        Assert.Empty(advice.Steps[0].Changes);
        Assert.True(advice.Steps[0].NeedsTransmission);
        Assert.Equal(new DateOnly(2030, 6, 1), advice.Then.TransmittedOn);
    }

    [Fact]
    public void Advise_AMeasure_NeedsNoTransmission_AndEndsWithTheYear()
    {
        var advice = Assert.Single(Advise([Indicator("a", Apart, 1, Called, 30)], Situation(isTransmitted: false)));

        Assert.Equal((YearEnd, false), (advice.Deadline, advice.Steps[0].NeedsTransmission));
        Assert.Null(advice.Then.TransmittedOn);
    }

    [Theory]
    [InlineData("2030-12-31", 1)]
    [InlineData("2031-01-01", 0)]
    public void Advise_AMeasure_IsLeftOutOnceTheYearIsOver(string today, int count) =>
        Assert.Equal(count, Advise([Indicator("a", Apart, 1, Called, 30)], Situation(), DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)).Count);

    [Theory]
    [InlineData("2031-02-28", 1)]
    [InlineData("2031-03-01", 0)]
    public void Advise_AnAnswer_IsLeftOutOnceTheCampaignIsClosed(string today, int count) =>
        Assert.Equal(count, Advise([Indicator("a", Apart, 1, Sworn, 30)], Situation(), DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)).Count);

    /// <summary>Known, and enough; but the answer that waits in the draft would lose it once transmitted, and with it what is due as a whole.</summary>
    [Fact]
    public void Advise_WhenTheDraftContradictsWhatIsKnown_MendsThatToo()
    {
        var advice = Assert.Single(Advise(
            [Indicator("a", Base, 1, Posted), Indicator("b", Base, 2, Sworn), Indicator("c", Base, 3, Called)], Contradicted));

        Assert.Equal((100m, "a b c"), (advice.Gain, string.Join(' ', advice.Steps.Select(step => step.Indicator.Code))));
        Assert.Equal("post.declared.sworn", Assert.Single(advice.Steps[0].Changes).Path.Text);
    }

    [Fact]
    public void Advise_WhatNeedsNoTransmission_LeavesADraftThatContradictsAlone()
    {
        var advice = Assert.Single(Advise([Indicator("a", Base, 1, Posted), Indicator("c", Base, 2, Called)], Contradicted));

        Assert.Equal((100m, "c", null), (advice.Gain, Assert.Single(advice.Steps).Indicator.Code, advice.Then.TransmittedOn));
    }

    [Fact]
    public void Advise_ADecisionOfTheFund_NeedsNothingOfThePractitioner()
    {
        var advice = Assert.Single(Advise([Indicator("a", Apart, 1, Proven, 30)], Watch("\"proof\":\"pending\""), new DateOnly(2035, 1, 1)));

        Assert.Equal((DateOnly.MaxValue, false), (advice.Deadline, advice.Steps[0].NeedsTransmission));
        Assert.Equal(ChangeKind.Decision, Assert.Single(advice.Steps[0].Changes).Kind);
    }

    [Fact]
    public void Advise_AProofToBring_EndsWithTheCampaign()
    {
        var advice = Assert.Single(Advise([Indicator("a", Apart, 1, Proven, 30)], Watch("\"proof\":\"rejected\"")));

        Assert.Equal((ClosesOn, true), (advice.Deadline, advice.Steps[0].NeedsTransmission));
    }

    [Fact]
    public void Advise_ADeadlineOfTheRule_ComesFirst()
    {
        var early = new Deadline(Path("rounds.first"), new DateOnly(2030, 9, 30), false);

        var advice = Assert.Single(Advise([Indicator("a", Apart, 1, early, 30)], Situation()));

        Assert.Equal(new DateOnly(2030, 9, 30), advice.Deadline);
    }

    [Fact]
    public void Advise_AWholePart_AllThatIsMissingTogether_Once()
    {
        var advice = Assert.Single(Advise([Indicator("a", Base, 1, Sworn), Indicator("b", Base, 2, Placed), Indicator("c", Base, 3, Called)], Situation("""{"calls":3}""")));

        Assert.Equal(["a", "b"], advice.Steps.Select(s => s.Indicator.Code));
        Assert.Equal(100m, advice.Gain);
    }

    [Fact]
    public void Advise_APartThatNeedsAnother_BringsItAlong_GreatestGainFirst()
    {
        var advice = Advise([Indicator("a", Base, 1, Sworn), Indicator("b", More, 2, Placed, 20), Indicator("c", More, 3, Called, 10), Indicator("d", Apart, 4, new Count(Path("answered"), 1), 15)], Watch());

        Assert.Equal([120m, 110m, 100m, 15m], advice.Select(a => a.Gain));
        Assert.Equal(["a b", "a c", "a", "d"], advice.Select(a => string.Join(' ', a.Steps.Select(s => s.Indicator.Code))));
        Assert.Equal([ClosesOn, YearEnd, ClosesOn, YearEnd], advice.Select(a => a.Deadline));
    }

    [Fact]
    public void Advise_EqualGains_TheEarliestDeadlineFirst()
    {
        var advice = Advise([Indicator("a", Apart, 1, Sworn, 30), Indicator("b", Apart, 2, Called, 30)], Watch());

        Assert.Equal(["b", "a"], advice.Select(a => a.Steps[0].Indicator.Code));
    }

    [Fact]
    public void Advise_AnAnswerAndAMeasureTogether_EndWithTheEarlierOfTheTwo()
    {
        var advice = Assert.Single(Advise([Indicator("a", Apart, 1, new AllOf([Sworn, Called]), 30)], Watch()));

        Assert.Equal((YearEnd, true), (advice.Deadline, advice.Steps[0].NeedsTransmission));
    }

    [Fact]
    public void Advise_AMeasureBesideAnAnswerThatWasNeverTransmitted_AsksForTheTransmissionToo()
    {
        var advice = Assert.Single(Advise([Indicator("a", Apart, 1, new AllOf([Sworn, Called]), 30)], Watch("\"sworn\":true", isTransmitted: false)));

        Assert.Equal(["calls"], Assert.Single(advice.Steps).Changes.Select(change => change.Path.Text));
        Assert.True(advice.Steps[0].NeedsTransmission);
        Assert.Equal(30m, advice.Gain);
    }

    [Fact]
    public void Advise_ASetOfWhichOneNeedsTheTransmission_IsProvenAsTransmitted()
    {
        var advice = Assert.Single(Advise([Indicator("a", Base, 1, Called), Indicator("b", Base, 2, Sworn)], Situation(isTransmitted: false)));

        Assert.Equal((100m, new DateOnly(2030, 6, 1)), (advice.Gain, advice.Then.TransmittedOn));
        Assert.Equal([false, true], advice.Steps.Select(step => step.NeedsTransmission));
    }

    [Fact]
    public void Advise_ASetOfWhichOneIsOutOfReach_IsNoAdvice() =>
        Assert.Empty(Advise([Indicator("a", Base, 1, Sworn), Indicator("b", Base, 2, Always(Verdict.NotAchieved))], Watch()));

    [Fact]
    public void Advise_TheGain_ComesOnTopOfWhatIsWonAlready_AndKeepsTheDayOfTransmission()
    {
        var advice = Assert.Single(Advise([Indicator("a", Apart, 1, Sworn, 30), Indicator("b", Apart, 2, Placed, 12)], Watch("\"place\":\"Phare\"")));

        Assert.Equal((30m, TransmittedOn), (advice.Gain, advice.Then.TransmittedOn));
    }

    [Fact]
    public void Advise_WhatBringsNothing_IsNoAdvice() => Assert.Empty(Advise([Indicator("a", Apart, 1, Sworn, 0)], Watch()));

    [Fact]
    public void Advise_ANeutralisedIndicator_NeedsNothing()
    {
        var options = new AssessmentOptions { Neutralised = new Dictionary<string, Neutralisation> { ["a"] = new("Grève.", YearEnd) } };
        var ruleSet = RuleSet(Indicator("a", Base, 1, Sworn), Indicator("b", Base, 2, Placed));

        var advice = Assert.Single(Advisor.Advise(ruleSet, Watch(), YearEnd, ClosesOn, options));

        Assert.Equal(["b"], advice.Steps.Select(s => s.Indicator.Code));
    }

    [Fact]
    public void Advise_WithoutRulesOrSituation_IsAMistakeOfTheCaller()
    {
        var ruleSet = RuleSet(Indicator("a", Apart, 1, Sworn));

        Assert.Throws<ArgumentNullException>(() => Advisor.Advise(null!, Watch(), YearEnd, ClosesOn));
        Assert.Throws<ArgumentNullException>(() => Advisor.Advise(ruleSet, null!, YearEnd, ClosesOn));
    }

    private static IReadOnlyList<Advice> Advise(Indicator[] indicators, Situation situation, DateOnly? today = null) =>
        Advisor.Advise(RuleSet(indicators), situation, today ?? new DateOnly(2030, 6, 1), ClosesOn);
}
