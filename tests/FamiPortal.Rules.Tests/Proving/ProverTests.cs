namespace FamiPortal.Rules.Tests.Proving;

public class ProverTests
{
    [Theory]
    [InlineData("masseur-kinesitherapeute/2022", 590, 64)]
    [InlineData("masseur-kinesitherapeute/2024", 1115, 256)]
    [InlineData("chirurgien-dentiste/2025", 1240, 256)]
    [InlineData("medecin/2025", 7805, 2097152)]
    public void Prove_EveryOfficialRuleSet_Holds(string key, int most, int combinations)
    {
        var proof = Prover.Prove(Official.RuleSet(key));

        Assert.Empty(proof.Failures);
        Assert.Equal(combinations, proof.Combinations);
        Assert.Equal(0, proof.Totals[0]);
        Assert.Equal(most, proof.Totals[^1]);
    }

    [Fact]
    public void Prove_ListsEveryReachableTotal()
    {
        var proof = Prover.Prove(Official.RuleSet("masseur-kinesitherapeute/2024"));

        Assert.Equal([0, 175, 350, 490, 525, 590, 665, 765, 840, 940, 1015, 1115], proof.Totals);
    }

    [Fact]
    public void Totals_OfFactoredParts_AreThoseOfTheWholeEnumeration()
    {
        var ruleSet = Official.RuleSet("masseur-kinesitherapeute/2024");

        var whole = Enumerable.Range(0, 1 << ruleSet.Indicators.Count).Select(o => ruleSet.Euros(ruleSet.Units((ulong)o))).Distinct().Order();

        Assert.Equal(whole, Prover.Prove(ruleSet).Totals);
    }

    [Fact]
    public void Prove_WhenTheGuidePromisesAnotherMost_Fails()
    {
        var official = Official.RuleSet("masseur-kinesitherapeute/2024");
        var wrong = Copy(official, most: 1116);

        var failure = Assert.Single(Prover.Prove(wrong).Failures);

        Assert.Contains("1\u202F115,00", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Prove_WhenAnIndicatorCostsMoney_NamesIt()
    {
        var official = Official.RuleSet("masseur-kinesitherapeute/2024");
        var video = official.Find("video-equipment")!;
        var costly = new Indicator
        {
            Code = video.Code,
            Number = video.Number,
            Label = video.Label,
            Summary = video.Summary,
            Help = video.Help,
            Part = video.Part,
            Worth = -1,
            Achieved = video.Achieved,
            Form = video.Form,
            Proofs = video.Proofs,
            IsAnnual = true,
            IsAttestedOnHonour = true,
            References = video.References,
        };
        var wrong = Copy(official, most: 765, [.. official.Indicators.Select(i => i == video ? costly : i)]);

        var failure = Assert.Single(Prover.Prove(wrong).Failures);

        Assert.Contains(video.Label, failure, StringComparison.Ordinal);
    }

    private static RuleSet Copy(RuleSet r, decimal most, IReadOnlyList<Indicator>? indicators = null) => new(indicators ?? r.Indicators)
    {
        Profession = r.Profession,
        Exercise = r.Exercise,
        Title = r.Title,
        Allowance = r.Allowance,
        Hash = r.Hash,
        Vocabulary = r.Vocabulary,
        Window = r.Window,
        PaidWhen = r.PaidWhen,
        PointValue = r.PointValue,
        Most = most,
        PaymentDays = r.PaymentDays,
        Parts = r.Parts,
        Attestation = r.Attestation,
        References = r.References,
    };
}
