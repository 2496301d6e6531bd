using FamiPortal.Web.Documents;

namespace FamiPortal.Web.Tests.Documents;

public sealed class ReceiptDocumentTests
{
    [Theory]
    [InlineData("CPAM d’Exempleville")]
    [InlineData("Camille Exemple")]
    [InlineData("99000000417")]
    [InlineData("Profession d’essai")]
    [InlineData("FP-2025-XX-000417")]
    [InlineData("le 17 février 2026 à 14\u00a0h\u00a007\u00a0min\u00a032\u00a0s, heure de Paris")]
    [InlineData("2, remplace celle du 21 janvier 2026 à 18\u00a0h\u00a042")]
    [InlineData("1. Logiciel métier compatible DMP (dossier médical partagé)")]
    [InlineData("Cœur de dossier – édition «\u00a0libérale\u00a0»")]
    [InlineData("facture-quenotte.pdf 84\u00a0ko, empreinte SHA-256\u00a0: 9f2c61d0\u00a0…\u00a0e41a0c58")]
    [InlineData("attestation de l’éditeur (mai 2025).pdf 1,4\u00a0Mo")]
    [InlineData("compte-rendu.pdf 901\u00a0octets")]
    [InlineData("Origine Mesuré par l’Assurance Maladie")]
    [InlineData("Réponse Aucune réponse déclarée Attestation sur l’honneur Non")]
    [InlineData("tout document justifiant de leur atteinte.\u00a0»")]
    [InlineData("Texte version 2025-1, accepté le 17 février 2026 à 14\u00a0h\u00a007\u00a0min\u00a029\u00a0s.")]
    [InlineData(Samples.Hash)]
    [InlineData("Votre caisse vérifie vos documents.")]
    public void From_WhenRendered_SaysEverythingThatWasReceived(string expected)
    {
        var pdf = Samples.Render(ReceiptDocument.From(Samples.Receipt()));

        Assert.Contains(Poppler.Spaced(expected), Poppler.Words(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void From_WhenTheIndicatorAsksForNoAttestation_SaysNothingOfIt()
    {
        var indicator = Samples.Receipt().Indicators[1];

        var words = Poppler.Words(Samples.Render(ReceiptDocument.From(Samples.Receipt() with { Indicators = [indicator] })));

        Assert.DoesNotContain("Attestation sur l’honneur", words, StringComparison.Ordinal);
    }

    [Fact]
    public void From_WhenNothingWasAttested_LeavesTheChapterOut()
    {
        var words = Poppler.Words(Samples.Render(ReceiptDocument.From(Samples.Receipt() with { Attestations = [] })));

        Assert.DoesNotContain("attestés", words, StringComparison.Ordinal);
    }
}
