using FamiPortal.Domain.Evidence;

namespace FamiPortal.Domain.Tests.Evidence;

public class EvidenceFileNameTests
{
    [Theory]
    [InlineData("facture.pdf", "facture.pdf")]
    [InlineData("Facture n° 12 – février.pdf", "Facture n° 12 – février.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\web.config", "web.config")]
    [InlineData("C:\\Documents\\facture.pdf", "facture.pdf")]
    [InlineData("/", "document")]
    [InlineData("..", "document")]
    [InlineData("dossier/..", "dossier")]
    [InlineData("  \u200B ", "document")]
    [InlineData("", "document")]
    [InlineData(null, "document")]
    [InlineData("fac\r\nture\0\u001B.pdf", "facture.pdf")]
    [InlineData("facture\u202Efdp.exe", "facturefdp.exe")]
    [InlineData("\u2066facture\u2069\uFEFF.pdf", "facture.pdf")]
    [InlineData("fe\u0301vrier.pdf", "février.pdf")]
    [InlineData("facture\u00A0mars.pdf ", "facture mars.pdf")]
    [InlineData("facture.pdf...", "facture.pdf")]
    [InlineData("reçu \U0001F9FE.pdf", "reçu \U0001F9FE.pdf")]
    public void Clean_KeepsWhatAPersonReads(string? submitted, string shown) => Assert.Equal(shown, EvidenceFileName.Clean(submitted));

    [Fact]
    public void Clean_WhenTheNameHasLoneSurrogates_DropsThem() => Assert.Equal("ab.pdf", EvidenceFileName.Clean("a\uD83Eb\uDC00.pdf"));

    [Fact]
    public void Clean_WhenTheNameHas120Characters_LeavesIt()
    {
        var name = new string('a', 116) + ".pdf";
        Assert.Equal(name, EvidenceFileName.Clean(name));
    }

    [Theory]
    [InlineData(121)]
    [InlineData(300)]
    public void Clean_WhenTheNameIsTooLong_ShortensItAndKeepsTheExtension(int length)
    {
        var name = EvidenceFileName.Clean(new string('a', length - 5) + ".jpeg");

        Assert.Equal(EvidenceFileName.LengthMax, name.Length);
        Assert.EndsWith("a….jpeg", name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(114)]
    [InlineData(115)]
    public void Clean_WhenTheCutFallsInsideACharacter_TakesItWhole(int before)
    {
        var name = EvidenceFileName.Clean(new string('a', before) + string.Concat(Enumerable.Repeat("\U0001F9FE", 30)) + ".pdf");

        Assert.InRange(name.Length, EvidenceFileName.LengthMax - 1, EvidenceFileName.LengthMax);
        Assert.DoesNotContain('\uFFFD', string.Concat(name.EnumerateRunes()));
    }

    [Fact]
    public void Clean_WhenTheExtensionIsMissing_TakesTheOneOfTheFormat()
    {
        Assert.Equal("facture.pdf", EvidenceFileName.Clean("facture", EvidenceFormat.Pdf));
        Assert.Equal("photo.jpeg", EvidenceFileName.Clean("photo.jpeg", EvidenceFormat.Jpeg));
        Assert.Equal("document.jpg", EvidenceFileName.Clean(null, EvidenceFormat.Jpeg));
        Assert.EndsWith("….pdf", EvidenceFileName.Clean(new string('a', 300), EvidenceFormat.Pdf), StringComparison.Ordinal);
        Assert.Equal(EvidenceFileName.LengthMax, EvidenceFileName.Clean(new string('a', 300), EvidenceFormat.Pdf).Length);
    }

    [Theory]
    [InlineData("facture.PDF", ".pdf")]
    [InlineData("facture.pdf.exe", ".exe")]
    [InlineData("facture", "")]
    [InlineData("docteur.un-nom-bien-trop-long", "")]
    public void Extension_IsTheLastOneInLowerCase(string name, string extension) => Assert.Equal(extension, EvidenceFileName.Extension(name));
}
