namespace FamiPortal.Rules.Tests.Receipts;

public class AssessmentReceiptTests
{
    private static readonly Dictionary<string, Provenance> Provenance = new()
    {
        ["scor"] = new Provenance("Flux SCOR reçus", new DateOnly(2025, 1, 9)),
        ["openingHours"] = new Provenance("Annuaire santé", null),
    };

    private static readonly Dictionary<string, Neutralisation> Neutralised = new()
    {
        ["coordinated-care"] = new Neutralisation("Décision de la commission.", new DateOnly(2025, 3, 1)),
    };

    [Fact]
    public void Verify_AReceiptAsWritten_FindsNoDifference() =>
        Assert.Null(AssessmentReceipt.Verify(Receipt(), Official.Catalogue));

    [Fact]
    public void Write_KeepsTheNeutralisationInTheAmount() =>
        Assert.Contains("\"amount\":590.00", Receipt(), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"amount\":590.00,", "\"amount\":591.00,", "assessment.amount")]
    [InlineData("\"flows\":1", "\"flows\":0", "assessment.indicators.scor.status")]
    [InlineData("\"numerator\":70", "\"numerator\":71", "assessment.indicators.teletransmission.rate.numerator")]
    [InlineData("2025-01-09", "2025-01-10", "assessment.explanation.indicators.scor.parts[0].known[0].asOf")]
    [InlineData("\"decidedOn\":\"2025-03-01\"", "\"decidedOn\":\"2025-03-02\"", "assessment.explanation.indicators.coordinated-care.why")]
    public void Verify_AReceiptThatWasTouched_NamesTheFirstNodeThatDiffers(string original, string forged, string path)
    {
        var receipt = Receipt();
        Assert.Contains(original, receipt, StringComparison.Ordinal);
        var at = receipt.IndexOf(original, StringComparison.Ordinal);

        var difference = AssessmentReceipt.Verify(string.Concat(receipt.AsSpan(0, at), forged, receipt.AsSpan(at + original.Length)), Official.Catalogue);

        Assert.Equal(path, difference!.Path);
    }

    [Fact]
    public void Verify_WithOtherRules_NamesTheHash()
    {
        var receipt = Receipt().Replace(Official.RuleSet("masseur-kinesitherapeute/2024").Hash, new string('0', 64), StringComparison.Ordinal);

        Assert.Equal("ruleSetHash", AssessmentReceipt.Verify(receipt, Official.Catalogue)!.Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"ruleSet\":1}")]
    [InlineData("{\"ruleSet\":\"masseur-kinesitherapeute/2024\"}")]
    public void Verify_SomethingElse_SaysThatItIsNoReceipt(string text) =>
        Assert.Contains("pas un reçu", AssessmentReceipt.Verify(text, Official.Catalogue)!.Message, StringComparison.Ordinal);

    [Fact]
    public void Write_ASituationThatCannotBeAssessed_Throws() =>
        Assert.Throws<ArgumentException>(() => AssessmentReceipt.Write("{}", Official.Catalogue));

    private static string Receipt() => AssessmentReceipt.Write(Official.Physiotherapist(), Official.Catalogue, Provenance, Neutralised);
}
