using static FamiPortal.Rules.Tests.Invented;

namespace FamiPortal.Rules.Tests.Proving;

/// <summary>What the prover finds and how much it tries, over rule sets too small to be wrong about.</summary>
public class InventedProofsTests
{
    [Fact]
    public void Prove_TriesLinkedPartsTogether_AndTheOthersOneByOne()
    {
        var proof = Prover.Prove(Linked(most: 145));

        Assert.True(proof.Holds);
        Assert.Equal([0m, 5m, 7m, 12m, 100m, 105m, 107m, 112m, 113m, 118m, 120m, 125m, 127m, 132m, 133m, 138m, 140m, 145m], proof.Totals);
        Assert.Equal(64, (int)proof.Combinations);
        Assert.Equal(16 + 2 + 2, proof.Tried);
    }

    [Theory]
    [InlineData(144)]
    [InlineData(146)]
    public void Prove_TheMostIsExactlyThatOfTheGuide(int most)
    {
        var proof = Prover.Prove(Linked(most));

        Assert.False(proof.Holds);
        Assert.Contains("145,00", Assert.Single(proof.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Prove_AnIndicatorThatCostsMoney_IsNamedForEachOutcome()
    {
        var part = Part("p");
        var proof = Prover.Prove(RuleSet(null, [Indicator("good", part, 1, Always(Verdict.Achieved), 5), Indicator("bad", part, 2, Always(Verdict.Achieved), -1)], most: 5));

        Assert.Equal("Gagner « bad » fait baisser le total\u00A0: atteints .", Assert.Single(proof.Failures));
    }

    [Fact]
    public void Prove_ALinkedIndicatorThatCostsMoney_IsNamedWithWhatIsAchievedBesideIt()
    {
        var needed = Part("base", PartRule.AllRequired, 100);
        var more = Part("more", requires: needed);
        var proof = Prover.Prove(RuleSet(
            null,
            [Indicator("a", needed, 1, Always(Verdict.Achieved)), Indicator("b", more, 2, Always(Verdict.Achieved), 20), Indicator("c", more, 3, Always(Verdict.Achieved), -1)],
            most: 120));

        Assert.Equal(
            ["Gagner « c » fait baisser le total\u00A0: atteints a.", "Gagner « c » fait baisser le total\u00A0: atteints a et b."], proof.Failures);
    }

    [Fact]
    public void Prove_WithoutARuleSet_IsAMistakeOfTheCaller() => Assert.Throws<ArgumentNullException>(() => Prover.Prove(null!));

    [Fact]
    public void Prove_AnIndicatorWorthNothing_IsNoFault()
    {
        var part = Part("p");

        Assert.True(Prover.Prove(RuleSet(null, [Indicator("a", part, 1, Always(Verdict.Achieved), 0)])).Holds);
    }

    [Fact]
    public void Prove_TooManyLinkedIndicators_SaysSo()
    {
        var part = Part("p", PartRule.AllRequired, 1);

        var proof = Prover.Prove(RuleSet(null, [.. Enumerable.Range(1, Prover.LinkedIndicatorsMax + 1).Select(n => Indicator($"i{n}", part, n, Always(Verdict.Achieved)))]));

        Assert.Equal("25 indicateurs liés entre eux\u202F: trop pour être tous combinés.", Assert.Single(proof.Failures));
        Assert.Equal(0, proof.Tried);
    }

    [Fact]
    public void Prove_Points_AreTotalsInEuros()
    {
        var proof = Prover.Prove(RuleSet(7m, [Indicator("a", Part("p"), 1, Always(Verdict.Achieved), 22.5m)], most: 157.5m));

        Assert.Equal([0m, 157.5m], proof.Totals);
        Assert.True(proof.Holds);
    }

    /// <summary>A base of two, twenty more and thirteen more on top of it, five and seven apart.</summary>
    private static RuleSet Linked(decimal most)
    {
        var (needed, apart) = (Part("base", PartRule.AllRequired, 100), Part("apart"));
        var more = Part("more", requires: needed);
        return RuleSet(
            null,
            [
                Indicator("a", needed, 1, Always(Verdict.Achieved)), Indicator("b", needed, 2, Always(Verdict.Achieved)),
                Indicator("c", more, 3, Always(Verdict.Achieved), 20), Indicator("d", more, 4, Always(Verdict.Achieved), 13),
                Indicator("e", apart, 5, Always(Verdict.Achieved), 5), Indicator("f", apart, 6, Always(Verdict.Achieved), 7),
            ],
            most);
    }
}
