using FamiPortal.Domain.Declarations;
using FamiPortal.Rules;
using FamiPortal.TestKit;

namespace FamiPortal.Domain.Tests.Declarations;

public sealed class CompletenessTests
{
    private static readonly RuleSet Rules = TestPortal.Catalogue.Find(A.Profession, A.Exercise)!;

    [Theory]
    [InlineData("none", false)]
    [InlineData("cpts", true)]
    public void Attested_IsWhatTheAnswersClaim(string kind, bool isAttested)
    {
        var attested = Completeness.Attested(Rules, A.Answers((Scenario.Coordination, kind)));

        Assert.Equal(isAttested, attested.Contains("coordinated-care"));
    }

    [Fact]
    public void Missing_InAnIndicatorLeftAlone_IsNothing() =>
        Assert.All(Rules.Indicators, indicator => Assert.Empty(Completeness.Missing(indicator, Answers.None)));

    [Fact]
    public void Missing_WhenTheOtherAnswerIsAbsent_DoesNotWantAHiddenField()
    {
        var indicator = Rules.Find("coordinated-care")!;

        Assert.Empty(Completeness.Missing(indicator, A.Answers((Scenario.Coordination, "msp"))));
        var problem = Assert.Single(Completeness.Missing(indicator, A.Answers((Scenario.Coordination, "multidisciplinary-meetings"))));
        Assert.Equal(Scenario.Meetings, problem.Field);
    }
}
