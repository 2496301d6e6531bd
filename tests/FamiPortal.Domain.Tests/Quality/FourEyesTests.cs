using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Quality;
using FamiPortal.Domain.Settlement;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FamiPortal.Domain.Tests.Quality;

public sealed class FourEyesTests
{
    // Everything of Iris hangs on her one proof: 590 €.
    private const long JustUnder = 58_999;
    private const long Exactly = 59_000;

    [Theory, OnSqlite, OnSqlServer]
    public async Task Accept_AboveTheAmount_WaitsForASecondAgentAndCountsForNothing(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider, JustUnder);
        var (declaration, use) = await scenario.TransmittedAsync();

        var held = (await scenario.AcceptAsync(use)).Value;

        Assert.Equal(EvidenceUseState.Pending, held.State);
        Assert.Equal(0m, await AmountAsync(scenario, declaration.Id));
        var open = (await scenario.Portal.RunAsync((FourEyes eyes) => eyes.OpenAsync(use.Id)))!;
        Assert.Equal(("Dominique Modèle", Exactly), (open.AgentName, open.StakeCents));
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(1, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.AcceptanceHeld));
        Assert.Equal(0, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.EvidenceAccepted));
    }

    [Theory, OnSqlite]
    public async Task Accept_AtTheAmount_NeedsNobodyElse(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider, Exactly);
        var (_, use) = await scenario.TransmittedAsync();

        Assert.Equal(EvidenceUseState.Accepted, (await scenario.AcceptAsync(use)).Value.State);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Accept_ByTheSecondAgent_IsAccepted(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider, JustUnder);
        var (declaration, use) = await scenario.TransmittedAsync();
        await scenario.AcceptAsync(use);

        var accepted = (await scenario.AcceptAsync(use, SecondLookTests.Colleague(scenario))).Value;

        Assert.Equal((EvidenceUseState.Accepted, "Sacha Lent"), (accepted.State, accepted.DecidedByName));
        Assert.Equal(590m, await AmountAsync(scenario, declaration.Id));
        await using var db = scenario.Portal.NewContext();
        Assert.Equal((true, "Sacha Lent"), await db.HeldAcceptances.Select(any => ValueTuple.Create(any.IsConfirmed!.Value, any.EndedBy!)).SingleAsync());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Accept_TwiceByTheSameAgent_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider, JustUnder);
        var (_, use) = await scenario.TransmittedAsync();
        await scenario.AcceptAsync(use);

        // Lowering the guard meanwhile doesn't make one agent two.
        await SecondLookTests.SetAsync(scenario, scenario.Admin, null, new QualityTerms(0, null));
        var refused = await scenario.AcceptAsync(use);

        Assert.Equal("acceptance-needs-another-agent", Assert.Single(refused.Problems).Code);
    }

    [Theory, OnSqlite]
    public async Task Accept_OfAWholeIndicator_WhenOneOfItsDocumentsIsRefused_LeavesNothingBehind(DatabaseProvider provider)
    {
        // Arrange: the agent has already accepted the second of two documents, which waits for somebody else.
        await using var scenario = await StartAsync(provider, JustUnder);
        var draft = await scenario.DraftAsync();
        var first = (await scenario.AttachAsync(draft)).Value.Uses[0];
        var second = (await scenario.AttachAsync(draft, SampleFiles.Png(), "page-2.png")).Value;
        _ = (await scenario.TransmitAsync(draft, second.DraftVersion)).Value;
        _ = (await scenario.AcceptAsync(second.Uses[0])).Value;
        await using var scope = scenario.Portal.NewScope();

        // Act: what is saved next in the same request.
        var refused = await scope.ServiceProvider.GetRequiredService<AcceptEvidence>().RunForIndicatorAsync(scenario.Agent, first.Id);
        var db = scope.ServiceProvider.GetRequiredService<FamiDbContext>();
        await db.SaveChangesAsync();

        // Assert
        Assert.Equal("acceptance-needs-another-agent", Assert.Single(refused.Problems).Code);
        Assert.Equal(second.Uses[0].Id, (await db.HeldAcceptances.SingleAsync()).EvidenceUseId);
    }

    [Theory, OnSqlite]
    public async Task Refuse_ByTheSecondAgent_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider, JustUnder);
        var (_, use) = await scenario.TransmittedAsync();
        await scenario.AcceptAsync(use);

        var refused = (await scenario.RefuseAsync(use, actor: SecondLookTests.Colleague(scenario))).Value;

        Assert.Equal(EvidenceUseState.Rejected, refused.State);
        await using var db = scenario.Portal.NewContext();
        Assert.False((await db.HeldAcceptances.SingleAsync()).IsConfirmed);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Accept_ByTheSameAgentInTwoTabsAtOnce_IsHeldOnce(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider, JustUnder);
        var (_, use) = await scenario.TransmittedAsync();

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => scenario.AcceptAsync(use))));

        await using var db = scenario.Portal.NewContext();
        Assert.Equal(1, await db.HeldAcceptances.CountAsync());
        Assert.Equal(EvidenceUseState.Pending, (await db.EvidenceUses.SingleAsync()).State);
    }

    [Theory, OnSqlite]
    public async Task Settle_WhileAnAcceptanceIsHeld_PaysNothingForIt(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider, JustUnder);
        var (_, use) = await scenario.TransmittedAsync();
        await scenario.AcceptAsync(use);

        await scenario.Portal.RunAsync((CloseCampaign close) => close.RunAsync(scenario.Admin, scenario.Campaign.Id));
        var summary = (await scenario.Portal.RunAsync((SettleCampaign settle) => settle.RunAsync(scenario.Admin, scenario.Campaign.Id))).Value;

        Assert.Equal(0L, summary.TotalCents);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Accept_Held_LeavesTheQueueOfItsAgentOnly(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider, JustUnder);
        var (_, use) = await scenario.TransmittedAsync();
        await scenario.AcceptAsync(use);

        Assert.Equal((0, 0, 0), await SeenAsync(scenario.Agent));
        Assert.Equal((1, 1, 1), await SeenAsync(SecondLookTests.Colleague(scenario)));

        async Task<(int Rows, int Waiting, int Next)> SeenAsync(Actor actor)
        {
            var queue = await scenario.Portal.RunAsync((AgentQueue query) => query.RunAsync(actor, QueueFilter.None));
            return (queue.Rows.Count, queue.Waiting, await scenario.Portal.RunAsync((NextToTreat next) => next.RunAsync(actor)) is null ? 0 : 1);
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Undo_OfAHeldAcceptance_ByItsAgent_MakesItWaitAsIfNothingWasDecided(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider, JustUnder);
        var (_, use) = await scenario.TransmittedAsync();
        await scenario.AcceptAsync(use);

        var byAnother = await UndoAsync(SecondLookTests.Colleague(scenario));
        var undone = await UndoAsync(scenario.Agent);

        Assert.False(byAnother.IsDone);
        Assert.Equal(EvidenceUseState.Pending, undone.Value.State);
        Assert.Null(await scenario.Portal.RunAsync((FourEyes eyes) => eyes.OpenAsync(use.Id)));
        await using var db = scenario.Portal.NewContext();
        Assert.Equal((false, "Dominique Modèle"), await db.HeldAcceptances.Select(any => ValueTuple.Create(any.IsConfirmed!.Value, any.EndedBy!)).SingleAsync());
        Assert.Equal(1, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.DecisionUndone));
        Assert.Empty((await scenario.Portal.RunAsync((PractitionerNews news) => news.RunAsync(scenario.Iris))).Items);
        Assert.Single((await scenario.Portal.RunAsync((AgentQueue query) => query.RunAsync(scenario.Agent, QueueFilter.None))).Rows);

        // The next acceptance is a first one again.
        await scenario.AcceptAsync(use);
        Assert.Equal(EvidenceUseState.Accepted, (await scenario.AcceptAsync(use, SecondLookTests.Colleague(scenario))).Value.State);

        Task<Outcome<EvidenceUse>> UndoAsync(Actor actor) => scenario.Portal.RunAsync((UndoDecision useCase) => useCase.RunAsync(actor, use.Id));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Accept_OfAnUnansweredQuestion_WaitsWithoutAMail_AndIsTakenBack(DatabaseProvider provider)
    {
        // Arrange
        await using var scenario = await StartAsync(provider, JustUnder);
        var (_, use) = await scenario.TransmittedAsync();
        var answerBy = ParisTime.DateOf(scenario.Portal.Clock.UtcNow).AddDays(2);
        _ = (await scenario.Portal.RunAsync((AskForComplement ask) => ask.RunAsync(scenario.Agent, use.Id, "Envoyez la facture entière.", answerBy))).Value;
        scenario.Portal.Clock.Set(ParisTime.EndOf(answerBy));

        // Act
        var held = (await scenario.AcceptAsync(use)).Value;
        var mails = await DecisionMailsAsync();
        var undone = (await scenario.Portal.RunAsync((UndoDecision useCase) => useCase.RunAsync(scenario.Agent, use.Id))).Value;

        // Assert: the question stands as it was.
        Assert.Equal((EvidenceUseState.Asked, EvidenceUseState.Asked), (held.State, undone.State));
        Assert.Equal(1, mails);
        Assert.Null(await scenario.Portal.RunAsync((FourEyes eyes) => eyes.OpenAsync(use.Id)));

        async Task<int> DecisionMailsAsync()
        {
            await using var db = scenario.Portal.NewContext();
            return await db.OutgoingMails.CountAsync(mail => mail.Key.StartsWith("decision/"));
        }
    }

    private static async Task<Scenario> StartAsync(DatabaseProvider provider, long above)
    {
        var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        _ = (await SecondLookTests.SetAsync(scenario, scenario.Admin, null, new QualityTerms(0, above))).Value;
        return scenario;
    }

    private static async Task<decimal> AmountAsync(Scenario scenario, Guid declarationId) =>
        (await scenario.Portal.RunAsync((DeclarationReview review) => review.RunAsync(scenario.Agent, declarationId))).Value.Assessment.Amount;
}
