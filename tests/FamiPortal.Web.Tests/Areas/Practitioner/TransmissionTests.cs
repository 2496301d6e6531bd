using System.Net;
using FamiPortal.Domain;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Settlement;
using FamiPortal.TestKit;
using FamiPortal.Web.Tests.Documents;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Tests.PractitionerArea;

public sealed class TransmissionTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Transmit_Attested_GivesAReceiptOnScreenAndInPdf()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowMeasuredAsync();
        await practice.FillAsync();
        var readBack = await practice.Browser.GetAsync("/declarations/2024/transmettre");

        var answer = await practice.TransmitAsync();

        Assert.Contains("Éditeur Kiné 5", readBack.Text, StringComparison.Ordinal);
        Assert.Contains("facture détaillée.pdf", readBack.Text, StringComparison.Ordinal);
        Assert.Contains("J’atteste sur l’honneur l’exactitude des réponses", readBack.Text, StringComparison.Ordinal);
        Assert.False(readBack.Html.QuerySelector("[name=attestation]")!.HasAttribute("checked"));
        Assert.Equal("/declarations/2024/accuse/1", answer.Location);
        var receipt = await practice.Browser.GetAsync(answer.Location!);
        var transmission = (await practice.StoredAsync()).LastTransmission!;
        Assert.Contains("17 février 2026 à 14\u00A0h\u00A000\u00A0min\u00A000\u00A0s", receipt.Text, StringComparison.Ordinal);
        Assert.Contains(transmission.ReceiptNumber, receipt.Text, StringComparison.Ordinal);
        Assert.Contains(transmission.AttestationText, receipt.Text, StringComparison.Ordinal);
        Assert.Matches("[0-9a-f]{64}", receipt.Html.QuerySelector("code")!.TextContent);
        Assert.Contains("Votre caisse vérifie", receipt.Text, StringComparison.Ordinal);
        var pdf = await practice.Browser.Client.GetAsync(new Uri(answer.Location + ".pdf", UriKind.Relative));
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.ToString());
        var text = Poppler.Words(await pdf.Content.ReadAsByteArrayAsync());
        Assert.Contains("Éditeur Kiné 5", text, StringComparison.Ordinal);
        Assert.Contains("Une communauté professionnelle territoriale de santé", text, StringComparison.Ordinal);
        Assert.Contains(transmission.ReceiptNumber, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadBack_WithManyDocuments_FoldsThemByProof_AndShowsTheRefusedOneFirst()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.FillAsync();
        Practice.Succeed(await practice.SendAsync(await practice.DeclarationAsync(), "page 2.pdf", SampleFiles.Pdf("Page 2")));
        Practice.Succeed(await practice.TransmitAsync());
        var second = (await practice.StoredAsync()).Evidence.Single(use => use.Document.DisplayName == "page 2.pdf");
        _ = (await portal.RunAsync((RefuseEvidence refuse) => refuse.RunAsync(practice.Agent, second.Id, "La mention « DMP compatible » manque."))).Value;
        for (var page = 3; page <= 9; page++)
        {
            Practice.Succeed(await practice.SendAsync(await practice.DeclarationAsync(), $"page {page}.pdf", SampleFiles.Pdf($"Page {page}")));
            var few = await ReadAsync();
            Assert.Equal(page > 6, few.QuerySelector("details") is not null);
        }

        var cell = await ReadAsync();

        var lists = cell.QuerySelectorAll("ul");
        Assert.Equal([5, 4], lists.Select(list => list.ChildElementCount));
        Assert.Contains("page 2.pdf", lists[0].FirstElementChild!.TextContent, StringComparison.Ordinal);
        Assert.Contains("refusé", lists[0].FirstElementChild!.TextContent, StringComparison.Ordinal);
        Assert.Single(cell.QuerySelectorAll("li"), line => line.TextContent.Contains("refusé", StringComparison.Ordinal));
        Assert.Equal("4 autres documents", cell.QuerySelector("details summary")!.FirstChild!.TextContent);
        Assert.Equal(lists[1], cell.QuerySelector("details ul"));

        async Task<AngleSharp.Dom.IElement> ReadAsync() => (await practice.Browser.GetAsync("/declarations/2024/transmettre")).Html
            .QuerySelectorAll("td[data-label='Fondement']").First(one => one.QuerySelector("li") is not null);
    }

    [Fact]
    public async Task Receipt_WhenAProofIsMissing_SaysWhatIsLeftToDo()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowMeasuredAsync();
        Practice.Succeed(await practice.SaveAsync(await practice.DeclarationAsync(), [.. Practice.Complete]));

        var receipt = await practice.Browser.GetAsync((await practice.TransmitAsync()).Location!);

        Assert.Contains("Un justificatif manque encore.", receipt.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("plus rien à faire", receipt.Text, StringComparison.Ordinal);
        var pdf = await practice.Browser.Client.GetAsync(new Uri("/declarations/2024/accuse/1.pdf", UriKind.Relative));
        Assert.DoesNotContain("plus rien à faire", Poppler.Words(await pdf.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transmit_WhenADocumentHasNoAnswer_SaysBeforeAndAfterThatItDoesNotCount()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowMeasuredAsync();
        Practice.Succeed(await practice.SendAsync(await practice.DeclarationAsync(), "facture.pdf", SampleFiles.Pdf()));

        var declaration = await practice.DeclarationAsync();
        var readBack = await practice.Browser.GetAsync("/declarations/2024/transmettre");
        var receipt = await practice.Browser.GetAsync((await practice.TransmitAsync()).Location!);

        Assert.Contains("répondez pour qu’il compte", declaration.Html.QuerySelector("aside")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/declarations/2024#i1", readBack.Html.QuerySelector(".note[data-s=wait] a")!.GetAttribute("href"));
        Assert.Contains("Un document est transmis sans réponse.", receipt.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("plus rien à faire", receipt.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipt_WhenTheFundAsksForAComplement_SaysUntilWhen()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowMeasuredAsync();
        await practice.FillAsync();
        await practice.TransmitAsync();
        var use = (await practice.StoredAsync()).Evidence[0];
        _ = (await portal.RunAsync((AskForComplement ask) => ask.RunAsync(practice.Agent, use.Id, "Joignez la page datée de la facture.", new DateOnly(2026, 2, 27)))).Value;

        var receipt = await practice.Browser.GetAsync("/declarations/2024/accuse/1");

        Assert.Contains("Envoyez-le depuis votre espace, au plus tard le vendredi 27 février 2026.", receipt.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("plus rien à faire", receipt.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transmit_WithoutAttesting_IsRefused()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.FillAsync();

        var answer = await practice.TransmitAsync(isAttested: false);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("Cochez l’attestation", answer.Html.QuerySelector("[data-errors] a[href='#attestation']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            answer.Html.QuerySelectorAll("[name^=attestation]").Select(box => $"#{box.Id}"),
            answer.Html.QuerySelectorAll("[data-errors] a").Select(link => link.GetAttribute("href")!));
        Assert.Empty((await practice.StoredAsync()).Transmissions);
    }

    [Fact]
    public async Task Transmit_WhenAnAnswerIsMissing_IsRefusedAndLeadsToTheField()
    {
        var practice = await Practice.OpenAsync(portal);
        Practice.Succeed(await practice.SaveAsync(await practice.DeclarationAsync(), (Scenario.BusinessSoftware, "Éditeur Kiné 5")));

        var answer = await practice.TransmitAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.Html.QuerySelector("a[href='/declarations/2024#dmpSoftware_declared_dmpSoftware']"));
        Assert.Empty((await practice.StoredAsync()).Transmissions);
    }

    [Fact]
    public async Task Transmit_Twice_MakesOneTransmissionAndGivesTheSameReceipt()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.FillAsync();
        var page = await practice.Browser.GetAsync("/declarations/2024/transmettre");

        var answers = await Task.WhenAll(
            practice.Browser.SubmitAsync(page, "form:has([name=version])", [.. Practice.Boxes(page)]),
            practice.Browser.SubmitAsync(page, "form:has([name=version])", [.. Practice.Boxes(page)]));

        Assert.All(answers, answer => Assert.Equal("/declarations/2024/accuse/1", answer.Location));
        Assert.Single((await practice.StoredAsync()).Transmissions);
    }

    [Fact]
    public async Task Transmit_WhenTheDraftChangedElsewhere_AsksToReadAgain()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.FillAsync();
        var page = await practice.Browser.GetAsync("/declarations/2024/transmettre");
        Practice.Succeed(await practice.SaveAsync(await practice.DeclarationAsync(), (Scenario.Coordination, "msp")));

        var answer = await practice.Browser.SubmitAsync(page, "form:has([name=version])", [.. Practice.Boxes(page)]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("relisez ci-dessous la version enregistrée", answer.Text, StringComparison.Ordinal);
        Assert.Contains("(MSP)", answer.Text, StringComparison.Ordinal);
        Assert.Empty((await practice.StoredAsync()).Transmissions);
    }

    [Fact]
    public async Task Transmit_AfterClosing_IsRefused()
    {
        await using var own = new Portal();
        var practice = await Practice.OpenAsync(own);
        await practice.FillAsync();
        own.Clock.Advance(new DateTimeOffset(2026, 3, 2, 22, 59, 50, TimeSpan.Zero) - own.Clock.GetUtcNow());
        var email = await own.WithDbAsync(db => Task.FromResult(db.Users.Single(user => user.PractitionerId == practice.Practitioner.Id).Email!));
        await practice.Browser.SignInAsync(email, Portal.Password);
        var page = await practice.Browser.GetAsync("/declarations/2024/transmettre");
        own.Clock.Advance(TimeSpan.FromSeconds(10));

        var answer = await practice.Browser.SubmitAsync(page, "form:has([name=version])", [.. Practice.Boxes(page)]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("La saisie est fermée depuis le lundi 2 mars 2026 à 23\u00A0h\u00A059", answer.Text, StringComparison.Ordinal);
        Assert.Empty((await practice.StoredAsync()).Transmissions);
    }

    [Fact]
    public async Task Receipt_ReplacedByACorrection_SaysWhichOneCounts()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.FillAsync();
        Practice.Succeed(await practice.TransmitAsync());
        Practice.Succeed(await practice.SaveAsync(await practice.DeclarationAsync(), (Scenario.Coordination, "msp")));

        var second = await practice.TransmitAsync();

        Assert.Equal("/declarations/2024/accuse/2", second.Location);
        var first = await practice.Browser.GetAsync("/declarations/2024/accuse/1");
        Assert.Contains("(CPTS)", first.Text, StringComparison.Ordinal);
        Assert.NotNull(first.Html.QuerySelector(".note a[href='/declarations/2024/accuse/2']"));
        Assert.Equal(HttpStatusCode.NotFound, (await practice.Browser.GetAsync("/declarations/2024/accuse/3")).Status);
    }

    [Fact]
    public async Task Receipt_ReplacedByAVersionWithTheProof_NoLongerAsksForIt()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowMeasuredAsync();
        Practice.Succeed(await practice.SaveAsync(await practice.DeclarationAsync(), [.. Practice.Complete]));
        Practice.Succeed(await practice.TransmitAsync());
        await practice.FillAsync();
        Practice.Succeed(await practice.TransmitAsync());

        var (first, pdf) = (await practice.Browser.GetAsync("/declarations/2024/accuse/1"), await PdfAsync(practice, 1));

        Assert.Contains("remplace celle-ci", first.Text, StringComparison.Ordinal);
        Assert.Contains("remplace celle-ci", pdf, StringComparison.Ordinal);
        Assert.DoesNotContain("manque encore", first.Text + pdf, StringComparison.Ordinal);
        Assert.DoesNotContain("cette version reste valable", first.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipt_OnceEntryIsOver_AsksForNothingThatIsNoLongerTaken()
    {
        // Arrange: the last day has passed, and no administrator has closed the campaign yet.
        await using var own = new Portal();
        var practice = await Practice.OpenAsync(own);
        await practice.KnowMeasuredAsync();
        Practice.Succeed(await practice.SaveAsync(await practice.DeclarationAsync(), [.. Practice.Complete]));
        Practice.Succeed(await practice.TransmitAsync());
        own.Clock.Advance(TimeSpan.FromDays(14));
        practice = await practice.AgainAsync();

        // Act
        var (receipt, pdf) = (await practice.Browser.GetAsync("/declarations/2024/accuse/1"), await PdfAsync(practice, 1));

        // Assert
        Assert.All([receipt.Text, pdf], text => Assert.Contains("Éditeur Kiné 5", text, StringComparison.Ordinal));
        Assert.DoesNotContain("transmettez de nouveau", receipt.Text + pdf, StringComparison.Ordinal);
        Assert.DoesNotContain("Vous pouvez corriger", receipt.Text + pdf, StringComparison.Ordinal);
        Assert.DoesNotContain("à gagner", receipt.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipt_OfADocumentThatNobodyJudgedBeforeTheSettlement_NoLongerPromisesItsMoney()
    {
        await using var own = new Portal();
        var practice = await Practice.OpenAsync(own);
        await practice.KnowMeasuredAsync();
        await practice.FillAsync();
        Practice.Succeed(await practice.TransmitAsync());
        var id = await own.WithDbAsync(db => db.Campaigns.Select(campaign => campaign.Id).SingleAsync());
        _ = (await own.RunAsync((CloseCampaign close) => close.RunAsync(Actor.Portal, id))).Value;
        Assert.Contains("Votre caisse vérifie votre document.", (await practice.Browser.GetAsync("/declarations/2024/accuse/1")).Text, StringComparison.Ordinal);
        _ = (await own.RunAsync((SettleCampaign settle) => settle.RunAsync(Actor.Portal, id))).Value;

        var (receipt, home, pdf) = (
            await practice.Browser.GetAsync("/declarations/2024/accuse/1"), await practice.Browser.GetAsync("/mon-espace"), await PdfAsync(practice, 1));

        Assert.All([receipt.Text, pdf], text => Assert.Contains("pas été validé à temps", text, StringComparison.Ordinal));
        Assert.DoesNotContain("Votre caisse vérifie", receipt.Text + pdf, StringComparison.Ordinal);
        var declaration = await practice.DeclarationAsync();
        Assert.All([receipt.Text, home.Text, declaration.Text], text => Assert.DoesNotContain("si votre caisse accepte", text, StringComparison.Ordinal));
        Assert.Equal("0\u202F€", declaration.Html.QuerySelector("#resume-contenu .sum")!.TextContent);
        Assert.All([receipt.Text, declaration.Text], text => Assert.DoesNotContain("Justificatif en attente", text, StringComparison.Ordinal));
    }

    private static async Task<string> PdfAsync(Practice practice, int number) =>
        Poppler.Words(await practice.Browser.Client.GetByteArrayAsync(new Uri($"/declarations/2024/accuse/{number}.pdf", UriKind.Relative)));

    [Fact]
    public async Task Transmit_WithoutTheBoxOfAnAttestedIndicator_IsRefusedBesideItsBox()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.FillAsync();
        var page = await practice.Browser.GetAsync("/declarations/2024/transmettre");

        var answer = await practice.Browser.SubmitAsync(page, "form:has([name=version])", ("attestation", "true"), ("attestation.mss-mailbox", "true"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.Html.QuerySelector("[data-errors] a[href='#attestation_coordinated-care']"));
        Assert.True(answer.Html.QuerySelector("[name='attestation.mss-mailbox']")!.HasAttribute("checked"));
        Assert.False(answer.Html.QuerySelector("[name='attestation.coordinated-care']")!.HasAttribute("checked"));
        Assert.Empty((await practice.StoredAsync()).Transmissions);
    }

    [Fact]
    public async Task Transmit_Attested_KeepsTheExactSentenceOfEachIndicatorAndWhoAttested()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.FillAsync();
        var page = await practice.Browser.GetAsync("/declarations/2024/transmettre");
        var shown = page.Html.QuerySelector("label:has([name='attestation.coordinated-care'])")!.TextContent.Trim();

        Practice.Succeed(await practice.TransmitAsync());

        var kept = (await practice.StoredAsync()).LastTransmission!;
        Assert.Equal(["mss-mailbox", "coordinated-care"], kept.Attestations.Select(attested => attested.IndicatorCode));
        Assert.Equal(shown, kept.Attestations[1].Text);
        Assert.Equal("2024-1", kept.Attestations[1].Version);
        Assert.Equal((practice.Practitioner.DisplayName, practice.Actor.AccountId), (kept.TransmittedByName, kept.TransmittedByAccountId));
        Assert.Contains(shown, (await practice.Browser.GetAsync("/declarations/2024/accuse/1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transmit_WithNothingDeclared_SaysThatNothingIsToBeTransmitted()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowMeasuredAsync(isPrefilled: true);

        var declaration = await practice.DeclarationAsync();
        var page = await practice.Browser.GetAsync("/declarations/2024/transmettre");

        Assert.Contains("Rien à transmettre", declaration.Html.QuerySelector("#banniere")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.Html.QuerySelector("form:has([name=version])"));
        Assert.NotNull(page.Html.QuerySelector("a[href='/declarations/2024/situation.pdf']"));
        using var pdf = await practice.Browser.Client.GetAsync(new Uri("/declarations/2024/situation.pdf", UriKind.Relative));
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Transmissions_OfACorrectedDeclaration_AreListedAndCompared()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.FillAsync();
        Practice.Succeed(await practice.TransmitAsync());
        Practice.Succeed(await practice.SaveAsync(await practice.DeclarationAsync(), (Scenario.Coordination, "msp")));

        var banner = (await practice.DeclarationAsync()).Html.QuerySelector("#banniere .compare")!;
        Practice.Succeed(await practice.TransmitAsync());
        var list = await practice.Browser.GetAsync("/declarations/2024/transmissions");
        var compared = await practice.Browser.GetAsync("/declarations/2024/transmissions/comparer?de=1&a=2");

        var (before, after) = (banner.QuerySelector("td:nth-of-type(1)")!.TextContent, banner.QuerySelector("td:nth-of-type(2)")!.TextContent);
        Assert.Contains("(CPTS)", before, StringComparison.Ordinal);
        Assert.Contains("(MSP)", after, StringComparison.Ordinal);
        Assert.Equal(2, list.Html.QuerySelectorAll("tbody tr").Length);
        Assert.NotNull(list.Html.QuerySelector("a[href='/declarations/2024/accuse/1']"));
        Assert.Contains("(CPTS)", Assert.Single(compared.Html.QuerySelectorAll(".compare tbody tr")).TextContent, StringComparison.Ordinal);
        Assert.Contains("facture détaillée.pdf", compared.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await practice.Browser.GetAsync("/declarations/2024/transmissions/comparer?de=1&a=3")).Status);
    }

    [Fact]
    public async Task Receipt_AfterARefusalAndACorrection_TellsThemInTheirOrder_AndWhichDocumentCameWithIt()
    {
        await using var own = new Portal();
        var practice = await Practice.OpenAsync(own);
        await practice.FillAsync();
        Practice.Succeed(await practice.TransmitAsync());
        own.Clock.Advance(TimeSpan.FromMinutes(1));
        await practice.DecideAsync("La mention « DMP compatible » manque sur la facture.");
        own.Clock.Advance(TimeSpan.FromMinutes(1));
        Practice.Succeed(await practice.SendAsync(await practice.DeclarationAsync(), "attestation.pdf", SampleFiles.Pdf("Attestation de l’éditeur")));
        Practice.Succeed(await practice.TransmitAsync());

        var receipt = await practice.Browser.GetAsync("/declarations/2024/accuse/2");
        var list = await practice.Browser.GetAsync("/declarations/2024/transmissions");
        var compared = await practice.Browser.GetAsync("/declarations/2024/transmissions/comparer?de=1&a=2");

        Assert.Equal(
            ["Transmission", "Document refusé", "Transmission, version 2", "Votre caisse vérifie"],
            receipt.Html.QuerySelectorAll(".time li b").Take(4).Select(step => step.TextContent));
        Assert.Contains("Justificatif refusé : Logiciel métier compatible DMP", (await practice.Browser.GetAsync("/mon-espace")).Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains(
            "« La mention “DMP compatible” manque sur la facture. »",
            (await practice.Browser.GetAsync("/declarations/2024/messages")).Html.QuerySelector(".time")!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("1 document ajouté", list.Html.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        var added = compared.Html.QuerySelectorAll("main p").Single(line => line.TextContent.StartsWith("Document que seule la version 2 porte", StringComparison.Ordinal));
        Assert.Equal("attestation.pdf", Assert.Single(added.QuerySelectorAll("a")).TextContent);
        Assert.DoesNotContain("inchangé : 1", compared.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipt_WhenEntryStaysOpenAfterTheGuidesDate_NoLongerPromisesTheGuidesQuarter()
    {
        await using var own = new Portal();
        await own.SaveAsync(A.Campaign().Of(A.Profession).For(A.Exercise).Between(new DateOnly(2026, 1, 12), new DateOnly(2027, 1, 1)).Build());
        var practice = await Practice.OpenAsync(own);
        await practice.FillAsync();
        Practice.Succeed(await practice.TransmitAsync());

        var home = await practice.Browser.GetAsync("/mon-espace");
        var receipt = await practice.Browser.GetAsync("/declarations/2024/accuse/1");

        foreach (var page in new[] { home, receipt })
        {
            Assert.Contains("après la fin de la saisie et le calcul", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("trimestre", page.Text, StringComparison.Ordinal);
        }
    }

    /// <summary>The browser's journeys are of the campaigns that are open today; the oldest rule set has its own here, by the clock.</summary>
    [Fact]
    public async Task TheWholeWay_OfTheOldestRuleSet_PaysTheAmountOfTheGuide()
    {
        const int exercise = 2022;
        await using var own = new Portal();
        var practice = await Practice.OpenAsync(own, A.Profession, exercise);
        await own.SaveAsync([.. new (string Path, string Json)[]
        {
            ("sesamVitale", """{"version":"1.40","addendum":7,"amendments":["tp-ald-maternite","rsp-580","cfe","tpg"],"compliantBillingOn":"2022-11-03"}"""),
            ("scor", Facts.ScorUsed),
            ("teletransmission", Facts.Acts(7, 3)),
        }.Select(object (fact) => A.KnownFact(fact.Path, fact.Json).For(exercise).About(practice.Practitioner).Build())]);
        Practice.Succeed(await practice.SendAsync(
            await practice.DeclarationAsync(exercise), "attestation.pdf", SampleFiles.Pdf(),
            [.. Practice.Complete.Where(answer => answer.Name != Scenario.Coordination), (Scenario.Coordination, "multidisciplinary-meetings"), (Scenario.Meetings, "4")]));
        var page = await practice.Browser.GetAsync($"/declarations/{exercise}/transmettre");
        Practice.Succeed(await practice.Browser.SubmitAsync(page, "form:has([name=version])", [.. Practice.Boxes(page)]));
        await practice.DecideAsync(refusal: null);

        await practice.PublishAsync();

        var statement = await practice.Browser.GetAsync($"/remunerations/{exercise}");
        Assert.Contains("590,00\u202F€", statement.Text, StringComparison.Ordinal);
        Assert.Contains("490,00\u202F€", statement.Text, StringComparison.Ordinal);
    }
}
