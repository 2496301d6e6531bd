using FamiPortal.Domain.Declarations;
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

    /// <summary>Whether the flag stands, by what the first reading found of the declared software on each of the two.</summary>
    [Theory]
    [OnSqlite("Exemple Kiné 5", "Exemple Kiné 5", true)]
    [OnSqlite("Exemple Kiné 5", "Exemple Kiné 4.2", true)]
    [OnSqlite("Exemple Kiné 5", "Autre Produit 5", false)]
    [OnSqlite("Exemple Kiné 5", null, true)]
    [OnSqlite(null, "Autre Produit 5", true)]
    public async Task Review_OfTheSameNumber_ComparesTheSuppliersWhenBothAreRead(DatabaseProvider provider, string? mine, string? theirs, bool isSeen)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var other = A.Practitioner().Named("Nina", "Échantillon").In(scenario.Fund).Build();
        await scenario.Portal.SaveAsync(other);
        var declarationId = await TransmitAsync(scenario.Iris, mine, "un");
        await TransmitAsync(new Actor(Guid.NewGuid(), other.DisplayName, Accounts.Roles.Practitioner, PractitionerId: other.Id), theirs, "deux");

        var review = (await scenario.Portal.RunAsync((DeclarationReview query) => query.RunAsync(scenario.Agent, declarationId))).Value;

        Assert.Equal(isSeen, review.SameInvoiceAs(Assert.Single(review.Evidence)).Any());

        // The invoice names the product, or says nothing of what was declared.
        async Task<Guid> TransmitAsync(Actor actor, string? product, string copy)
        {
            var declared = A.Answers((Scenario.BusinessSoftware, product ?? "Exemple Kiné 5"), (Scenario.DmpSoftware, product ?? "Exemple Kiné 5"));
            var opened = (await scenario.OpenAsync(actor)).Value.Declaration;
            var saved = (await scenario.Portal.RunAsync((SaveDraft useCase) => useCase.RunAsync(actor, opened.Id, opened.DraftVersion, declared, null))).Value;
            var text = $"Facture n° FA-2024/0042, copie {copy}, à payer sous trente jours, {product ?? "matériel informatique"}";
            var attached = (await scenario.AttachAsync(saved, SampleDocuments.Docx(text), "facture.docx", actor)).Value;
            _ = (await scenario.TransmitAsync(saved, attached.DraftVersion, actor: actor)).Value;
            return saved.Id;
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Review_OfAFileThatManyGave_ReadsTheLatestOnly(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var uses = await new Desk.QueueFiller(scenario).FillAsync(DeclarationReview.SeenElsewhereMax + 20);

        var review = (await scenario.Portal.RunAsync((DeclarationReview query) => query.RunAsync(scenario.Agent, uses[0].DeclarationId))).Value;

        Assert.Equal(DeclarationReview.SeenElsewhereMax, review.SameFileAs(Assert.Single(review.Evidence)).Count());
    }
}
