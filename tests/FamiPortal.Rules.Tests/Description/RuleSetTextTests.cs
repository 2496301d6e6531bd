namespace FamiPortal.Rules.Tests.Description;

public class RuleSetTextTests
{
    public static TheoryData<string> Keys => Official.Keys;

    [Theory]
    [MemberData(nameof(Keys))]
    public void Describe_NamesEachLineOnce_AndLeavesNoneBlank(string key)
    {
        var lines = RuleSetText.Describe(Official.RuleSet(key));

        Assert.Equal(lines.Count, lines.Select(l => (l.Subject, l.Aspect)).Distinct().Count());
        Assert.All(lines, line => Assert.False(string.IsNullOrWhiteSpace(line.Text)));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Compare_ARuleSetWithItself_FindsNothing(string key) =>
        Assert.Empty(RuleSetText.Compare(Official.RuleSet(key), Official.RuleSet(key)));

    [Fact]
    public void Compare_2022And2024_ShowsTheAddendumAndTheTwoNewIndicators()
    {
        var differences = RuleSetText.Compare(Official.RuleSet("masseur-kinesitherapeute/2022"), Official.RuleSet("masseur-kinesitherapeute/2024"));

        var condition = Assert.Single(differences, d => d is { Subject: "Indicateur sesam-vitale", Aspect: "condition" });
        Assert.Contains("addendum 7", condition.Before, StringComparison.Ordinal);
        Assert.Contains("addendum 8", condition.After, StringComparison.Ordinal);
        Assert.Contains(differences, d => d is { Subject: "Indicateur video-equipment", Aspect: "valeur", Before: null });
        Assert.Contains(differences, d => d is { Subject: "Indicateur connected-devices", Aspect: "valeur", Before: null });
    }

    [Fact]
    public void Coverage_OfTheGuides_IsSettledSectionBySection() =>
        Assert.All(Coverage.Of(Official.Catalogue), section => Assert.True(section.IsSettled, $"{section.Guide.Code} {section.Section.Number}"));
}
