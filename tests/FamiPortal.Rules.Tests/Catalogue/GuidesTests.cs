namespace FamiPortal.Rules.Tests.Catalogue;

public sealed class GuidesTests
{
    private static readonly IReadOnlyList<SectionCoverage> Sections = Coverage.Of(Official.Catalogue);

    [Fact]
    public void Sections_AreEachCoveredByARule_OrSayWhyNot()
    {
        Assert.DoesNotContain(Sections, s => !s.IsSettled);
    }

    [Fact]
    public void Sections_ThatSayThatNoRuleCoversThem_AreNotCited()
    {
        Assert.DoesNotContain(Sections, s => s.Section.NotARule is not null && s.Rules.Count > 0);
    }

    [Theory]
    [InlineData("S-KINE22", 24)]
    [InlineData("S-KINE24", 26)]
    [InlineData("S-DENT25", 27)]
    [InlineData("S-MED25", 46)]
    [InlineData("S-SLIDES22", 16)]
    public void Sections_OfEachGuide_AreAllListedOnce(string guide, int count)
    {
        var numbers = Sections.Where(s => s.Guide.Code == guide).Select(s => s.Section.Number).Where(n => n != "Présentation").ToList();

        Assert.Equal(count, numbers.Count);
        Assert.Distinct(numbers);
    }
}
