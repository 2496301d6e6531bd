using System.Text.Json.Nodes;
using FamiPortal.Rules.Operators;
using FsCheck.Fluent;

namespace FamiPortal.Rules.Tests.Properties;

public class AssessmentProperties
{
    public static TheoryData<string> Keys => Official.Keys;

    [Theory]
    [MemberData(nameof(Keys))]
    public void Explanation_NeverChangesTheResult_AndAgreesWithIt(string key)
    {
        var ruleSet = Official.RuleSet(key);
        Arbitrary.Check(Arbitrary.Situation(ruleSet), situation =>
        {
            var bare = ruleSet.Assess(situation);
            var explained = ruleSet.Assess(situation, new AssessmentOptions { Explain = true });
            return bare.Amount == explained.Amount
                && bare.PotentialAmount == explained.PotentialAmount
                && bare.Indicators.Zip(explained.Indicators).All(p =>
                    p.First.Verdict == p.Second.Verdict && p.First.Rate == p.Second.Rate
                    && p.Second.Explanation!.Verdict == p.Second.Verdict
                    && p.Second.Explanation.Flatten().All(n => n.Why.Length > 0 && n.Asked.Length > 0));
        });
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Amount_IsNeverMoreThanThePotential_NorThePotentialMoreThanTheGuidesMost(string key)
    {
        var ruleSet = Official.RuleSet(key);
        Arbitrary.Check(Arbitrary.Situation(ruleSet), situation =>
        {
            var result = ruleSet.Assess(situation);
            return 0 <= result.Amount && result.Amount <= result.PotentialAmount && result.PotentialAmount <= ruleSet.Most;
        });
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Neutralisation_OfAnyIndicator_AchievesItAloneAndNeverLowersTheAmount(string key)
    {
        var ruleSet = Official.RuleSet(key);
        Arbitrary.Check(Arbitrary.Situation(ruleSet), situation =>
        {
            var before = ruleSet.Assess(situation);
            return ruleSet.Indicators.All(indicator =>
            {
                var after = ruleSet.Assess(situation, new AssessmentOptions
                {
                    Neutralised = new Dictionary<string, Neutralisation> { [indicator.Code] = new("Crise sanitaire.", new DateOnly(2025, 1, 2)) },
                });
                return after[indicator.Code].Verdict == Verdict.Achieved
                    && after.Amount >= before.Amount
                    && before.Indicators.Where(r => r.Indicator != indicator).All(r => after[r.Indicator.Code].Verdict == r.Verdict);
            });
        }, times: 60);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void MovingADateAcrossItsLimit_FlipsAtMostTheIndicatorsThatReadIt(string key)
    {
        var ruleSet = Official.RuleSet(key);
        var deadlines = ruleSet.Indicators.SelectMany(i => i.Achieved.Flatten().OfType<Deadline>()).ToList();
        Arbitrary.Check(Arbitrary.Situation(ruleSet), situation => deadlines.All(deadline =>
        {
            var path = deadline.Reads[0];
            var inTime = ruleSet.Assess(situation.With([Change(path, deadline.Limit)]));
            var late = ruleSet.Assess(situation.With([Change(path, deadline.Limit.AddDays(1))]));
            return ruleSet.Indicators.All(indicator =>
                inTime[indicator.Code].Verdict == late[indicator.Code].Verdict
                || (late[indicator.Code].Verdict < inTime[indicator.Code].Verdict
                    && indicator.Achieved.Flatten().Any(o => o.Reads.Any(p => p.Text == path.Text))));
        }), times: 100);
    }

    [Fact]
    public void MovingTheBillingDateAcrossTheYearEnd_FlipsExactlyThatIndicator()
    {
        var inTime = Official.Situation(Official.Physiotherapist());
        var ruleSet = Official.RuleSet("masseur-kinesitherapeute/2024");
        var path = ruleSet.Vocabulary.Path("sesamVitale.compliantBillingOn")!;

        var onTheDay = ruleSet.Assess(inTime.With([Change(path, new DateOnly(2024, 12, 31))]));
        var theDayAfter = ruleSet.Assess(inTime.With([Change(path, new DateOnly(2025, 1, 1))]));

        Assert.Equal(490, onTheDay.Amount);
        Assert.Equal(0, theDayAfter.Amount);
        Assert.Equal(["sesam-vitale"], ruleSet.Indicators.Where(i => onTheDay[i.Code].Verdict != theDayAfter[i.Code].Verdict).Select(i => i.Code));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void ADeclaredAnswer_CountsForNothing_BeforeTheTransmission(string key)
    {
        var ruleSet = Official.RuleSet(key);
        Arbitrary.Check(Arbitrary.Situation(ruleSet), situation =>
        {
            var silent = new Situation { Id = "s", Profession = situation.Profession, Exercise = situation.Exercise, Specialty = situation.Specialty, Facts = situation.Facts };
            return ruleSet.Indicators
                .Where(i => i.Achieved.Flatten().SelectMany(o => o.AllReads()).All(p => p.Origin == FactOrigin.Declared))
                .All(i => ruleSet.Assess(silent)[i.Code].Verdict == Verdict.NotAchieved);
        }, times: 60);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void TheOrderOfWhatIsKnown_ChangesNothing(string key)
    {
        var ruleSet = Official.RuleSet(key);
        Arbitrary.Check(Arbitrary.Json(ruleSet), json =>
            AssessmentJson.ToJson(ruleSet.Assess(Official.Situation(json)))
                == AssessmentJson.ToJson(ruleSet.Assess(Official.Situation(Reversed(JsonNode.Parse(json))!.ToJsonString()))));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Receipt_OfAnything_IsFoundAgain(string key)
    {
        var ruleSet = Official.RuleSet(key);
        var provenance = new Dictionary<string, Provenance> { ["scor"] = new("Flux de test", new DateOnly(2025, 1, 9)), ["usage"] = new("Flux de test", null) };
        var drawn = from json in Arbitrary.Json(ruleSet) from options in Arbitrary.Options(ruleSet) select (Json: json, Options: options);
        Arbitrary.Check(
            drawn,
            one =>
            {
                var receipt = AssessmentReceipt.Write(one.Json, Official.Catalogue, provenance, one.Options.Neutralised);
                return AssessmentReceipt.Verify(receipt, Official.Catalogue) is null
                    && AssessmentReceipt.Recompute(receipt, Official.Catalogue)!.Amount == ruleSet.Assess(Official.Situation(one.Json), one.Options).Amount;
            },
            times: 100);
    }

    /// <summary>The members of every record and the items of every list, last first.</summary>
    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject record => new JsonObject(record.Reverse().Select(member => KeyValuePair.Create(member.Key, Reversed(member.Value)))),
        JsonArray list => new JsonArray([.. list.Reverse().Select(Reversed)]),
        _ => node?.DeepClone(),
    };

    private static FactChange Change(FactPath path, DateOnly day) => new(path, day, ChangeKind.Measure, "");
}
