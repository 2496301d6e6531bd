using FamiPortal.Web.Documents;

namespace FamiPortal.Web.Tests.Documents;

public sealed class StatementDocumentTests
{
    [Theory]
    [InlineData("Montant de votre versement 1\u202f240,50\u202f€ Date de versement\u00a0: 29 avril 2026")]
    [InlineData("8 avril 2026 à 17\u00a0h\u00a030, heure de Paris")]
    [InlineData("Indicateurs socles Les 5 indicateurs sont atteints 590,50\u202f€")]
    [InlineData("Équipement de vidéotransmission Non atteint 0,00\u202f€")]
    [InlineData("Total 1\u202f240,50\u202f€")]
    [InlineData("soit 2\u202f310\u00a0actes sur\u00a02\u202f730 Seuil\u00a0: 70\u202f%")]
    [InlineData("Guide FAMI 2025, 1.4")]
    [InlineData("profession-d-essai/2025, version 3")]
    [InlineData(Samples.Hash)]
    [InlineData("Écrivez à votre caisse")]
    [InlineData("jusqu’au lundi 29 juin 2026 à 23\u00a0h\u00a059, heure de Paris.")]
    public void From_WhenRendered_SaysHowMuchAndWhy(string expected)
    {
        var pdf = Samples.Render(StatementDocument.From(Samples.Statement()));

        Assert.Contains(Poppler.Spaced(expected), Poppler.Words(pdf), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StatementStatus.Achieved, "Atteint")]
    [InlineData(StatementStatus.NotAchieved, "Non atteint")]
    [InlineData(StatementStatus.AwaitingEvidence, "En attente")]
    public void From_WhateverTheResult_WritesItInWords(StatementStatus status, string expected)
    {
        var document = StatementDocument.From(Samples.Statement() with { Indicators = [new("1", "Essai", status, "Guide, 1")] });

        var table = document.Blocks.OfType<Table>().Last();
        Assert.Equal(expected, Assert.Single(table.Rows)[1].Text);
        Assert.NotEqual(Ink.None, table.Rows[0][1].State);
    }

    [Fact]
    public void From_WhenTheDateIsNotKnown_SaysThatThePaymentIsToCome()
    {
        var words = Poppler.Words(Samples.Render(StatementDocument.From(Samples.Statement() with { PaidOn = null })));

        Assert.Contains("Date de versement : à venir", words, StringComparison.Ordinal);
    }

    [Fact]
    public void From_WhenNothingIsDue_PromisesNoPayment()
    {
        var content = Samples.Statement() with { Amount = 0, PaidOn = null, Calculation = [new("Socle", "Non atteint", 0)] };

        var words = Poppler.Words(Samples.Render(StatementDocument.From(content)));

        Assert.Contains("0,00 € Aucune somme n’est due pour cet exercice.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("à venir", words, StringComparison.Ordinal);
    }

    [Fact]
    public void From_WhenNothingWasCounted_DoesNotInventARate()
    {
        var indicator = new StatementIndicator("1", "Essai", StatementStatus.NotAchieved, "Guide, 1", new StatementRate(0, 0, "actes"), "70\u202f%");

        var words = Poppler.Words(Samples.Render(StatementDocument.From(Samples.Statement() with { Indicators = [indicator] })));

        Assert.Contains("Sans objet : aucun élément à mesurer (actes)", words, StringComparison.Ordinal);
    }

    [Fact]
    public void From_WhenTheLinesDoNotAddUp_Refuses() =>
        Assert.Throws<ArgumentException>(() => StatementDocument.From(Samples.Statement() with { Amount = 1_240.51m }));
}
