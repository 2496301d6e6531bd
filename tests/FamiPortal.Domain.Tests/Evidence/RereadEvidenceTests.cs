using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Evidence;

/// <summary>The advice on a document is about the answers as they are now, for each of the two who read it.</summary>
public sealed class RereadEvidenceTests
{
    private const string OtherSoftware = "Quenotte 7";
    private static readonly byte[] Invoice = SampleDocuments.Docx("Facture du 12/03/2024, Maquette, Exemple Kiné 5, DMP compatible");
    private static readonly Answers Changed = Scenario.Complete.Replace([Scenario.BusinessSoftware], A.Answers((Scenario.BusinessSoftware, OtherSoftware)));

    [Theory, OnSqlite, OnSqlServer]
    public async Task Save_WhenTheSoftwareChangesAfterTheUpload_ReadsTheDocumentForTheNewOne(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        var attached = (await scenario.AttachAsync(draft, Invoice, "facture.docx")).Value;

        _ = (await scenario.SaveAsync(draft, Changed, attached.DraftVersion)).Value;

        var (use, _) = await StoredAsync(scenario);
        Assert.Equal(PrecheckResult.Missing, use.PrecheckResult);
        Assert.Equal(["le logiciel métier déclaré"], Missing(About(use, Changed)));
        Assert.Null(About(use, Scenario.Complete));
    }

    [Theory, OnSqlite]
    public async Task Autosave_WhenAnAnswerComesAfterTheUpload_LooksForItToo(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var opened = (await scenario.OpenAsync()).Value.Declaration;
        var attached = (await scenario.AttachAsync(opened, Invoice, "facture.docx")).Value;
        Assert.Equal(3, About((await StoredAsync(scenario)).Use, Answers.None)!.Items.Count);

        _ = (await scenario.Portal.RunAsync((AutosaveDraft save) => save.RunAsync(scenario.Iris, opened.Id, attached.DraftVersion, Scenario.Complete))).Value;

        var advice = About((await StoredAsync(scenario)).Use, Scenario.Complete)!;
        Assert.Equal((5, true), (advice.Items.Count, advice.IsAllFound));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Save_AfterTheTransmission_KeepsTheAdviceOfWhatTheFundJudges(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        var attached = (await scenario.AttachAsync(draft, Invoice, "facture.docx")).Value;
        _ = (await scenario.TransmitAsync(draft, attached.DraftVersion)).Value;

        var changed = (await scenario.SaveAsync(draft, Changed, attached.DraftVersion)).Value;

        var (use, sent) = await StoredAsync(scenario);
        Assert.Equal((PrecheckResult.AllFound, true), (use.PrecheckResult, About(use, sent)!.IsAllFound));
        Assert.Equal(["le logiciel métier déclaré"], Missing(About(use, Changed)));

        _ = (await scenario.TransmitAsync(changed)).Value;

        (use, sent) = await StoredAsync(scenario);
        Assert.Equal((PrecheckResult.Missing, false), (use.PrecheckResult, About(use, sent)!.IsAllFound));
    }

    [Theory, OnSqlite]
    public async Task Save_WhenTheDocumentCantBeReadAnyMore_GivesNoAdviceOfBefore(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        var attached = (await scenario.AttachAsync(draft, Invoice, "facture.docx")).Value;
        Directory.EnumerateFiles(scenario.Portal.EvidenceFolder, "*", SearchOption.AllDirectories).ToList().ForEach(File.Delete);

        var saved = await scenario.SaveAsync(draft, Changed, attached.DraftVersion);

        Assert.True(saved.IsDone);
        var (use, _) = await StoredAsync(scenario);
        Assert.Equal((PrecheckResult.Unreadable, false), (use.PrecheckResult, About(use, Changed)!.IsReadable));
    }

    [Theory, OnSqlite]
    public async Task Reuse_OfADocument_ReadsItForTheNewUseToo(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        var attached = (await scenario.AttachAsync(draft, Invoice, "facture.docx")).Value;
        _ = (await scenario.TransmitAsync(draft, attached.DraftVersion)).Value;
        _ = (await scenario.RefuseAsync(attached.Uses[0])).Value;

        var reused = (await scenario.Portal.RunAsync((ReuseEvidence reuse) => reuse.RunAsync(scenario.Iris, draft.Id, attached.Document.Id, Scenario.DmpProof))).Value;

        Assert.NotEqual(attached.Uses[0].Id, reused.Id);
        Assert.Equal(PrecheckResult.AllFound, reused.PrecheckResult);
    }

    private static IEnumerable<string> Missing(Precheck? advice) => advice!.Items.Where(item => !item.IsFound).Select(item => item.Label);

    private static Precheck? About(EvidenceUse use, Answers answers) => use.Precheck!.About(
        TestPortal.Catalogue.Find("masseur-kinesitherapeute/2024")!.Indicators.SelectMany(indicator => indicator.Proofs).Single(proof => proof.Code == use.ProofCode), answers);

    /// <summary>The one document as it is stored, and the answers that the fund was sent last.</summary>
    private static async Task<(EvidenceUse Use, Answers Sent)> StoredAsync(Scenario scenario)
    {
        await using var db = scenario.Portal.NewContext();
        var sent = await db.Set<Transmission>().AsNoTracking().OrderByDescending(transmission => transmission.Number).FirstOrDefaultAsync();
        return (await db.EvidenceUses.AsNoTracking().SingleAsync(), sent?.Answers ?? Answers.None);
    }
}
