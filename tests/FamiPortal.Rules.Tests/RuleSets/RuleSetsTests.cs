using static FamiPortal.Rules.Tests.Invented;

namespace FamiPortal.Rules.Tests.RuleSets;

/// <summary>Finding one's way in a catalogue.</summary>
public class RuleSetsTests
{
    private static readonly Guide Guide = new("G1", "Guide des veilleurs", [new GuideSection("1", "Présentation"), new GuideSection("1.1", "Description")]);

    [Fact]
    public void Catalogue_OrdersItsRuleSets_AndFindsThem()
    {
        var (late, early, other) = (Empty("veilleur", 2031), Empty("veilleur", 2030), Empty("allumeur", 2031));

        var catalogue = Invented.Catalogue(late, early, other);

        Assert.Equal([other, early, late], catalogue.RuleSets);
        Assert.Equal((early, late), (catalogue.Find("veilleur", 2030), catalogue.Find("veilleur/2031")));
        Assert.Null(catalogue.Find("veilleur", 2032));
        Assert.Null(catalogue.Find("Veilleur", 2030));
        Assert.Null(catalogue.Find("allumeur/2030"));
        Assert.Equal("allumeur", catalogue.FindProfession("allumeur")!.Code);
        Assert.Null(catalogue.FindProfession("souffleur"));
    }

    [Fact]
    public void Reference_OfNothingWritten_IsAMistakeOfTheCaller() => Assert.Throws<ArgumentNullException>(() => Reference.Find([Guide], null!));

    [Theory]
    [InlineData("G1 1.1", "1.1")]
    [InlineData("G1 1", "1")]
    [InlineData("G1 2", null)]
    [InlineData("G2 1", null)]
    [InlineData("G1", null)]
    [InlineData("", null)]
    [InlineData(" 1", null)]
    [InlineData("G1  1", null)]
    public void Reference_IsAGuideAndOneOfItsSections(string written, string? section)
    {
        var found = Reference.Find([new Guide("G0", "Autre", []), Guide], written);

        Assert.Equal(section, found?.Section.Number);
        Assert.Equal(section is null ? null : written, found?.ToString());
        Assert.Equal(section is null ? null : $"Guide des veilleurs, partie {section}", found?.Label);
    }

    [Fact]
    public void RuleSet_FindsItsIndicatorsAndFields()
    {
        var field = new FormField { Path = Path("watch.sworn"), Control = FormControl.Tick, Label = "Assermenté" };
        var indicator = Asking(field);
        var ruleSet = RuleSet(Indicator("a", Part("p"), 1, Always(Verdict.Achieved)), indicator);

        Assert.Equal("veilleur/2030", ruleSet.Key);
        Assert.Same(indicator, ruleSet.Find("b"));
        Assert.Null(ruleSet.Find("c"));
        Assert.Same(field, ruleSet.FindField("watch.sworn"));
        Assert.Null(ruleSet.FindField("watch.lamp"));
    }

    [Theory]
    [MemberData(nameof(Official.Keys), MemberType = typeof(Official))]
    public void RuleSet_FindsEachOfItsProofs_WhicheverIndicatorAsksForIt(string key)
    {
        var ruleSet = Official.RuleSet(key);

        Assert.All(ruleSet.Indicators.SelectMany(indicator => indicator.Proofs), proof => Assert.Same(proof, ruleSet.FindProof(proof.Code)));
        Assert.Null(ruleSet.FindProof("none"));
    }

    private static Indicator Asking(FormField field) => new()
    {
        Code = "b",
        Number = 2,
        Label = "b",
        Summary = "b",
        Help = "b",
        Part = Part("p"),
        Worth = 0,
        Achieved = Always(Verdict.Achieved),
        Form = [field],
        Proofs = [],
        IsAttestedOnHonour = true,
        IsAnnual = true,
        References = [],
    };

    private static RuleSet Empty(string profession, int exercise) =>
        RuleSet(null, [Indicator("a", Part("p"), 1, Always(Verdict.Achieved))], exercise: exercise, profession: profession);
}
