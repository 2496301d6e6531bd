using FsCheck.Fluent;

namespace FamiPortal.Rules.Tests.Properties;

public class AdviceProperties
{
    public static TheoryData<string> Keys => Official.Keys;

    [Theory]
    [MemberData(nameof(Keys))]
    public void Advice_WhenFollowed_YieldsExactlyThePromisedGain(string key)
    {
        var ruleSet = Official.RuleSet(key);
        Arbitrary.Check(Arbitrary.Situation(ruleSet), situation =>
        {
            var now = ruleSet.Assess(situation).Amount;
            return Advise(ruleSet, situation).All(a => a.Gain > 0 && ruleSet.Assess(a.Then).Amount == now + a.Gain);
        });
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Advice_OnAnyDay_UnderAnyDecisions_IsInTimeAndKeepsItsPromise(string key)
    {
        var ruleSet = Official.RuleSet(key);
        var drawn =
            from situation in Arbitrary.Situation(ruleSet)
            from options in Arbitrary.Options(ruleSet)
            from today in Arbitrary.Today(ruleSet)
            select (Situation: situation, Options: options, Today: today);
        Arbitrary.Check(drawn, one =>
        {
            var now = ruleSet.Assess(one.Situation, one.Options).Amount;
            return Advisor.Advise(ruleSet, one.Situation, one.Today, new DateOnly(ruleSet.Exercise + 1, 3, 2), one.Options).All(a =>
                a.Gain > 0
                && a.Steps.All(s => s.Deadline >= one.Today && !one.Options.Neutralised.ContainsKey(s.Indicator.Code))
                && ruleSet.Assess(a.Then, one.Options).Amount == now + a.Gain
                && now + a.Gain <= ruleSet.Most);
        });
    }

    /// <summary>
    /// A list of actions says what each brings on top of those before it: all done, it is that sum. Of what is transmitted, as pages
    /// assess a draft: a first transmission is part of every action, and would be counted with each.
    /// </summary>
    [Theory]
    [MemberData(nameof(Keys))]
    public void Advice_FollowedAltogether_BringsWhatItsPartsPromise(string key)
    {
        var ruleSet = Official.RuleSet(key);
        var today = new DateOnly(ruleSet.Exercise + 1, 2, 1);
        var drawn =
            from situation in Arbitrary.Situation(ruleSet)
            from options in Arbitrary.Options(ruleSet)
            select (Situation: situation.With([], today), Options: options);
        Arbitrary.Check(drawn, one =>
        {
            var (promised, seen) = (0m, new List<Advice>());
            var advice = Advise(ruleSet, one.Situation, one.Options);
            foreach (var next in advice.OrderBy(a => a.Steps.Count).ThenByDescending(a => a.Gain))
            {
                promised += next.Gain - seen.Where(a => a.Steps.All(s => next.Steps.Any(other => other.Indicator == s.Indicator))).Select(a => a.Gain).DefaultIfEmpty().Max();
                seen.Add(next);
            }

            var then = one.Situation.With([.. advice.SelectMany(a => a.Steps).DistinctBy(s => s.Indicator).SelectMany(s => s.Changes)]);
            return ruleSet.Assess(then, one.Options).Amount == ruleSet.Assess(one.Situation, one.Options).Amount + promised;
        });
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Advice_HasNoStepTooMany(string key)
    {
        var ruleSet = Official.RuleSet(key);
        Arbitrary.Check(Arbitrary.Situation(ruleSet), situation =>
        {
            var now = ruleSet.Assess(situation).Amount;
            return Advise(ruleSet, situation).Where(a => a.Steps.Count > 1).All(a => a.Steps.Where(s => s.Changes.Count > 0).All(left =>
            {
                // Without one of its steps (those that the transmission alone does aside), a set brings less than it promises.
                var transmitted = a.Steps.Any(s => s.NeedsTransmission) ? a.Then.TransmittedOn : situation.TransmittedOn;
                var without = situation.With([.. a.Steps.Where(s => s != left).SelectMany(s => s.Changes)], transmitted);
                return ruleSet.Assess(without).Amount < now + a.Gain;
            }));
        }, times: 100);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Advice_FromNothingKnown_LeadsToTheMostOfTheGuide(string key)
    {
        var ruleSet = Official.RuleSet(key);
        var situation = Official.Situation($$$"""{"id":"n","profession":"{{{ruleSet.Profession.Code}}}","exercise":{{{ruleSet.Exercise}}},"facts":{"teletransmission":{"fseInPreviousYear":true} }}""");
        var today = new DateOnly(ruleSet.Exercise, 6, 1);

        for (var rounds = 0; rounds < 40 && Advisor.Advise(ruleSet, situation, today, today) is { Count: > 0 } advice; rounds++)
        {
            situation = advice[0].Then;
        }

        // Rates over nothing cannot be advised: nobody can transmit acts of care that nobody asked for.
        var unreachable = ruleSet.Indicators.Where(i => i.HasRate && ruleSet.Assess(situation)[i.Code].Verdict != Verdict.Achieved).Sum(i => i.Worth);
        Assert.Equal(ruleSet.Most - ruleSet.Euros(unreachable), ruleSet.Assess(situation).Amount);
    }

    [Fact]
    public void Advice_WhenOnlyAProofIsMissing_SaysSoWithItsGain()
    {
        var situation = Official.Situation(Official.Physiotherapist("""
            "dmpSoftware":{"declared":{"businessSoftware":"Exempla","dmpSoftware":"Exempla"}}
            """).Replace("\"dmpSoftware\":{\"prefilled\":true},", "", StringComparison.Ordinal));

        var advice = Advise(Official.RuleSet("masseur-kinesitherapeute/2024"), situation);

        var proof = Assert.Single(advice, a => a.Steps is [{ Indicator.Code: "dmp-software" }]);
        Assert.Equal(490, proof.Gain);
        Assert.Equal(ChangeKind.Evidence, Assert.Single(proof.Steps[0].Changes).Kind);
    }

    [Fact]
    public void Advice_AfterTheYear_LeavesOutWhatIsMeasured()
    {
        var situation = Official.Situation(Official.Physiotherapist("\"scor\":{\"flows\":0}"));

        var advice = Advise(Official.RuleSet("masseur-kinesitherapeute/2024"), situation);

        Assert.DoesNotContain(advice, a => a.Steps.Any(s => s.Indicator.Code == "scor"));
        Assert.Equal([350m, 175m], advice.Select(a => a.Gain));
    }

    private static IReadOnlyList<Advice> Advise(RuleSet ruleSet, Situation situation, AssessmentOptions? options = null) =>
        Advisor.Advise(ruleSet, situation, new DateOnly(ruleSet.Exercise + 1, 2, 1), new DateOnly(ruleSet.Exercise + 1, 3, 1), options);
}
