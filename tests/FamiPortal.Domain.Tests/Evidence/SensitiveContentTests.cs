using FamiPortal.Domain.Evidence;

namespace FamiPortal.Domain.Tests.Evidence;

public sealed class SensitiveContentTests
{
    // Invented numbers whose key is computed: month 20 to 99 belongs to nobody born on a known date.
    [Theory]
    [InlineData("185057800608491", true)] // the specimen printed on cards of demonstration
    [InlineData("1 85 05 78 006 084 91", true)]
    [InlineData("1.85.05.78.006.084/91", true)]
    [InlineData("1\u00A085\u00A005\u00A078\u00A0006\u00A0084 91", true)]
    [InlineData("185057800608436", false)] // wrong key
    [InlineData("1 85 05 78 006 084 36", false)]
    [InlineData("1 85 05 78 006 084", true)] // without its key, written in its groups
    [InlineData("1850578006084", false)] // thirteen digits in a row are anything
    [InlineData("2850520000001 ", false)]
    [InlineData("2 85 05 2A 004 012 20", true)]
    [InlineData("285052a00401220", true)]
    [InlineData("2 85 05 2B 004 012 47", true)]
    [InlineData("285052B00401247", true)]
    [InlineData("285052B00401248", false)]
    [InlineData("99700123452", false)] // an RPPS number
    [InlineData("FR7630006000011234567890189", false)]
    [InlineData("9185057800608491", false)] // inside a longer number
    [InlineData("1850578006084912", false)]
    [InlineData("01 23 45 67 89", false)]
    [InlineData("3 85 13 78 006 084", false)] // month 13
    public void HasNir_ChecksTheKey(string text, bool expected)
    {
        Assert.Equal(expected, SensitiveContent.HasNir(text));
        Assert.Equal(expected, SensitiveContent.HasNir($"facture n° 12, assuré {text}, le 3 mars"));
        Assert.Equal(expected ? SensitiveFindings.Nir : SensitiveFindings.None, SensitiveContent.Look($"{text}.pdf", null));
    }

    [Theory]
    [InlineData("ordonnance Mme X.pdf", "")]
    [InlineData("Bilan-sanguin.pdf", "")]
    [InlineData("a.pdf", "Nom du patient : X")]
    [InlineData("a.pdf", "COMPTE-RENDU D’HOSPITALISATION")]
    [InlineData("a.pdf", "Posologie : 1 comprimé")]
    public void Look_WhenItSpeaksOfAPatient_SaysSo(string name, string text) =>
        Assert.Equal(SensitiveFindings.MedicalWords, SensitiveContent.Look(name, text));

    [Theory]
    [InlineData("facture.pdf", "Logiciel d’aide à la prescription, gestion des patients et des ordonnances, e-prescription, 12 mars 2025")]
    [InlineData("attestation DMP.pdf", "Le logiciel permet d’alimenter le dossier médical partagé du patient. Diagnostic à distance de votre matériel.")]
    [InlineData("radiologie-logiciel.pdf", "")]
    public void Look_WhenItIsAnInvoiceOfSoftware_SaysNothing(string name, string text) =>
        Assert.Equal(SensitiveFindings.None, SensitiveContent.Look(name, text));

    [Fact]
    public void Mask_WritesOverTheNumberAndNothingElse() =>
        Assert.Equal("facture ••• du 12.pdf", SensitiveContent.Mask("facture 185057800608491 du 12.pdf"));
}
