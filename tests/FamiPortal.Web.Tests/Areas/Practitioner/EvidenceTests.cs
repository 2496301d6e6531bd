using System.Net;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;

namespace FamiPortal.Web.Tests.PractitionerArea;

public sealed class EvidenceTests(Portal portal) : IClassFixture<Portal>
{
    /// <summary>Made when the test runs: the test runner would write megabytes of theory data into the names of the tests.</summary>
    private static readonly Dictionary<string, Func<byte[]>> Files = new()
    {
        ["10 Mo et un octet"] = () => [.. SampleFiles.Pdf(), .. new byte[(10 * 1024 * 1024) + 1 - SampleFiles.Pdf().Length]],
        ["25 Mo"] = () => new byte[25 * 1024 * 1024],
        ["programme"] = SampleFiles.Exe,
        ["vide"] = () => [],
        ["image"] = SampleFiles.Png,
    };

    [Theory]
    [InlineData("10 Mo et un octet", "dépasse 10\u00A0Mo")]
    [InlineData("25 Mo", "dépasse 10\u00A0Mo")]
    [InlineData("programme", "quel que soit son nom")]
    [InlineData("vide", "vide (0\u00A0octet)")]
    [InlineData("image", "Renommez-le")]
    public async Task Send_AFileThatCantBeEvidence_SaysWhyBesideTheFieldAndKeepsTheAnswers(string file, string why)
    {
        var practice = await Practice.OpenAsync(portal);

        var answer = await practice.SendAsync(
            await practice.DeclarationAsync(), "facture.pdf", Files[file](), (Scenario.BusinessSoftware, "Éditeur Kiné 5"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(why, answer.Html.QuerySelector("#document_dmp-software-erreur")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(answer.Html.QuerySelector("[data-errors] a[href='#document_dmp-software']"));
        Assert.Equal("Éditeur Kiné 5", answer.Html.GetElementsByName(Scenario.BusinessSoftware)[0].GetAttribute("value"));
        var stored = await practice.StoredAsync();
        Assert.Equal("Éditeur Kiné 5", stored.Answers.ValueOf(Scenario.BusinessSoftware));
        Assert.Empty(stored.Evidence);
    }

    [Fact]
    public async Task Send_WithAnInvalidAnswer_SaysThatTheFileWasNotSent()
    {
        var practice = await Practice.OpenAsync(portal);

        var answer = await practice.SendAsync(
            await practice.DeclarationAsync(), "facture.pdf", SampleFiles.Pdf(), ("dmpSoftware.declared.acquiredOn", "hier"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("« facture.pdf » n’a pas été envoyé".Replace("« ", "«\u00A0", StringComparison.Ordinal).Replace(" »", "\u00A0»", StringComparison.Ordinal), answer.Text, StringComparison.Ordinal);
        Assert.Empty((await practice.StoredAsync()).Evidence);
    }

    [Fact]
    public async Task Send_ADocument_IsListedServedAndTakenBack()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.FillAsync();
        var use = (await practice.StoredAsync()).Evidence.Single();

        var page = await practice.DeclarationAsync();
        var served = await practice.Browser.Client.GetAsync(new Uri($"/justificatifs/{use.EvidenceDocumentId}", UriKind.Relative));

        Assert.Contains("facture détaillée.pdf", page.Html.QuerySelector("#i1 .doc")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(SampleFiles.Pdf(), await served.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", served.Content.Headers.ContentType!.ToString());
        Assert.Contains("filename*=UTF-8''facture%20d%C3%A9taill%C3%A9e.pdf", served.Content.Headers.GetValues("Content-Disposition").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", served.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("default-src 'none'; img-src", served.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        Practice.Succeed(await practice.SaveAsync(page, ("retirer", use.Id.ToString())));
        Assert.Equal(EvidenceUseState.Withdrawn, (await practice.StoredAsync()).Evidence.Single().State);
        Assert.Empty((await practice.DeclarationAsync()).Html.QuerySelectorAll(".doc"));
    }

    [Fact]
    public async Task Read_AnImage_IsSandboxed()
    {
        var practice = await Practice.OpenAsync(portal);
        Practice.Succeed(await practice.SendAsync(await practice.DeclarationAsync(), "photo.png", SampleFiles.Png()));
        var use = (await practice.StoredAsync()).Evidence.Single();

        var served = await practice.Browser.GetAsync($"/justificatifs/{use.EvidenceDocumentId}");

        Assert.EndsWith("; sandbox", served.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_SomebodyElsesDocument_IsNotFoundAndTakingItBackChangesNothing()
    {
        var owner = await Practice.OpenAsync(portal);
        await owner.FillAsync();
        var use = (await owner.StoredAsync()).Evidence.Single();
        var other = await Practice.OpenAsync(portal);

        var read = await other.Browser.GetAsync($"/justificatifs/{use.EvidenceDocumentId}");
        await other.SaveAsync(await other.DeclarationAsync(), ("retirer", use.Id.ToString()));

        Assert.Equal(HttpStatusCode.NotFound, read.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.SignInAsync(Roles.Admin)).GetAsync($"/justificatifs/{use.EvidenceDocumentId}")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await portal.Visit().GetAsync($"/justificatifs/{use.EvidenceDocumentId}")).Status);
        Assert.Equal(EvidenceUseState.Pending, (await owner.StoredAsync()).Evidence.Single().State);
    }

    [Fact]
    public async Task Send_OneDocumentForTwoProofs_ServesBoth()
    {
        var practice = await Practice.OpenAsync(portal, "medecin", 2025, "Médecine générale");
        var page = await practice.DeclarationAsync(2025);

        var answer = await practice.Browser.SendAsync(page, "#declaration", [("document.segur", "facture.pdf", SampleFiles.Pdf())], ("document.segur.aussi", "lap"));

        Practice.Succeed(answer);
        var uses = (await practice.StoredAsync()).Evidence;
        Assert.Equal(["lap", "segur"], uses.Select(use => use.ProofCode).Order());
        Assert.Single(uses.Select(use => use.EvidenceDocumentId).Distinct());
    }

    [Fact]
    public async Task Declaration_WithARefusedDocument_QuotesTheFundAndAsksForAnother()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowMeasuredAsync();
        await practice.FillAsync();
        Practice.Succeed(await practice.TransmitAsync());
        await practice.DecideAsync("La mention « DMP compatible » manque sur la facture.");

        var indicator = (await practice.DeclarationAsync()).Html.QuerySelector("#i1")!;

        Assert.Equal("Refusé", indicator.QuerySelector(".head .badge")!.TextContent);
        Assert.Contains("«\u00A0La mention “DMP compatible” manque sur la facture.\u00A0»", indicator.QuerySelector(".note")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("17 février 2026 à 14\u00A0h\u00A000 par la CPAM d’Exempleville", indicator.QuerySelector(".note")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(indicator.QuerySelector("[type=file]"));
    }

    [Fact]
    public async Task Send_SeveralFilesAtOnce_KeepsTheGoodOnesAndNamesTheOthers()
    {
        var practice = await Practice.OpenAsync(portal);

        var answer = await practice.Browser.SendAsync(await practice.DeclarationAsync(), "#declaration",
        [
            (Practice.DmpDocument, "facture.pdf", SampleFiles.Pdf()),
            (Practice.DmpDocument, "programme.pdf", SampleFiles.Exe()),
            (Practice.DmpDocument, "attestation.docx", SampleDocuments.Docx()),
            (Practice.DmpDocument, "macro.docx", SampleDocuments.DocxWithRenamedMacro()),
        ]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var error = answer.Html.QuerySelector("#document_dmp-software-erreur")!.TextContent;
        Assert.Contains("«\u00A0programme.pdf\u00A0»\u00A0: Ce fichier n’est pas", error, StringComparison.Ordinal);
        Assert.Contains("«\u00A0macro.docx\u00A0»\u00A0: Ce document contient une macro", error, StringComparison.Ordinal);
        Assert.Equal(["attestation.docx", "facture.pdf"], (await practice.StoredAsync()).Evidence.Select(use => use.Document.DisplayName).Order());
    }

    [Fact]
    public async Task Send_WhatSeemsToHoldAPatientsData_AsksFirstAndWorksWithoutAScript()
    {
        var practice = await Practice.OpenAsync(portal);
        const string name = "ordonnance 185057800608491.png";

        var held = await practice.SendAsync(await practice.DeclarationAsync(), name, SampleFiles.Png(), (Scenario.BusinessSoftware, "Éditeur Kiné 5"));
        var box = held.Html.QuerySelector("[name='document.dmp-software.confirme']")!;

        Assert.Equal(HttpStatusCode.BadRequest, held.Status);
        Assert.Contains("un numéro de sécurité sociale et des données médicales", held.Html.QuerySelector("#document_dmp-software-erreur")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("18505", held.Text, StringComparison.Ordinal);
        Assert.Equal("Éditeur Kiné 5", held.Html.GetElementsByName(Scenario.BusinessSoftware)[0].GetAttribute("value"));
        Assert.False(box.HasAttribute("checked"));
        Assert.Empty((await practice.StoredAsync()).Evidence);

        Practice.Succeed(await practice.SendAsync(held, name, SampleFiles.Png(), ("document.dmp-software.confirme", box.GetAttribute("value")!)));
        Assert.Equal("ordonnance •••.png", (await practice.StoredAsync()).Evidence.Single().Document.DisplayName);
    }

    [Fact]
    public async Task Documents_SentByAScript_AnswerTheListAndTheVersionToGoOnWith()
    {
        var practice = await Practice.OpenAsync(portal);
        var page = await practice.DeclarationAsync();

        var good = await SendByScriptAsync(practice, page, "facture.pdf", SampleFiles.Pdf());
        var bad = await SendByScriptAsync(practice, page, "facture.pdf", SampleFiles.Exe());

        Assert.Equal(HttpStatusCode.OK, good.Status);
        Assert.Contains("facture.pdf", good.Html.QuerySelector("[data-documents] .doc")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((await practice.StoredAsync()).DraftVersion.ToString(), good.Html.QuerySelector("[data-version]")!.GetAttribute("data-version"));
        Assert.Equal(HttpStatusCode.BadRequest, bad.Status);
        Assert.Contains("quel que soit son nom", bad.Html.QuerySelector("[data-problem]")!.TextContent, StringComparison.Ordinal);
        Assert.Single(bad.Html.QuerySelectorAll("[data-documents] .doc"));

        // Saved elsewhere meanwhile: the form must find out when it is saved, so it gets no version to hide it with.
        Practice.Succeed(await practice.SaveAsync(await practice.DeclarationAsync(), (Scenario.Mailbox, "mssante-organisational")));
        Assert.Equal("", (await SendByScriptAsync(practice, page, "photo.png", SampleFiles.Png())).Html.QuerySelector("[data-version]")!.GetAttribute("data-version"));
        Assert.Equal(2, (await practice.StoredAsync()).Evidence.Count);
    }

    [Fact]
    public async Task Documents_OfNobodyOrWithoutAFile_AreRefused()
    {
        var practice = await Practice.OpenAsync(portal);
        var page = await practice.DeclarationAsync();

        Assert.Equal("/declarations/2024", (await practice.Browser.GetAsync("/declarations/2024/documents")).Location);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendByScriptAsync(practice, page, null, [])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendByScriptAsync(practice, page, "facture.pdf", SampleFiles.Pdf(), exercise: 1999)).Status);
    }

    [Fact]
    public async Task Read_AnOfficeDocument_IsSavedAndNeverShown()
    {
        var practice = await Practice.OpenAsync(portal);
        Practice.Succeed(await practice.SendAsync(await practice.DeclarationAsync(), "attestation.odt", SampleDocuments.Odt()));
        var use = (await practice.StoredAsync()).Evidence.Single();

        using var served = await practice.Browser.Client.GetAsync(new Uri($"/justificatifs/{use.EvidenceDocumentId}", UriKind.Relative));

        Assert.StartsWith("attachment", served.Content.Headers.GetValues("Content-Disposition").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await practice.Browser.GetAsync($"/justificatifs/{use.EvidenceDocumentId}/page/1")).Status);
    }

    [FactWith("pdftotext", "pdftoppm")]
    public async Task Declaration_ShowsTheFirstPageAndWhatTheMachineRead()
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.FillAsync();

        var document = (await practice.DeclarationAsync()).Html.QuerySelector("#i1 .doc")!;
        var image = await practice.Browser.Client.GetAsync(new Uri(document.QuerySelector("img")!.GetAttribute("src")!, UriKind.Relative));

        Assert.Equal("image/png", image.Content.Headers.ContentType!.ToString());
        Assert.Contains("Lecture automatique", document.TextContent, StringComparison.Ordinal);
        Assert.Contains("seule la caisse décide", document.TextContent, StringComparison.Ordinal);
    }

    private static async Task<Answer> SendByScriptAsync(Practice practice, Answer page, string? name, byte[] content, int exercise = A.Exercise)
    {
        using var form = new MultipartFormDataContent();
        foreach (var field in new[] { "version", "__RequestVerificationToken" })
        {
            form.Add(new StringContent(page.Html.QuerySelector($"#declaration [name={field}]")!.GetAttribute("value")!), field);
        }

        if (name is not null)
        {
            form.Add(new ByteArrayContent(content), Practice.DmpDocument, name);
        }

        var response = await practice.Browser.Client.PostAsync(new Uri($"/declarations/{exercise}/documents", UriKind.Relative), form);
        return new Answer(response, new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync()));
    }
}
