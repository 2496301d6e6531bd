using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Quality;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Desk;

public sealed class BatchTests
{
    private const string Reason = "La mention « DMP compatible » manque sur la facture.";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Batch_StoppedInTheMiddle_GoesOnAndDoesNoneTwice(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        await new QueueFiller(scenario).FillAsync(7);
        var batch = (await PrepareAsync(scenario, scenario.Agent, null)).Value;
        Assert.False(await RunAsync(scenario, 3)); // nothing happens before it is confirmed
        Assert.True((await ConfirmAsync(scenario, scenario.Agent, batch.Id, new(BatchVerb.Accept))).IsDone);

        await RunAsync(scenario, 3);
        var half = (await ProgressAsync(scenario, scenario.Agent, batch.Id)).Value;
        while (await RunAsync(scenario, 3))
        {
        }

        var end = (await ProgressAsync(scenario, scenario.Agent, batch.Id)).Value;
        Assert.Equal((4, 3, 0), (half.Waiting, half.Done, half.Refused));
        Assert.Equal((0, 7, 0, BatchState.Finished), (end.Waiting, end.Done, end.Refused, end.Batch.State));
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(7, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.EvidenceAccepted && any.ActorName == "Dominique Modèle"));
        Assert.Equal("{\"done\":7,\"refused\":0}", (await db.AuditEvents.SingleAsync(any => any.Kind == AuditKinds.BatchFinished)).DetailsJson);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Batch_SaysOfEachWhyItWasNotDone(DatabaseProvider provider)
    {
        // Arrange: one is decided and one is opened by a colleague between preparation and confirmation. They were not submitted in the
        // same minute, as the first two were: the older one comes first.
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        var uses = await new QueueFiller(scenario).FillAsync(4);
        var batch = (await PrepareAsync(scenario, scenario.Agent, [.. uses.Select(use => use.Id)])).Value;
        await scenario.AcceptAsync(uses[0], scenario.Supervisor);
        await HoldDeclarationTests.HoldAsync(scenario, scenario.Supervisor, uses[2].DeclarationId);

        // Act
        await ConfirmAsync(scenario, scenario.Agent, batch.Id, new(BatchVerb.Refuse, Reason));
        await RunAsync(scenario, 10);

        // Assert
        var end = (await ProgressAsync(scenario, scenario.Agent, batch.Id)).Value;
        Assert.Equal((2, 2), (end.Done, end.Refused));
        Assert.Contains("déjà été accepté par Sacha Repère", end.Rows[0].Message, StringComparison.Ordinal);
        Assert.Contains("Sacha Repère traite cette déclaration", end.Rows[1].Message, StringComparison.Ordinal);
        Assert.All(end.Rows.Skip(2), row => Assert.Null(row.Message));
    }

