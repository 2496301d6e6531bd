using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Evidence;

/// <summary>The same invoice, sent again as another file.</summary>
public sealed class InvoiceNumberTests
{
    [Theory]
    [InlineData("Facture n° FA-2025/0042 du 12/03/2025", "FA20250042")]
    [InlineData("FACTURE N°: 20250042", "20250042")]
    [InlineData("Numéro de facture : fa 2025", null)]
    [InlineData("N° de facture\n\nF2025-00178", "F202500178")]
    [InlineData("Facture : 2025.0042.", "20250042")]
    [InlineData("Référence facture ABC12345", "ABC12345")]
    [InlineData("FACTURE 2024-118\nClient", "2024118")]
    [InlineData("Facture acquittée, facture F-20250042", "F20250042")]
    [InlineData("Facture du 12/03/2025", null)]
    [InlineData("Facture 12/03/2025", null)]
    [InlineData("Facture n° 12", null)]
    [InlineData("Facture : 12/03/2025", null)]
    [InlineData("Votre facture numéro : voir au dos", null)]
    [InlineData("Bon de livraison n° 20250042", null)]
    [InlineData(null, null)]
    public void Find_ReadsTheNumberOfAnInvoice_AndNothingElse(string? text, string? number) => Assert.Equal(number, InvoiceNumber.Find(text));

    [Theory, OnSqlite, OnSqlServer]
    public async Task Review_WhenTheSameInvoiceWasSentByAnother_SaysWhere_AndNamesNobodyOfAnotherFund(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        var attached = (await scenario.AttachAsync(draft, SampleDocuments.Docx("Facture n° FA-2024/0042, pour Maquette"), "facture.docx")).Value;
        _ = (await scenario.TransmitAsync(draft, attached.DraftVersion)).Value;
        await scenario.TransmittedByAsync("Nina", "Échantillon");
        await scenario.TransmittedByAsync("Basile", "Prototype", scenario.OtherFund);
        await using (var db = scenario.Portal.NewContext())
        {
            // The same number on another file.
            await db.EvidenceDocuments.Where(document => document.PractitionerId != scenario.Practitioner.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(document => document.InvoiceNumber, "FA20240042"));
        }

        var review = (await scenario.Portal.RunAsync((DeclarationReview query) => query.RunAsync(scenario.Agent, draft.Id))).Value;

        var seen = review.SameInvoiceAs(Assert.Single(review.Evidence)).ToList();
        Assert.Equal(["Nina Échantillon", null], seen.Select(other => other.PractitionerName).OrderByDescending(name => name is not null));
        Assert.Empty(review.SameFileAs(review.Evidence[0]));
    }
}
