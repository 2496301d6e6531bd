using FamiPortal.Domain.Demonstration;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Evidence;

public sealed class PreviewEvidenceTests
{
    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    [FactWith("pdftotext", "pdftoppm")]
    public async Task Preview_OfAPdf_IsDrawnOnceAndKeptBesideTheFile()
    {
        await using var scenario = await Scenario.StartAsync();
        var (_, use) = await scenario.TransmittedAsync();

        var first = await BytesAsync(scenario, scenario.Agent, use, 1);
        var kept = Assert.Single(Directory.EnumerateFiles(scenario.Portal.EvidenceFolder, "*.p1.png", SearchOption.AllDirectories));
        File.WriteAllBytes(kept, PngSignature);
        var second = await BytesAsync(scenario, scenario.Iris, use, 1);

        Assert.Equal(PngSignature, first[..4]);
        Assert.True(first.Length > 1000);
        Assert.Equal(PngSignature, second);
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(1, await db.AuditEvents.CountAsync(happened => happened.Kind == "EvidenceViewed"));
    }

    [FactWith("pdftotext", "pdftoppm")]
    public async Task Preview_OfSomebodyElsesOrOfAPageThatIsNotThere_IsNotFound()
    {
        await using var scenario = await Scenario.StartAsync();
        var (_, use) = await scenario.TransmittedAsync();

        foreach (var (actor, page) in new[] { (scenario.Basile, 1), (scenario.OtherAgent, 1), (scenario.Admin, 1), (scenario.Iris, 0), (scenario.Iris, 2), (scenario.Iris, int.MaxValue) })
        {
            Assert.True(Assert.Single((await RunAsync(scenario, actor, use, page)).Problems).IsNotFound);
        }
    }

    [Fact]
    public async Task Preview_OfAPhoto_IsThePhotoAndOneLookInTheHistoryHoweverManyPages()
    {
        await using var scenario = await Scenario.StartAsync();
        var draft = await scenario.DraftAsync();
        var attached = (await scenario.AttachAsync(draft, SampleFiles.Png(), "photo.png")).Value;
        await scenario.TransmitAsync(draft, attached.DraftVersion);

        Assert.Equal(SampleFiles.Png(), await BytesAsync(scenario, scenario.Agent, attached.Uses[0], 1));
        await BytesAsync(scenario, scenario.Agent, attached.Uses[0], 1);
        scenario.Portal.Clock.Set(scenario.Portal.Clock.GetUtcNow().UtcDateTime.AddHours(1));
        await BytesAsync(scenario, scenario.Agent, attached.Uses[0], 1);

        await using var db = scenario.Portal.NewContext();
        Assert.Equal(2, await db.AuditEvents.CountAsync(happened => happened.Kind == "EvidenceViewed"));
    }

    [FactWith("pdftotext", "pdftoppm")]
    public async Task Delete_TakesThePreviewsAlong_AndTheSweepThoseOfOrphans()
    {
        await using var scenario = await Scenario.StartAsync();
        var (_, use) = await scenario.TransmittedAsync();
        await BytesAsync(scenario, scenario.Iris, use, 1);
        await using var scope = scenario.Portal.NewScope();
        var files = (IEvidenceFiles)scope.ServiceProvider.GetService(typeof(IEvidenceFiles))!;

        Assert.Equal(0, await files.SweepAsync(name => Task.FromResult(name == use.Document.StorageName), TimeSpan.FromHours(-1), default));
        Assert.Equal(2, Directory.GetFiles(scenario.Portal.EvidenceFolder, "*", SearchOption.AllDirectories).Length);
        Assert.Equal(2, await files.SweepAsync(_ => Task.FromResult(false), TimeSpan.FromHours(-1), default));
        Assert.Empty(Directory.GetFiles(scenario.Portal.EvidenceFolder, "*", SearchOption.AllDirectories));
    }

    [FactWith("pdftotext")]
    public async Task Reading_CountsThePages()
    {
        using var pdf = new MemoryStream(PlainPdf.Page("Une page"));

        Assert.Equal(1, (await new EvidenceReader(new EvidenceTools()).ReadAsync(pdf, EvidenceFormat.Pdf, default)).PageCount);
    }

    [Fact]
    public async Task Reading_WithoutPoppler_KnowsNothing()
    {
        using var pdf = new MemoryStream(SampleFiles.Pdf());

        var reading = await new EvidenceReader(new EvidenceTools { PdfText = new ExternalTool("un-programme-absent") }).ReadAsync(pdf, EvidenceFormat.Pdf, default);

        Assert.Equal(EvidenceReading.None, reading);
    }

    private static Task<Outcome<EvidencePage>> RunAsync(Scenario scenario, Actor actor, EvidenceUse use, int page) =>
        scenario.Portal.RunAsync((PreviewEvidence useCase) => useCase.RunAsync(actor, use.EvidenceDocumentId, page));

    private static async Task<byte[]> BytesAsync(Scenario scenario, Actor actor, EvidenceUse use, int page)
    {
        await using var content = (await RunAsync(scenario, actor, use, page)).Value.Content;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return copy.ToArray();
    }
}
