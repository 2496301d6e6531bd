using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Mail;
using FamiPortal.Domain.OnBehalf;
using FamiPortal.Domain.PractitionerFile;
using FamiPortal.Domain.Settlement;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.OnBehalf;

public sealed class OnBehalfTests
{
    private const string Doctor = "medecin";
    private static readonly Answers Msp = A.Answers((Scenario.Coordination, "msp"));

    [Theory, OnSqlite, OnSqlServer]
    public async Task Enter_ForSomebodyWhoNeverStarted_MakesATransmissionMarkedAsTheFunds(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        var entered = (await EnterAsync(scenario, Msp)).Value;

        var opened = (await scenario.OpenAsync()).Value;
        Assert.Equal(("msp", 1), (opened.Declaration.LastTransmission!.Answers.ValueOf(Scenario.Coordination), entered.Number));
        var mark = Assert.Single(opened.Declaration.LastTransmission.FundEntries);
        Assert.Equal(("coordinated-care", "Dominique Modèle", LetterChannel.Post), (mark.IndicatorCode, mark.AgentName, mark.Channel));
        Assert.False(opened.Declaration.HasUntransmittedChanges);
        var known = opened.Estimate["coordinated-care"].Explanation!.Flatten().SelectMany(node => node.Known).First(value => value.Path == Scenario.Coordination);
        Assert.Equal("Saisie caisse, CPAM d’Exempleville", known.Source);
        var scan = Assert.Single(opened.Declaration.Evidence);
        Assert.Equal((EvidenceUse.LetterCode, EvidenceUseState.Accepted), (scan.ProofCode, scan.State));
        await using var db = scenario.Portal.NewContext();
        Assert.Equal("Dominique Modèle", (await db.AuditEvents.SingleAsync(happened => happened.Kind == AuditKinds.EnteredOnBehalf)).ActorName);
    }

    [Theory, OnSqlite]
    public async Task Enter_TellsThePractitionerByMail_OnceForEachVersion_AndNothingSensitive(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        _ = (await EnterAsync(scenario, Msp)).Value;
        Assert.False((await EnterAsync(scenario, Msp)).IsDone); // nothing changed: nothing to tell

        var mail = Assert.Single(await MailsAsync(scenario));

        Assert.Equal((scenario.Practitioner.Email, "/declarations/2024"), (mail.Recipient, mail.Path));
        foreach (var secret in new[] { "MSP", "coordonn", "€", scenario.Practitioner.LastName, scenario.Practitioner.Rpps.Value, "Dominique" })
        {
            Assert.DoesNotContain(secret, mail.Subject + mail.Text, StringComparison.OrdinalIgnoreCase);
        }

        _ = (await EnterAsync(scenario, A.Answers((Scenario.Coordination, "cpts")))).Value;
        Assert.Equal(2, (await MailsAsync(scenario)).Count);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Enter_AfterTheClosing_ReplacesThatIndicatorOnly_UntilTheSettlement(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, _) = await scenario.TransmittedAsync();
        await scenario.Portal.RunAsync((CloseCampaign useCase) => useCase.RunAsync(scenario.Admin, scenario.Campaign.Id));

        var entered = (await EnterAsync(scenario, Msp)).Value;

        Assert.Equal((2, "msp", "Exemple Kiné 5"), (entered.Number, entered.Answers.ValueOf(Scenario.Coordination), entered.Answers.ValueOf(Scenario.BusinessSoftware)));
        await scenario.Portal.RunAsync((SettleCampaign useCase) => useCase.RunAsync(scenario.Admin, scenario.Campaign.Id));
        Assert.Equal("on-behalf-too-late", Assert.Single((await EnterAsync(scenario, A.Answers((Scenario.Coordination, "cpts")))).Problems).Code);
        Assert.Equal(declaration.Id, entered.DeclarationId);
    }

    [Theory, OnSqlite]
    public async Task Enter_WhileThePractitionerHasADraft_LeavesTheRestOfItUntransmitted(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();

        var entered = (await EnterAsync(scenario, Msp)).Value;

        Assert.False(entered.Answers.Has(Scenario.BusinessSoftware));
        var seen = (await scenario.OpenAsync()).Value.Declaration;
        Assert.True(seen.HasUntransmittedChanges);
        Assert.Equal(("msp", "Exemple Kiné 5"), (seen.Answers.ValueOf(Scenario.Coordination), seen.Answers.ValueOf(Scenario.BusinessSoftware)));
        var transmitted = (await scenario.TransmitAsync(draft, seen.DraftVersion)).Value;
        Assert.Single(transmitted.FundEntries);
    }

    [Theory, OnSqlite]
    public async Task Transmit_AfterCorrectingWhatTheFundEntered_IsNoLongerMarked(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await EnterAsync(scenario, Msp);
        var opened = (await scenario.OpenAsync()).Value.Declaration;
        var corrected = (await scenario.SaveAsync(opened, A.Answers((Scenario.Coordination, "cpts")))).Value;

        var transmitted = (await scenario.TransmitAsync(corrected)).Value;

        Assert.Empty(transmitted.FundEntries);
    }

    [Theory, OnSqlite]
    public async Task Enter_WithTheProofInTheScan_WaitsForADecision(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        await EnterAsync(
            scenario, A.Answers((Scenario.BusinessSoftware, "Exemple Kiné 5"), (Scenario.DmpSoftware, "Exemple Kiné 5")), "dmp-software", proofs: [Scenario.DmpProof]);

        var use = Assert.Single((await scenario.OpenAsync()).Value.Declaration.Evidence);
        Assert.True(use.IsWaitingForFund);
        Assert.True((await scenario.AcceptAsync(use)).IsDone);
    }

