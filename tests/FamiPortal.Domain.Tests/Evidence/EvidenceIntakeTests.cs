using FamiPortal.Domain.Contests;
using FamiPortal.Domain.Controls;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Demonstration;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.OnBehalf;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Evidence;

/// <summary>Whoever sends a file and for whatever, it is read, checked and held back in the same way.</summary>
public sealed class EvidenceIntakeTests
{
    private static readonly byte[] WithNir = SampleDocuments.Docx("Assuré 1 85 05 78 006 084 91, facture du 12/03/2024, Maquette, Exemple Kiné 5, DMP compatible");

    [Theory, OnSqlite, OnSqlServer]
    public async Task Complement_IsHeldBackThenReadLikeAnyDocument(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();
        var answerBy = ParisTime.DateOf(scenario.Portal.Clock.UtcNow).AddDays(15);
        _ = (await scenario.Portal.RunAsync((AskForComplement ask) => ask.RunAsync(scenario.Agent, use.Id, "Envoyez la facture entière.", answerBy))).Value;

        var held = Assert.IsType<ConfirmationNeeded>(Assert.Single((await AnswerAsync()).Problems));
        Assert.Equal(1, await CountAsync(scenario, held.Sha256, 0));
        var added = (await AnswerAsync(held.Sha256)).Value;

        Assert.Equal((PrecheckResult.AllFound, SensitiveFindings.Nir), (added.PrecheckResult, added.Document.Confirmed));

        async Task<Outcome<EvidenceUse>> AnswerAsync(params string[] confirmed)
        {
            using var content = new MemoryStream(WithNir);
            return await scenario.Portal.RunAsync((AnswerComplement answer) => answer.RunAsync(scenario.Iris, use.Id, "suite.docx", content, confirmed));
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Scan_EnteredByTheFund_IsHeldBackThenReadLikeAnyDocument(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var entry = new PaperEntry(
            scenario.Practitioner.Id, scenario.Campaign.Id, "dmp-software",
            A.Answers((Scenario.BusinessSoftware, "Exemple Kiné 5"), (Scenario.DmpSoftware, "Exemple Kiné 5")), LetterChannel.Post, "courrier.docx", [Scenario.DmpProof]);

        var held = Assert.Single((await EnterAsync(entry)).Problems);
        Assert.Equal("scan", held.Field);
        Assert.Equal(1, await CountAsync(scenario, Assert.IsType<ConfirmationNeeded>(held).Sha256, 0));
        var entered = await EnterAsync(entry with { ConfirmedSha256 = [((ConfirmationNeeded)held).Sha256] });

        Assert.True(entered.IsDone, string.Join(' ', entered.Problems.Select(problem => problem.Message)));
        await using var db = scenario.Portal.NewContext();
        var use = await db.EvidenceUses.Include(any => any.Document).SingleAsync();
        Assert.Equal((PrecheckResult.AllFound, SensitiveFindings.Nir), (use.PrecheckResult, use.Document.Confirmed));

        async Task<Outcome<Transmission>> EnterAsync(PaperEntry typed)
        {
            using var content = new MemoryStream(WithNir);
            return await scenario.Portal.RunAsync((EnterOnBehalf enter) => enter.RunAsync(scenario.Agent, typed, content));
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Contest_Document_IsHeldBackThenKeptLikeAnyDocument(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowAsync(("scor", """{"flows":0}"""));

        var held = Assert.IsType<ConfirmationNeeded>(Assert.Single((await SubmitAsync()).Problems));
        Assert.Equal(("Document", 1), (held.Field, await CountAsync(scenario, held.Sha256, 0)));
        Assert.Empty(Directory.EnumerateFiles(scenario.Portal.EvidenceFolder, "*", SearchOption.AllDirectories));
        var contest = (await SubmitAsync(held.Sha256)).Value;

        await using var db = scenario.Portal.NewContext();
        var document = await db.EvidenceDocuments.SingleAsync();
        Assert.Equal((contest.EvidenceDocumentId, SensitiveFindings.Nir), (document.Id, document.Confirmed));

        async Task<Outcome<Contest>> SubmitAsync(params string[] confirmed)
        {
            using var content = new MemoryStream(WithNir);
            return await scenario.Portal.RunAsync((SubmitContest submit) => submit.RunAsync(
                scenario.Iris, scenario.Campaign.Id, "scor", "Des flux ont été transmis toute l’année.", new SubmittedDocument("releve.docx", content) { ConfirmedSha256 = confirmed }));
        }
    }

    [FactWith("pdftotext")]
    public async Task Control_Documents_AreHeldBackAndTheirPagesCounted()
    {
        await using var paid = await PaidScenario.StartAsync();
        var control = await paid.IrisControlAsync();
        var content = PlainPdf.Page("Assuré 1 85 05 78 006 084 91");

        var held = Assert.IsType<ConfirmationNeeded>(Assert.Single((await paid.GiveAsync(control, PaidScenario.Coordination, content: content)).Problems));
        using var again = new MemoryStream(content);
        var given = (await paid.Portal.RunAsync((AnswerControl answer) => answer.GiveAsync(
            paid.Scenario.Iris, control.Id, PaidScenario.Coordination, "convention.pdf", again, [held.Sha256]))).Value;

        Assert.Equal((1, SensitiveFindings.Nir), (given.Document.PageCount, given.Document.Confirmed));
        Assert.Equal(1, await CountAsync(paid.Scenario, held.Sha256, 1));
    }

    /// <summary>How often it was held back; and it is stored that many times.</summary>
    private static async Task<int> CountAsync(Scenario scenario, string sha256, int stored)
    {
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(stored, await db.EvidenceDocuments.CountAsync(document => document.Sha256 == sha256));
        return await db.AuditEvents.CountAsync(happened => happened.Kind == "EvidenceHeldBack");
    }
}