    [Theory]
    [OnSqlite(BatchVerb.Accept)]
    [OnSqlite(BatchVerb.Refuse)]
    [OnSqlite(BatchVerb.Ask)]
    [OnSqlite(BatchVerb.Assign)]
    public async Task Batch_Confirmed_KeepsOnlyWhatItsVerbNeeds(DatabaseProvider provider, BatchVerb verb)
    {
        // Arrange: everything was filled in before the verb was chosen; a text too long for a refusal is none of an acceptance's.
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        await new QueueFiller(scenario).FillAsync(1);
        var batch = (await PrepareAsync(scenario, scenario.Agent, null)).Value;
        var day = ParisTime.DateOf(scenario.Portal.Clock.UtcNow).AddDays(10);
        var reason = verb is BatchVerb.Refuse or BatchVerb.Ask ? Reason : new string('x', EvidenceUse.ReasonLengthMax + 1);

        // Act
        var confirmed = (await ConfirmAsync(scenario, scenario.Agent, batch.Id, new(verb, reason, "R1", day, scenario.Agent.AccountId, day))).Value;

        // Assert
        Assert.Equal(verb is BatchVerb.Refuse or BatchVerb.Ask ? Reason : null, confirmed.Reason);
        Assert.Equal(verb == BatchVerb.Refuse ? "R1" : null, confirmed.ReasonCode);
        Assert.Equal(verb == BatchVerb.Accept ? day : null, confirmed.ValidUntil);
        Assert.Equal(verb == BatchVerb.Ask ? day : null, confirmed.AnswerBy);
        Assert.Equal(verb == BatchVerb.Assign ? scenario.Agent.AccountId : null, confirmed.AssigneeId);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Batch_AskingForMore_AsksEachPractitionerOnce_WithTheSameQuestionAndDay(DatabaseProvider provider)
    {
        // Arrange: one of them is decided between preparation and confirmation.
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        var uses = await new QueueFiller(scenario).FillAsync(3);
        var answerBy = ParisTime.DateOf(scenario.Portal.Clock.UtcNow).AddDays(15);
        var batch = (await PrepareAsync(scenario, scenario.Agent, [.. uses.Select(use => use.Id)])).Value;
        await scenario.AcceptAsync(uses[1], scenario.Supervisor);
        Assert.Equal("question-length", (await ConfirmAsync(scenario, scenario.Agent, batch.Id, new(BatchVerb.Ask, "Non", AnswerBy: answerBy))).Problems[0].Code);
        Assert.Equal("answer-by", (await ConfirmAsync(scenario, scenario.Agent, batch.Id, new(BatchVerb.Ask, Reason))).Problems[0].Code);

        // Act
        Assert.True((await ConfirmAsync(scenario, scenario.Agent, batch.Id, new(BatchVerb.Ask, Reason, AnswerBy: answerBy))).IsDone);
        await RunAsync(scenario, 10);

        // Assert
        var end = (await ProgressAsync(scenario, scenario.Agent, batch.Id)).Value;
        Assert.Equal((2, 1, BatchState.Finished), (end.Done, end.Refused, end.Batch.State));
        Assert.Contains("déjà été accepté", Assert.Single(end.Rows, row => row.State == BatchItemState.Refused).Message, StringComparison.Ordinal);
        await using var db = scenario.Portal.NewContext();
        var asked = await db.EvidenceUses.Where(use => use.State == EvidenceUseState.Asked).ToListAsync();
        Assert.Equal(new[] { uses[0].Id, uses[2].Id }.Order(), asked.Select(use => use.Id).Order());
        Assert.All(asked, use => Assert.Equal((Reason, answerBy, "Dominique Modèle"), (use.Reason, use.AnswerBy, use.DecidedByName)));
        Assert.Equal(2, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.ComplementAsked));
        Assert.Equal(2, (await db.OutgoingMails.Select(mail => mail.Key).ToListAsync()).Count(key => asked.Any(use => key.StartsWith($"decision/{use.Id}", StringComparison.Ordinal))));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Progress_OfAColleaguesLot_LeavesOutWhatTheSupervisorMayDecideAgain(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        await scenario.Portal.RunAsync((QualityRules rules) => rules.SetAsync(scenario.Admin, null, new QualityTerms(100, null)));
        await new QueueFiller(scenario).FillAsync(3);
        var batch = (await PrepareAsync(scenario, scenario.Agent, null)).Value;
        await ConfirmAsync(scenario, scenario.Agent, batch.Id, new(BatchVerb.Accept));
        await RunAsync(scenario, 10);

        var own = (await ProgressAsync(scenario, scenario.Agent, batch.Id)).Value;
        var seen = (await ProgressAsync(scenario, scenario.Supervisor, batch.Id)).Value;

        Assert.Equal((3, 0), (own.Rows.Count, own.InSecondLook));
        Assert.Equal((0, 3), (seen.Rows.Count, seen.InSecondLook));
    }

    [Theory, OnSqlite]
    public async Task Batch_OfAnotherFundsProofsOrForgedIds_HoldsNone(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        var (_, theirs) = await scenario.TransmittedByAsync("Basile", "Autre", scenario.OtherFund);

        Assert.Equal("batch-empty", (await PrepareAsync(scenario, scenario.Agent, [theirs.Id, Guid.NewGuid()])).Problems[0].Code);
        Assert.Equal("batch-empty", (await PrepareAsync(scenario, scenario.Agent, [])).Problems[0].Code);
        Assert.True((await PrepareAsync(scenario, scenario.Admin, null)).Problems[0].IsNotFound);
    }

    [Theory, OnSqlite]
    public async Task Batch_ConfirmedOnce_ByItsOwnAgent_WithWhatItNeeds(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        await new QueueFiller(scenario).FillAsync(2);
        var batch = (await PrepareAsync(scenario, scenario.Agent, null)).Value;

        Assert.Equal("batch-reason", await CodeAsync(scenario.Agent, new(BatchVerb.Refuse, "Non")));
        Assert.Equal("batch-valid-until", await CodeAsync(scenario.Agent, new(BatchVerb.Accept, ValidUntil: new DateOnly(2025, 2, 9))));
        Assert.Equal("agent-unknown", await CodeAsync(scenario.Agent, new(BatchVerb.Assign, AssigneeId: scenario.OtherAgent.AccountId)));
        Assert.Equal("supervisor-only", await CodeAsync(scenario.Agent, new(BatchVerb.Assign, AssigneeId: scenario.Supervisor.AccountId)));
        Assert.Equal("batch-not-found", await CodeAsync(scenario.Supervisor, new(BatchVerb.Accept)));
        Assert.Equal("batch-not-found", await CodeAsync(scenario.OtherAgent, new(BatchVerb.Accept)));
        Assert.True((await ConfirmAsync(scenario, scenario.Agent, batch.Id, new(BatchVerb.Assign, AssigneeId: scenario.Agent.AccountId))).IsDone);
        Assert.Equal("batch-confirmed", await CodeAsync(scenario.Agent, new(BatchVerb.Accept)));
        await RunAsync(scenario, 10);
        Assert.Equal(2, (await ProgressAsync(scenario, scenario.Supervisor, batch.Id)).Value.Done);
        Assert.True((await ProgressAsync(scenario, scenario.OtherAgent, batch.Id)).Problems[0].IsNotFound);

        async Task<string> CodeAsync(Actor actor, BatchOrder order) => (await ConfirmAsync(scenario, actor, batch.Id, order)).Problems[0].Code;
    }

    [Theory, OnSqlite]
    public async Task Batch_OfAnAgentWhoLeftTheFund_DoesNothingAndSaysSo(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        var uses = await new QueueFiller(scenario).FillAsync(2);
        var batch = (await PrepareAsync(scenario, scenario.Agent, null)).Value;
        await ConfirmAsync(scenario, scenario.Agent, batch.Id, new(BatchVerb.Accept));
        await using var db = scenario.Portal.NewContext();
        await db.Users.Where(account => account.Id == scenario.Agent.AccountId).ExecuteUpdateAsync(set => set.SetProperty(account => account.FundId, (Guid?)scenario.OtherFund.Id));

        await RunAsync(scenario, 10);

        Assert.Equal(uses.Count, await db.BatchItems.CountAsync(item => item.State == BatchItemState.Refused && item.Message == BatchErrors.RightsLost));
        Assert.Equal(uses.Count, await db.EvidenceUses.CountAsync(use => use.State == EvidenceUseState.Pending));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Batch_WhenAnItemFailsUnexpectedly_DoesTheOthersAndEnds(DatabaseProvider provider)
    {
        // Arrange: the answers of one declaration can't be read.
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        var uses = await new QueueFiller(scenario).FillAsync(3);
        var batch = (await PrepareAsync(scenario, scenario.Agent, [.. uses.Select(use => use.Id)])).Value;
        await ConfirmAsync(scenario, scenario.Agent, batch.Id, new(BatchVerb.Accept));
        await using (var db = scenario.Portal.NewContext())
        {
            var broken = uses[0].DeclarationId;
            await db.Database.ExecuteSqlAsync($"UPDATE Transmissions SET Answers = 'nonsense' WHERE DeclarationId = {broken}");
        }

        // Act: the failure is for the log of whoever runs batches.
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(scenario, 10));

        // Assert
        await using var after = scenario.Portal.NewContext();
        Assert.Equal(BatchState.Finished, (await after.Batches.SingleAsync()).State);
        var items = await after.BatchItems.ToDictionaryAsync(item => item.EvidenceUseId);
        Assert.Equal((BatchItemState.Refused, BatchErrors.Unexpected), (items[uses[0].Id].State, items[uses[0].Id].Message));
        Assert.Equal([BatchItemState.Done, BatchItemState.Done], uses.Skip(1).Select(use => items[use.Id].State));
    }

    private static Task<Outcome<Batch>> PrepareAsync(Scenario scenario, Actor actor, IReadOnlyCollection<Guid>? chosen) =>
        scenario.Portal.RunAsync((PrepareBatch useCase) => useCase.RunAsync(actor, QueueFilter.None, chosen));

    private static Task<Outcome<Batch>> ConfirmAsync(Scenario scenario, Actor actor, Guid batchId, BatchOrder order) =>
        scenario.Portal.RunAsync((ConfirmBatch useCase) => useCase.RunAsync(actor, batchId, order));

    private static Task<bool> RunAsync(Scenario scenario, int count) =>
        scenario.Portal.RunAsync((RunBatch useCase) => useCase.RunAsync(count));

    private static Task<Outcome<BatchPage>> ProgressAsync(Scenario scenario, Actor actor, Guid batchId) =>
        scenario.Portal.RunAsync((BatchProgress query) => query.RunAsync(actor, batchId));
}
