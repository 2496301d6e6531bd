using System.Text.Json;
using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Contests;
using FamiPortal.Domain.Settlement;
using FamiPortal.Rules;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Contests;

public sealed class ContestTests
{
    private const string Scor = "scor";
    private const string Explanation = "J’ai transmis des flux SCOR toute l’année.";

    private static readonly Dictionary<string, string> TwelveFlows = new() { ["scor.flows"] = "12" };

    [Theory, OnSqlite, OnSqlServer]
    public async Task Accept_BeforeTheSettlement_CountsAtOnceAndKeepsTheOldValue(DatabaseProvider provider)
    {
        await using var scenario = await WithoutFlowsAsync(provider);
        var before = (await scenario.OpenAsync()).Value.Estimate.Amount;
        var contest = (await SubmitAsync(scenario)).Value;

        var accepted = (await AcceptAsync(scenario, contest)).Value;

        var after = (await scenario.OpenAsync()).Value.Estimate;
        Assert.True(after.Amount > before, $"{after.Amount} > {before}");
        Assert.Contains(after.Indicators.SelectMany(result => result.Explanation!.Flatten()).SelectMany(node => node.Known), known => known.Source == "Relevé de l’éditeur");
        Assert.Equal((ContestState.Accepted, (long?)null), (accepted.State, accepted.RecalculatedCents));
        await using var db = scenario.Portal.NewContext();
        var values = await db.KnownFacts.Where(fact => fact.Path == Scor).OrderBy(fact => fact.ReceivedAt).ToListAsync();
        Assert.Equal([("""{"flows":0}""", false), ("""{"flows":12}""", true)], values.Select(fact => (fact.ValueJson, fact.Counts)));
        Assert.Single(await db.OutgoingMails.Where(mail => mail.Key == $"contest/{contest.Id}").ToListAsync());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Accept_AfterTheSettlement_RecalculatesAndLeavesTheFrozenResultAndPaymentAlone(DatabaseProvider provider)
    {
        await using var scenario = await WithoutFlowsAsync(provider);
        await scenario.Portal.RunAsync((CloseCampaign close) => close.RunAsync(scenario.Admin, scenario.Campaign.Id));
        await scenario.Portal.RunAsync((SettleCampaign settle) => settle.RunAsync(scenario.Admin, scenario.Campaign.Id));
        await scenario.Portal.RunAsync((PublishCampaign publish) => publish.RunAsync(scenario.Admin, scenario.Campaign.Id));
        var contest = (await SubmitAsync(scenario)).Value;

        var accepted = (await AcceptAsync(scenario, contest)).Value;

        await using var db = scenario.Portal.NewContext();
        var settled = await db.SettledAssessments.SingleAsync();
        Assert.Equal((0L, 49_000L), (settled.AmountCents, accepted.RecalculatedCents));
        Assert.Empty(await db.Payments.ToListAsync());
        Assert.Null(AssessmentReceipt.Verify(accepted.RecalculatedReceiptJson!, TestPortal.Catalogue));
        Assert.Null(AssessmentReceipt.Verify(settled.ReceiptJson, TestPortal.Catalogue));
    }

    [Theory, OnSqlite]
    public async Task Reject_KeepsTheValueAndTheReason_AndIsFinal(DatabaseProvider provider)
    {
        await using var scenario = await WithoutFlowsAsync(provider);
        var contest = (await SubmitAsync(scenario)).Value;
        Assert.Equal("contest-reason-length", Assert.Single((await RejectAsync(scenario, contest, "Non.")).Problems).Code);

        var rejected = (await RejectAsync(scenario, contest, "Aucun flux n’a été reçu dans l’année.")).Value;

        Assert.Equal((ContestState.Rejected, "Aucun flux n’a été reçu dans l’année."), (rejected.State, rejected.Answer));
        Assert.Equal("contest-already-answered", Assert.Single((await AcceptAsync(scenario, contest)).Problems).Code);
        await using var db = scenario.Portal.NewContext();
        Assert.Equal("""{"flows":0}""", (await db.KnownFacts.SingleAsync(fact => fact.Path == Scor)).ValueJson);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Submit_Twice_IsRefusedUntilAnswered(DatabaseProvider provider)
    {
        await using var scenario = await WithoutFlowsAsync(provider);
        var contest = (await SubmitAsync(scenario)).Value;

        var again = await SubmitAsync(scenario);
        _ = (await RejectAsync(scenario, contest, "Aucun flux n’a été reçu.")).Value;
        var afterwards = await SubmitAsync(scenario);

        Assert.Equal("contest-already-submitted", Assert.Single(again.Problems).Code);
        Assert.True(afterwards.IsDone);
    }

    [Theory]
    [OnSqlite("coordinatedCare.kind", Explanation, "contest-unknown-fact")]
    [OnSqlite("inconnu", Explanation, "contest-unknown-fact")]
    [OnSqlite(Scor, "Faux.", "contest-explanation-length")]
    public async Task Submit_WhatIsNotAutomaticOrNotExplained_IsRefused(DatabaseProvider provider, string path, string explanation, string refusal)
    {
        await using var scenario = await WithoutFlowsAsync(provider);

        var refused = await scenario.Portal.RunAsync((SubmitContest submit) => submit.RunAsync(scenario.Iris, scenario.Campaign.Id, path, explanation, null));

        Assert.Equal(refusal, Assert.Single(refused.Problems).Code);
    }

    [Theory, OnSqlite]
    public async Task Submit_WhatIsNotKnownAtAll_CanBeCorrectedToo(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var contest = (await scenario.Portal.RunAsync((SubmitContest submit) => submit.RunAsync(
            scenario.Iris, scenario.Campaign.Id, "openingHours.prefilled", Explanation, null))).IsDone;
        var unknown = (await scenario.Portal.RunAsync((OwnContests own) => own.RunAsync(scenario.Iris, scenario.Campaign.Id))).Value;
        var prefilled = ContestedFact.All(unknown.RuleSet, unknown.Facts).Single(fact => fact.Path == "secureMailbox.prefilled");

        Assert.False(contest);
        Assert.Null(prefilled.ValueJson);
        Assert.True((await scenario.Portal.RunAsync((SubmitContest submit) => submit.RunAsync(
            scenario.Iris, scenario.Campaign.Id, prefilled.Path, Explanation, null))).IsDone);
    }

    [Theory, OnSqlite]
    public async Task Submit_WithADocument_IsReadByItsFundOnly(DatabaseProvider provider)
    {
        await using var scenario = await WithoutFlowsAsync(provider);
        using var content = new MemoryStream(SampleFiles.Pdf());
        var contest = (await scenario.Portal.RunAsync((SubmitContest submit) => submit.RunAsync(
            scenario.Iris, scenario.Campaign.Id, Scor, Explanation, new SubmittedDocument("releve.pdf", content)))).Value;

        var mine = await ReadAsync(scenario, scenario.Agent, contest.EvidenceDocumentId!.Value);
        var theirs = await ReadAsync(scenario, scenario.OtherAgent, contest.EvidenceDocumentId.Value);

        Assert.Equal((true, false), (mine, theirs));
    }

    [Theory, OnSqlite]
    public async Task Submit_WithARefusedDocument_StoresNothing(DatabaseProvider provider)
    {
        await using var scenario = await WithoutFlowsAsync(provider);
        using var content = new MemoryStream(SampleFiles.Exe());

        var refused = await scenario.Portal.RunAsync((SubmitContest submit) => submit.RunAsync(
            scenario.Iris, scenario.Campaign.Id, Scor, Explanation, new SubmittedDocument("releve.pdf", content)));

        Assert.Equal("Document", Assert.Single(refused.Problems).Field);
        await using var db = scenario.Portal.NewContext();
        Assert.Equal((0, 0), (await db.Contests.CountAsync(), await db.EvidenceDocuments.CountAsync()));
        Assert.Empty(Directory.GetFiles(scenario.Portal.EvidenceFolder, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [OnSqlite("douze")]
    [OnSqlite("-3")]
    public async Task Accept_AnImpossibleValue_IsRefusedAndChangesNothing(DatabaseProvider provider, string flows)
    {
        await using var scenario = await WithoutFlowsAsync(provider);
        var contest = (await SubmitAsync(scenario)).Value;

        var refused = await AcceptAsync(scenario, contest, new() { ["scor.flows"] = flows });

        Assert.Equal("contest-value-unreadable", Assert.Single(refused.Problems).Code);
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(1, await db.KnownFacts.CountAsync(fact => fact.Path == Scor));
        Assert.Equal(ContestState.Submitted, (await db.Contests.SingleAsync()).State);
    }

    [Theory, OnSqlite]
    public async Task Answer_FromAnotherFund_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await WithoutFlowsAsync(provider);
        var contest = (await SubmitAsync(scenario)).Value;

        Assert.True((await AcceptAsync(scenario, contest, actor: scenario.OtherAgent)).Problems[0].IsNotFound);
        Assert.True((await RejectAsync(scenario, contest, "Aucun flux n’a été reçu.", scenario.Iris)).Problems[0].IsNotFound);
        Assert.Empty((await scenario.Portal.RunAsync((ContestQueue queue) => queue.RunAsync(scenario.OtherAgent))).Rows);
    }

    [Theory, OnSqlite]
    public async Task Answer_IsInTheAuditTrailWithoutTheValue(DatabaseProvider provider)
    {
        await using var scenario = await WithoutFlowsAsync(provider);
        var contest = (await SubmitAsync(scenario)).Value;
        _ = (await scenario.Portal.RunAsync((AnswerContest answer) => answer.TakeAsync(scenario.Agent, contest.Id))).Value;
        _ = (await AcceptAsync(scenario, contest)).Value;

        await using var db = scenario.Portal.NewContext();
        var events = await db.AuditEvents.Where(happened => happened.SubjectId == contest.Id).OrderBy(happened => happened.At).ToListAsync();
        Assert.Equal(
            [AuditKinds.ContestAccepted, AuditKinds.ContestSubmitted, AuditKinds.ContestTaken], events.Select(happened => happened.Kind).Order(StringComparer.Ordinal));
        Assert.All(events, happened => Assert.DoesNotContain("12", happened.DetailsJson.Replace("2024", "", StringComparison.Ordinal).Replace(contest.Id.ToString(), "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Add_WhileItIsOpen_IsSeenByBothSidesAndRecorded(DatabaseProvider provider)
    {
        await using var scenario = await WithoutFlowsAsync(provider);
        var contest = (await SubmitAsync(scenario)).Value;
        _ = (await scenario.Portal.RunAsync((AnswerContest answer) => answer.TakeAsync(scenario.Agent, contest.Id))).Value;

        _ = (await AddAsync(scenario, contest, "premier.pdf")).Value;
        _ = (await AddAsync(scenario, contest, "second.pdf")).Value;

        var review = (await scenario.Portal.RunAsync((ContestQueue queue) => queue.OpenAsync(scenario.Agent, contest.Id))).Value.Contest;
        var own = (await scenario.Portal.RunAsync((OwnContests contests) => contests.RunAsync(scenario.Iris, scenario.Campaign.Id))).Value.Contests.Single();
        Assert.Equal(["premier.pdf", "second.pdf"], review.Documents.Select(given => given.Document.DisplayName));
        Assert.Equal(["premier.pdf", "second.pdf"], own.Documents.Select(given => given.Document.DisplayName));
        Assert.Equal(ContestState.UnderReview, review.State);
        Assert.Equal((true, false), (await ReadAsync(scenario, scenario.Agent, review.Added[0].EvidenceDocumentId), await ReadAsync(scenario, scenario.OtherAgent, review.Added[0].EvidenceDocumentId)));
        await using var db = scenario.Portal.NewContext();
        var events = await db.AuditEvents.Where(happened => happened.Kind == AuditKinds.ContestDocumentAdded).ToListAsync();
        Assert.Equal(review.Added.Select(given => given.EvidenceDocumentId).Order(), events.Select(happened => JsonDocument.Parse(happened.DetailsJson).RootElement.GetProperty("document").GetGuid()).Order());
        Assert.All(events, happened => Assert.DoesNotContain(".pdf", happened.DetailsJson, StringComparison.Ordinal));
    }

    [Theory, OnSqlite]
    public async Task Add_OnceAnswered_OrToSomebodyElses_IsRefusedAndKeepsNoFile(DatabaseProvider provider)
    {
        await using var scenario = await WithoutFlowsAsync(provider);
        var contest = (await SubmitAsync(scenario)).Value;

        var foreign = await AddAsync(scenario, contest, actor: scenario.Basile);
        var bad = await AddAsync(scenario, contest, content: SampleFiles.Exe());
        _ = (await RejectAsync(scenario, contest, "Aucun flux n’a été reçu.")).Value;
        var late = await AddAsync(scenario, contest);

        Assert.True(Assert.Single(foreign.Problems).IsNotFound);
        Assert.Equal("Document", Assert.Single(bad.Problems).Field);
        Assert.Equal("contest-already-answered", Assert.Single(late.Problems).Code);
        Assert.Empty(Directory.GetFiles(scenario.Portal.EvidenceFolder, "*", SearchOption.AllDirectories));
    }

    [Theory, OnSqlite]
    public async Task Add_UpToTheLastOneAllowed_CountsTheFirst(DatabaseProvider provider)
    {
        await using var scenario = await WithoutFlowsAsync(provider);
        using var content = new MemoryStream(SampleFiles.Pdf());
        var contest = (await scenario.Portal.RunAsync((SubmitContest submit) => submit.RunAsync(
            scenario.Iris, scenario.Campaign.Id, Scor, Explanation, new SubmittedDocument("releve.pdf", content)))).Value;
        for (var number = 2; number <= Contest.DocumentsMax; number++)
        {
            Assert.True((await AddAsync(scenario, contest)).IsDone, $"document {number}");
        }

        Assert.Equal("contest-too-many-documents", Assert.Single((await AddAsync(scenario, contest)).Problems).Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Answer_WhenADocumentCameThatTheAgentWasNotShown_IsToLookFirst(DatabaseProvider provider)
    {
        await using var scenario = await WithoutFlowsAsync(provider);
        var contest = (await SubmitAsync(scenario)).Value;
        _ = (await AddAsync(scenario, contest)).Value;

        var blind = await scenario.Portal.RunAsync((AnswerContest answer) => answer.RejectAsync(scenario.Agent, contest.Id, "Aucun flux n’a été reçu.", seenDocuments: 0));
        var blindAccept = await scenario.Portal.RunAsync((AnswerContest answer) => answer.AcceptAsync(scenario.Agent, contest.Id, TwelveFlows, "Relevé", null, seenDocuments: 0));
        var seen = await scenario.Portal.RunAsync((AnswerContest answer) => answer.RejectAsync(scenario.Agent, contest.Id, "Aucun flux n’a été reçu.", seenDocuments: 1));

        Assert.Equal(("contest-documents-changed", "contest-documents-changed", true), (Assert.Single(blind.Problems).Code, Assert.Single(blindAccept.Problems).Code, seen.IsDone));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task TakeBack_UntilTheFundAnswers_KeepsWhatWasGivenInSightButClosedToTheFund(DatabaseProvider provider)
    {
        await using var scenario = await WithoutFlowsAsync(provider);
        using var content = new MemoryStream(SampleFiles.Pdf());
        var contest = (await scenario.Portal.RunAsync((SubmitContest submit) => submit.RunAsync(
            scenario.Iris, scenario.Campaign.Id, Scor, Explanation, new SubmittedDocument("premier.pdf", content)))).Value;
        var second = (await AddAsync(scenario, contest, "second.pdf")).Value.Added[0].EvidenceDocumentId;

        _ = (await TakeBackAsync(scenario, contest, second)).Value;
        _ = (await TakeBackAsync(scenario, contest, second)).Value;
        _ = (await TakeBackAsync(scenario, contest, contest.EvidenceDocumentId!.Value)).Value;

        var review = (await scenario.Portal.RunAsync((ContestQueue queue) => queue.OpenAsync(scenario.Agent, contest.Id))).Value.Contest;
        Assert.Equal(["premier.pdf", "second.pdf"], review.Documents.Select(given => given.Document.DisplayName));
        Assert.All(review.Documents, given => Assert.NotNull(given.Document.WithdrawnAt));
        Assert.Equal((false, true), (await ReadAsync(scenario, scenario.Agent, second), await ReadAsync(scenario, scenario.Iris, second)));
        await using var db = scenario.Portal.NewContext();
        var events = await db.AuditEvents.Where(happened => happened.Kind == AuditKinds.ContestDocumentWithdrawn).ToListAsync();
        Assert.Equal(
            new[] { second, contest.EvidenceDocumentId.Value }.Order(),
            events.Select(happened => JsonDocument.Parse(happened.DetailsJson).RootElement.GetProperty("document").GetGuid()).Order());
        Assert.All(events, happened => Assert.DoesNotContain(".pdf", happened.DetailsJson, StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task TakeBack_OnceAnswered_OrSomebodyElses_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await WithoutFlowsAsync(provider);
        var contest = (await SubmitAsync(scenario)).Value;
        var document = (await AddAsync(scenario, contest)).Value.Added[0].EvidenceDocumentId;

        var foreign = await TakeBackAsync(scenario, contest, document, scenario.Basile);
        var byTheFund = await TakeBackAsync(scenario, contest, document, scenario.Agent);
        var another = await TakeBackAsync(scenario, contest, Guid.NewGuid());
        _ = (await RejectAsync(scenario, contest, "Aucun flux n’a été reçu.")).Value;
        var late = await TakeBackAsync(scenario, contest, document);

        Assert.All([foreign, byTheFund, another], refused => Assert.True(Assert.Single(refused.Problems).IsNotFound));
        Assert.Equal("contest-already-answered", Assert.Single(late.Problems).Code);
        Assert.True(await ReadAsync(scenario, scenario.Agent, document));
    }

    [Theory, OnSqlite]
    public async Task TakeBack_LeavesRoomForAnother_AndTheAgentLooksAgain(DatabaseProvider provider)
    {
        await using var scenario = await WithoutFlowsAsync(provider);
        var contest = (await SubmitAsync(scenario)).Value;
        for (var number = 1; number <= Contest.DocumentsMax; number++)
        {
            Assert.True((await AddAsync(scenario, contest)).IsDone, $"document {number}");
        }

        var seen = (await scenario.Portal.RunAsync((ContestQueue queue) => queue.OpenAsync(scenario.Agent, contest.Id))).Value.Contest;
        _ = (await TakeBackAsync(scenario, contest, seen.Added[0].EvidenceDocumentId)).Value;
        var blind = await scenario.Portal.RunAsync((AnswerContest answer) => answer.RejectAsync(scenario.Agent, contest.Id, "Aucun flux n’a été reçu.", seen.DocumentMoves));
        var another = await AddAsync(scenario, contest);
        var tooMany = await AddAsync(scenario, contest);

        Assert.Equal("contest-documents-changed", Assert.Single(blind.Problems).Code);
        Assert.True(another.IsDone);
        Assert.Equal("contest-too-many-documents", Assert.Single(tooMany.Problems).Code);
    }

    /// <summary>Everything is known and right, but no SCOR flow was counted.</summary>
    private static async Task<Scenario> WithoutFlowsAsync(DatabaseProvider provider)
    {
        var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowAsync(
            ("sesamVitale", Facts.SesamVitaleUpToDate), (Scor, """{"flows":0}"""), ("teletransmission", Facts.Acts(secure: 80, other: 20)),
            ("dmpSoftware.prefilled", Facts.Yes), ("secureMailbox.prefilled", Facts.Yes));
        return scenario;
    }

    private static Task<Outcome<Contest>> SubmitAsync(Scenario scenario) =>
        scenario.Portal.RunAsync((SubmitContest submit) => submit.RunAsync(scenario.Iris, scenario.Campaign.Id, Scor, Explanation, null));

    private static Task<Outcome<Contest>> AcceptAsync(Scenario scenario, Contest contest, Dictionary<string, string>? typed = null, Actor? actor = null) =>
        scenario.Portal.RunAsync((AnswerContest answer) => answer.AcceptAsync(actor ?? scenario.Agent, contest.Id, typed ?? TwelveFlows, "Relevé de l’éditeur", null));

    private static Task<Outcome<Contest>> RejectAsync(Scenario scenario, Contest contest, string reason, Actor? actor = null) =>
        scenario.Portal.RunAsync((AnswerContest answer) => answer.RejectAsync(actor ?? scenario.Agent, contest.Id, reason));

    private static async Task<Outcome<Contest>> AddAsync(Scenario scenario, Contest contest, string name = "releve.pdf", byte[]? content = null, Actor? actor = null)
    {
        using var stream = new MemoryStream(content ?? SampleFiles.Pdf());
        return await scenario.Portal.RunAsync((AddContestDocument add) => add.RunAsync(actor ?? scenario.Iris, contest.Id, new SubmittedDocument(name, stream)));
    }

    private static Task<Outcome<Contest>> TakeBackAsync(Scenario scenario, Contest contest, Guid documentId, Actor? actor = null) =>
        scenario.Portal.RunAsync((WithdrawContestDocument withdraw) => withdraw.RunAsync(actor ?? scenario.Iris, contest.Id, documentId));

    private static async Task<bool> ReadAsync(Scenario scenario, Actor actor, Guid documentId)
    {
        var opened = await scenario.Portal.RunAsync((Domain.Evidence.ReadEvidence read) => read.RunAsync(actor, documentId));
        if (opened.TryGet(out var evidence))
        {
            await evidence.Content.DisposeAsync();
        }

        return opened.IsDone;
    }
}
