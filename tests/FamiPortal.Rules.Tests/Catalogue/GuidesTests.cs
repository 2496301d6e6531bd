namespace FamiPortal.Rules.Tests.Catalogue;

public sealed class GuidesTests
{
    /// <summary>Every passage that a rule set refers to, whichever rule does.</summary>
    private static readonly HashSet<string> Cited =
    [
        .. Official.Catalogue.RuleSets.SelectMany(r => r.References
            .Concat(r.Window.References)
            .Concat(r.Parts.SelectMany(p => p.References))
            .Concat(r.Indicators.SelectMany(i => i.References
                .Concat(i.Proofs.SelectMany(p => p.References))
                .Concat(i.Achieved.Flatten().SelectMany(o => o.References)))))
            .Select(reference => reference.ToString()),
    ];

    [Fact]
    public void Sections_AreEachCoveredByARule_OrSayWhyNot()
    {
        var uncovered = Sections().Where(s => s.Section.NotARule is null && !Cited.Contains(s.ToString()));

        Assert.Empty(uncovered);
    }

    [Fact]
    public void Sections_ThatSayThatNoRuleCoversThem_AreNotCited()
    {
        var contradicted = Sections().Where(s => s.Section.NotARule is not null && Cited.Contains(s.ToString()));

        Assert.Empty(contradicted);
    }

    [Theory]
    [InlineData("S-KINE22", 24)]
    [InlineData("S-KINE24", 26)]
    [InlineData("S-DENT25", 27)]
    [InlineData("S-MED25", 46)]
    [InlineData("S-SLIDES22", 16)]
    public void Sections_OfEachGuide_AreAllListedOnce(string guide, int count)
    {
        var numbers = Official.Catalogue.Guides.Single(g => g.Code == guide).Sections.Select(s => s.Number).Where(n => n != "Présentation").ToList();

        Assert.Equal(count, numbers.Count);
        Assert.Distinct(numbers);
    }

    private static IEnumerable<Reference> Sections() =>
        Official.Catalogue.Guides.SelectMany(guide => guide.Sections.Select(section => new Reference(guide, section)));
}
