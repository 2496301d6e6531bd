using FamiPortal.Domain.Demonstration;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Evidence;

/// <summary>What is read on a document when it is received: pages, advice, what must not be sent.</summary>
public sealed class PrecheckTests
{
    private static readonly string[] Looked = ["le logiciel métier déclaré", "le logiciel déclaré pour le DMP", "une date", "votre nom", "la mention « DMP compatible »"];

    [FactWith("pdftotext")]
    public async Task Attach_WhenThePdfShowsEverything_SaysSo()
    {
        await using var scenario = await Scenario.StartAsync();
        var draft = await scenario.DraftAsync();

        var attached = (await scenario.AttachAsync(draft, PlainPdf.Page(
            "Facture du 12 mars 2024", "Iris MAQUETTE", "Logiciel EXEMPLE-KINÉ version 5.2", "Ce logiciel est DMP-compatible"))).Value;

        var precheck = await StoredAsync(scenario, attached);
        Assert.Equal(Looked, precheck.Items.Select(item => item.Label.Replace('\u00A0', ' ')));
        Assert.True(precheck.IsAllFound, string.Join(", ", precheck.Items));
        Assert.Equal(1, attached.Document.PageCount);
        Assert.Equal(1, attached.Document.PreviewPages);
    }

    [FactWith("pdftotext")]
    public async Task Attach_WhenThePdfLacksSomething_NamesItAndIsStillReceived()
    {
        await using var scenario = await Scenario.StartAsync();
        var draft = await scenario.DraftAsync();

        var attached = (await scenario.AttachAsync(draft, PlainPdf.Page("Facture d’un autre logiciel", "Au nom de Basile Prototype"))).Value;

        var precheck = await StoredAsync(scenario, attached);
        Assert.True(precheck.IsReadable);
        Assert.All(precheck.Items, item => Assert.False(item.IsFound, item.Label));
        Assert.Equal(5, precheck.Items.Count);
    }

    [Fact]
    public async Task Attach_WhenThereIsNoTextToRead_SaysThatItCouldNotBeRead()
    {
        await using var scenario = await Scenario.StartAsync();
        var draft = await scenario.DraftAsync();

        var attached = (await scenario.AttachAsync(draft, SampleFiles.Png(), "photo.png")).Value;

        Assert.False((await StoredAsync(scenario, attached)).IsReadable);
        Assert.Equal((null, 1), (attached.Document.PageCount, attached.Document.PreviewPages));
    }

    [Theory]
    [InlineData("docx")]
    [InlineData("odt")]
    [InlineData("doc")]
    [InlineData("zip")]
    public async Task Attach_WhenTheTextIsInAnotherFormat_IsReadToo(string extension)
    {
        const string text = "Facture du 12/03/2024, Maquette, Exemple Kiné 5, DMP compatible";
        await using var scenario = await Scenario.StartAsync();
        var draft = await scenario.DraftAsync();
        var content = extension switch
        {
            "docx" => SampleDocuments.Docx(text),
            "odt" => SampleDocuments.Odt(text),
            "doc" => SampleDocuments.Doc(text),
            _ => SampleDocuments.Zip(("a.docx", SampleDocuments.Docx(text))),
        };

        var attached = (await scenario.AttachAsync(draft, content, $"facture.{extension}")).Value;

        var precheck = await StoredAsync(scenario, attached);
        Assert.True(precheck.IsAllFound, string.Join(", ", precheck.Items));
    }

    [FactWith("pdftotext")]
    public async Task Attach_WhenItSeemsToHoldANir_KeepsNothingUntilTheOwnerConfirmsThatVeryFile()
    {
        await using var scenario = await Scenario.StartAsync();
        var draft = await scenario.DraftAsync();
        var content = PlainPdf.Page("Assuré 1 85 05 78 006 084 91");

        var held = Assert.IsType<ConfirmationNeeded>(Assert.Single((await scenario.AttachAsync(draft, content)).Problems));

        Assert.Equal(SensitiveFindings.Nir, held.Findings);
        Assert.DoesNotContain("006", held.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(scenario.Portal.EvidenceFolder, "*", SearchOption.AllDirectories));
        Assert.IsType<ConfirmationNeeded>(Assert.Single((await AttachConfirmedAsync(scenario, draft, PlainPdf.Page("Autre, 1 85 05 78 006 084 91"), held.Sha256)).Problems));

        var attached = (await AttachConfirmedAsync(scenario, draft, content, held.Sha256)).Value;

        Assert.Equal(SensitiveFindings.Nir, attached.Document.Confirmed);
        await using var db = scenario.Portal.NewContext();
        var events = await db.AuditEvents.Where(happened => happened.Kind == "EvidenceHeldBack" || happened.Kind == "EvidenceAttached").ToListAsync();
        Assert.Equal(3, events.Count);
        Assert.All(events, happened => Assert.Contains("Nir", happened.DetailsJson, StringComparison.Ordinal));
        Assert.All(events, happened => Assert.DoesNotContain("006", happened.DetailsJson.Replace(attached.Document.Sha256, "", StringComparison.Ordinal).Replace(draft.Id.ToString(), "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Attach_WhenTheNameHoldsANir_IsShownWithoutItOnceConfirmed()
    {
        await using var scenario = await Scenario.StartAsync();
        var draft = await scenario.DraftAsync();
        const string name = "carte 185057800608491.png";

        var held = Assert.IsType<ConfirmationNeeded>(Assert.Single((await scenario.AttachAsync(draft, SampleFiles.Png(), name)).Problems));
        var attached = (await AttachConfirmedAsync(scenario, draft, SampleFiles.Png(), held.Sha256, name)).Value;

        Assert.Equal("carte •••.png", attached.Document.DisplayName);
    }

    private static async Task<Outcome<AttachedEvidence>> AttachConfirmedAsync(
        Scenario scenario, Domain.Declarations.Declaration draft, byte[] content, string sha256, string name = "facture.pdf")
    {
        using var stream = new MemoryStream(content);
        return await scenario.Portal.RunAsync((AttachEvidence useCase) => useCase.RunAsync(scenario.Iris, draft.Id, name, stream, [Scenario.DmpProof], [sha256]));
    }

    private static async Task<Precheck> StoredAsync(Scenario scenario, AttachedEvidence attached)
    {
        await using var db = scenario.Portal.NewContext();
        return (await db.EvidenceUses.AsNoTracking().SingleAsync(use => use.Id == attached.Uses[0].Id)).Precheck!;
    }
}