    [Theory, OnSqlite]
    public async Task Enter_WithoutWhatItNeeds_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        Assert.Equal("on-behalf-scan-missing", Assert.Single((await EnterAsync(scenario, Msp, hasScan: false)).Problems).Code);
        Assert.Equal("on-behalf-empty", Assert.Single((await EnterAsync(scenario, Answers.None)).Problems).Code);
        Assert.True(Assert.Single((await EnterAsync(scenario, Msp, "inconnu")).Problems).IsNotFound);
        Assert.Equal("not-a-choice", Assert.Single((await EnterAsync(scenario, A.Answers((Scenario.Coordination, "ailleurs")))).Problems).Code);
        foreach (var actor in new[] { scenario.OtherAgent, scenario.Iris, scenario.Admin })
        {
            Assert.True(Assert.Single((await EnterAsync(scenario, Msp, actor: actor)).Problems).IsNotFound);
        }

        await using var db = scenario.Portal.NewContext();
        Assert.Equal(0, await db.Declarations.CountAsync());
        Assert.Empty(Directory.GetFiles(scenario.Portal.EvidenceFolder, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [OnSqlite("2026-01-31", true)]
    [OnSqlServer("2026-01-31", true)]
    [OnSqlite("2026-02-01", false)]
    public async Task EnterFundFact_UpToTheDayOfTheRuleFile_AchievesTheIndicator(DatabaseProvider provider, string day, bool isDone)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var doctor = A.Practitioner().Of(Doctor).In(scenario.Fund).Build();
        var campaign = A.Campaign().Of(Doctor).For(2025).Between(new DateOnly(2026, 1, 5), new DateOnly(2026, 3, 2)).Build();
        await scenario.Portal.SaveAsync(doctor, campaign);
        scenario.Portal.Clock.Set(ParisTime.ToUtc(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), new TimeOnly(23, 59)));
        var view = (await scenario.Portal.RunAsync((OnBehalfOptions query) => query.RunAsync(scenario.Agent, doctor.Id, campaign.Id))).Value;
        var fact = Assert.Single(view.FundFacts);
        Assert.Equal(new DateOnly(2026, 1, 31), fact.Limit);

        var entered = await FactAsync(scenario, scenario.Agent, doctor.Id, campaign.Id, fact.Path);

        Assert.Equal(isDone, entered.IsDone);
        Assert.Equal(isDone ? ["/declarations/2025"] : [], (await MailsAsync(scenario)).Select(mail => mail.Path));
        Assert.Equal(isDone ? "on-behalf-already-entered" : "on-behalf-after-deadline",
            Assert.Single((await FactAsync(scenario, scenario.Agent, doctor.Id, campaign.Id, fact.Path)).Problems).Code);
        Assert.Equal(isDone ? 1 : 0, (await MailsAsync(scenario)).Count);
        Assert.True(Assert.Single((await FactAsync(scenario, scenario.OtherAgent, doctor.Id, campaign.Id, fact.Path)).Problems).IsNotFound);
        var opened = (await scenario.OpenAsync(new Actor(Guid.NewGuid(), "Médecin", Domain.Accounts.Roles.Practitioner, PractitionerId: doctor.Id), campaign.Exercise)).Value;
        Assert.Equal(isDone ? Rules.Verdict.Achieved : Rules.Verdict.NotAchieved, opened.Estimate[fact.Indicator.Code].Verdict);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task File_ShowsTheFundItsPractitionerOnly(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();
        scenario.Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await scenario.RefuseAsync(use);

        var file = (await FileAsync(scenario, scenario.Agent)).Value;

        Assert.Equal("Iris Maquette", file.Practitioner.DisplayName);
        Assert.Equal(EvidenceUseState.Rejected, Assert.Single(Assert.Single(file.Exercises).Declaration!.Evidence).State);
        Assert.Equal(AuditKinds.EvidenceRefused, file.History[0].Kind);
        Assert.DoesNotContain(AuditKinds.DraftSaved, file.History.Select(happened => happened.Kind));
        foreach (var actor in new[] { scenario.OtherAgent, scenario.Iris, scenario.Admin })
        {
            Assert.True(Assert.Single((await FileAsync(scenario, actor)).Problems).IsNotFound);
        }
    }

    private static async Task<IReadOnlyList<OutgoingMail>> MailsAsync(Scenario scenario)
    {
        await using var db = scenario.Portal.NewContext();
        return await db.OutgoingMails.AsNoTracking().ToListAsync();
    }

    private static Task<Outcome<PractitionerFileView>> FileAsync(Scenario scenario, Actor actor) =>
        scenario.Portal.RunAsync((PractitionerFileQuery query) => query.RunAsync(actor, scenario.Practitioner.Id));

    private static Task<Outcome<FundFact>> FactAsync(Scenario scenario, Actor actor, Guid practitionerId, Guid campaignId, string path) =>
        scenario.Portal.RunAsync((EnterFundFact useCase) => useCase.RunAsync(actor, practitionerId, campaignId, path));

    private static async Task<Outcome<Transmission>> EnterAsync(
        Scenario scenario, Answers typed, string indicator = "coordinated-care", Actor? actor = null, bool hasScan = true, string[]? proofs = null)
    {
        using var scan = new MemoryStream(SampleFiles.Pdf());
        return await scenario.Portal.RunAsync((EnterOnBehalf useCase) => useCase.RunAsync(
            actor ?? scenario.Agent,
            new PaperEntry(scenario.Practitioner.Id, scenario.Campaign.Id, indicator, typed, LetterChannel.Post, "courrier.pdf", proofs ?? []),
            hasScan ? scan : null));
    }
}
