using System.Net;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;

namespace FamiPortal.Web.Tests.PractitionerArea;

public sealed class EvidenceTests(Portal portal) : IClassFixture<Portal>
{
    public static TheoryData<string, byte[], string> RefusedFiles() => new()
    {
        { "facture.pdf", [.. SampleFiles.Pdf(), .. new byte[(10 * 1024 * 1024) + 1 - SampleFiles.Pdf().Length]], "dépasse 10\u00A0Mo" },
        { "enorme.pdf", new byte[25 * 1024 * 1024], "dépasse 10\u00A0Mo" },
        { "facture.pdf", SampleFiles.Exe(), "quel que soit son nom" },
        { "facture.pdf", [], "vide (0\u00A0octet)" },
        { "facture.pdf", SampleFiles.Png(), "Renommez-le" },
    };

    [Theory]
    [MemberData(nameof(RefusedFiles))]
    public async Task Send_AFileThatCantBeEvidence_SaysWhyBesideTheFieldAndKeepsTheAnswers(string name, byte[] content, string why)
    {
        var practice = await Practice.OpenAsync(portal);

        var answer = await practice.SendAsync(await practice.DeclarationAsync(), name, content, (Scenario.BusinessSoftware, "Éditeur Kiné 5"));

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
        Assert.Contains("« La mention « DMP compatible » manque sur la facture. »", indicator.QuerySelector(".note")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("17 février 2026 à 14\u00A0h\u00A000 par la CPAM d’Exempleville", indicator.QuerySelector(".note")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(indicator.QuerySelector("[type=file]"));
    }
}
