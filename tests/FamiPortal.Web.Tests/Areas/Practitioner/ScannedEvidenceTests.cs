using System.Net;
using System.Text.Json;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using FamiPortal.Web.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Tests.PractitionerArea;

/// <summary>The portal with a scanner configured: down, up, and what each side sees meanwhile.</summary>
public sealed class ScannedEvidenceTests
{
    [Fact]
    public async Task Send_WhileTheScannerIsDown_IsKeptAndHiddenFromTheFund()
    {
        await using var portal = new ScannedPortal();
        var practice = await Practice.OpenAsync(portal);
        await practice.FillAsync();
        Practice.Succeed(await practice.TransmitAsync());
        var use = (await practice.StoredAsync()).Evidence.Single();
        var agent = await AgentAsync(portal, practice);

        Assert.Equal(ScanState.Pending, use.Document.ScanState);
        Assert.Contains("Analyse en cours", (await practice.DeclarationAsync()).Html.QuerySelector("#i1 .doc")!.TextContent, StringComparison.Ordinal);
        foreach (var address in new[] { $"/justificatifs/{use.EvidenceDocumentId}", $"/justificatifs/{use.EvidenceDocumentId}/page/1" })
        {
            var hidden = await agent.GetAsync(address);
            Assert.Equal(HttpStatusCode.Conflict, hidden.Status);
            Assert.Contains("L’analyse antivirus de ce document est en cours", hidden.Text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await practice.Browser.GetAsync($"/justificatifs/{use.EvidenceDocumentId}")).Status);
        using var ready = JsonDocument.Parse(await portal.Visit().Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
        Assert.Equal("Degraded", ready.RootElement.GetProperty("components").GetProperty("antivirus").GetProperty("status").GetString());
    }

    [FactWith("clamd")]
    public async Task Scan_OnceTheScannerIsBack_ShowsTheDocumentToTheFund()
    {
        await using var portal = new ScannedPortal();
        var practice = await Practice.OpenAsync(portal);
        await practice.FillAsync();
        Practice.Succeed(await practice.TransmitAsync());
        var use = (await practice.StoredAsync()).Evidence.Single();
        await using var clamd = await Clamd.StartAsync(portal.Port);

        await portal.Services.GetServices<IHostedService>().OfType<EvidenceScanning>().Single().RunOnceAsync(default);

        Assert.Equal(ScanState.Clean, (await practice.StoredAsync()).Evidence.Single().Document.ScanState);
        Assert.Equal(HttpStatusCode.OK, (await (await AgentAsync(portal, practice)).GetAsync($"/justificatifs/{use.EvidenceDocumentId}")).Status);
        using var ready = JsonDocument.Parse(await portal.Visit().Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
        Assert.Equal("Healthy", ready.RootElement.GetProperty("components").GetProperty("antivirus").GetProperty("status").GetString());
    }

    [FactWith("clamd")]
    public async Task Send_AnInfectedFile_IsBlockedForEverybodyAndItsOwnerToldToReplaceIt()
    {
        await using var portal = new ScannedPortal();
        await using var clamd = await Clamd.StartAsync(portal.Port);
        var practice = await Practice.OpenAsync(portal);

        var answer = await practice.SendAsync(await practice.DeclarationAsync(), "facture.pdf", Clamd.InfectedPdf(), [.. Practice.Complete]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("contient un virus (Essai.Eicar.UNOFFICIAL)", answer.Html.QuerySelector("#document_dmp-software-erreur")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Retirez ce document et déposez-en un autre", answer.Html.QuerySelector("#i1 .doc")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(answer.Html.QuerySelectorAll("#i1 .doc a"));
        var use = (await practice.StoredAsync()).Evidence.Single();
        Assert.Equal(HttpStatusCode.Conflict, (await practice.Browser.GetAsync($"/justificatifs/{use.EvidenceDocumentId}")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await practice.Browser.GetAsync($"/justificatifs/{use.EvidenceDocumentId}/page/1")).Status);
        Assert.Equal(1, await portal.WithDbAsync(db => db.AuditEvents.CountAsync(happened => happened.Kind == "EvidenceInfected")));

        // It proves nothing: it is not transmitted with the rest.
        await practice.TransmitAsync();
        Assert.False((await practice.StoredAsync()).Evidence.Single().IsTransmitted);
    }

    [FactWith("clamd")]
    public async Task Contest_WithAnInfectedFile_IsRefusedBesideItsField_AndKeepsTheExplanationButNoFile()
    {
        await using var portal = new ScannedPortal();
        await using var clamd = await Clamd.StartAsync(portal.Port);
        var practice = await ContestingAsync(portal);

        var answer = await ContestAsync(practice, Clamd.InfectedPdf());

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("virus (Essai.Eicar.UNOFFICIAL)", answer.Html.QuerySelector("#Form_Document-erreur")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Explanation, answer.Html.QuerySelector("textarea")!.TextContent);
        Assert.Equal((0, 0), await portal.WithDbAsync(async db => (await db.Contests.CountAsync(), await db.EvidenceDocuments.CountAsync())));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(portal.DataFolder, "justificatifs"), "*", SearchOption.AllDirectories));

        Practice.Succeed(await ContestAsync(practice, SampleFiles.Pdf()));
        Assert.Equal(ScanState.Clean, (await portal.WithDbAsync(db => db.EvidenceDocuments.SingleAsync())).ScanState);
    }

    [FactWith("clamd")]
    public async Task Contest_WithAFileFoundInfectedLater_IsBlockedForBothSides_AndItsOwnerToldSo()
    {
        await using var portal = new ScannedPortal();
        var practice = await ContestingAsync(portal);
        Practice.Succeed(await ContestAsync(practice, Clamd.InfectedPdf()));
        var waiting = await practice.Browser.GetAsync("/contestations/2024");
        await using var clamd = await Clamd.StartAsync(portal.Port);

        await portal.Services.GetServices<IHostedService>().OfType<EvidenceScanning>().Single().RunOnceAsync(default);
        var blocked = await practice.Browser.GetAsync("/contestations/2024");
        var agent = await AgentAsync(portal, practice);
        var contest = await portal.WithDbAsync(db => db.Contests.Include(any => any.Document).SingleAsync());

        Assert.Contains("Analyse antivirus en cours", waiting.Text, StringComparison.Ordinal);
        Assert.Contains("L’antivirus a trouvé « Essai.Eicar.UNOFFICIAL » dans « releve.pdf »", blocked.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Empty(blocked.Html.QuerySelectorAll("main a[href^='/justificatifs/']"));
        Assert.Equal(HttpStatusCode.Conflict, (await practice.Browser.GetAsync($"/justificatifs/{contest.Document!.Id}")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await agent.GetAsync($"/justificatifs/{contest.Document.Id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await agent.GetAsync("/agent/contestations")).Status);
        Assert.True(contest.IsOpen);
    }

    [FactWith("clamd")]
    public async Task ADocumentAddedToAContest_WithAVirus_IsRefusedBesideItsField_AndIsNotKept()
    {
        await using var portal = new ScannedPortal();
        await using var clamd = await Clamd.StartAsync(portal.Port);
        var practice = await ContestingAsync(portal);
        Practice.Succeed(await ContestAsync(practice, SampleFiles.Pdf()));
        var list = await practice.Browser.GetAsync("/contestations/2024");
        var name = list.Html.QuerySelector("main form[enctype] [type=file]")!.GetAttribute("name")!;

        var refused = await practice.Browser.SendAsync(list, "main form[enctype]", [(name, "autre.pdf", Clamd.InfectedPdf())]);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("virus (Essai.Eicar.UNOFFICIAL)", refused.Html.QuerySelector($"#{name}-erreur")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await portal.WithDbAsync(db => db.EvidenceDocuments.CountAsync()));
    }

    private const string Explanation = "Des flux ont été transmis toute l’année.";

    private static async Task<Practice> ContestingAsync(Portal portal)
    {
        var practice = await Practice.OpenAsync(portal);
        await practice.KnowAsync(("scor", """{"flows":0}"""));
        return practice;
    }

    private static async Task<Answer> ContestAsync(Practice practice, byte[] content) => await practice.Browser.SendAsync(
        await practice.Browser.GetAsync("/declarations/2024/contester?fait=scor"), "main form[enctype]",
        [("Form.Document", "releve.pdf", content)], ("Form.Explanation", Explanation));

    private static async Task<Browser> AgentAsync(Portal portal, Practice practice)
    {
        var account = await portal.AddAccountAsync(Roles.Agent, "Dominique Modèle");
        await portal.WithDbAsync(async db =>
        {
            (await db.Users.SingleAsync(user => user.Id == account.Id)).FundId = practice.Practitioner.FundId;
            return await db.SaveChangesAsync();
        });
        var browser = portal.Visit();
        await browser.SignInAsync(account.Email!, Portal.Password);
        return browser;
    }

    /// <summary>A scanner is configured; whether it runs is the test's business.</summary>
    private sealed class ScannedPortal : Portal
    {
        public int Port { get; } = Clamd.FreePort();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("ClamAv:Host", "127.0.0.1");
            builder.UseSetting("ClamAv:Port", $"{Port}");
        }
    }
}
