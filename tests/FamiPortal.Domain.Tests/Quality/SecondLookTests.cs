using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Conversations;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.PractitionerFile;
using FamiPortal.Domain.Quality;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FamiPortal.Domain.Tests.Quality;

public sealed class SecondLookTests
{
    private const string Illegible = "Le nom du titulaire est illisible.";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Decide_WithEverythingDrawn_AsksAnotherAgentOfTheFund(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await DecidedAsync(scenario, percent: 100);

        Assert.Empty(await QueueAsync(scenario, scenario.Agent));
        Assert.Single(await QueueAsync(scenario, Colleague(scenario)));
        Assert.Empty(await QueueAsync(scenario, scenario.OtherAgent));
        Assert.Empty(await QueueAsync(scenario, scenario.Admin));
    }

    [Theory, OnSqlite]
    public async Task Decide_WithNothingDrawn_AsksNobody(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await DecidedAsync(scenario, percent: 0);

        Assert.Empty(await QueueAsync(scenario, Colleague(scenario)));
    }

    [Theory, OnSqlite]
    public async Task Decide_DrawsByTheFundsOwnRuleBeforeTheNationalOne(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await SetAsync(scenario, scenario.Admin, null, new QualityTerms(100, null));
        await SetAsync(scenario, Supervisor(scenario), scenario.Fund.Id, new QualityTerms(0, null));
        var (_, use) = await scenario.TransmittedAsync();

        await scenario.AcceptAsync(use);

        Assert.Empty(await QueueAsync(scenario, Colleague(scenario)));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Take_TheSameDecision_Agrees(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var look = await DecidedAsync(scenario, percent: 100);

        var taken = (await TakeAsync(scenario, look, accepts: true)).Value;

        Assert.Equal(SecondLookState.Agreed, taken.State);
        var figures = await FiguresAsync(scenario, Supervisor(scenario));
        Assert.Equal((0, 1, 0, 0), (figures.Waiting, figures.Agreed, figures.Split, figures.ToSettle));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Take_AnotherDecision_ChangesNothingUntilTheSupervisorSettles(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var look = await DecidedAsync(scenario, percent: 100);

        var taken = (await TakeAsync(scenario, look, accepts: false, Illegible)).Value;

        Assert.Equal((SecondLookState.Disagreed, Illegible), (taken.State, taken.Reason));
        Assert.Equal(EvidenceUseState.Accepted, await StateAsync(scenario, look));
        Assert.Equal(1, (await FiguresAsync(scenario, Supervisor(scenario))).ToSettle);
        Assert.Equal(0, (await FiguresAsync(scenario, scenario.Agent)).Split);

        Assert.True((await SettleAsync(scenario, look, reopens: false)).IsDone);

        Assert.Equal(EvidenceUseState.Accepted, await StateAsync(scenario, look));
        Assert.Equal("second-look-not-a-disagreement", Assert.Single((await SettleAsync(scenario, look, reopens: true)).Problems).Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Settle_Reopening_MakesTheDocumentWaitAgain(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var look = await DecidedAsync(scenario, percent: 100);
        await TakeAsync(scenario, look, accepts: false, Illegible);

        Assert.True((await SettleAsync(scenario, look, reopens: true)).IsDone);

        Assert.Equal(EvidenceUseState.Pending, await StateAsync(scenario, look));
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(1, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.DisagreementSettled));

        // Decided anew, it is drawn anew: the same seed draws the same document.
        var use = await db.EvidenceUses.SingleAsync(any => any.Id == look.EvidenceUseId);
        scenario.Portal.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await scenario.AcceptAsync(use)).IsDone);
        Assert.Equal(2, await db.SecondLooks.CountAsync());
    }

    [Theory, OnSqlite]
    public async Task Settle_ByAnybodyElseThanTheFundsSupervisor_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var look = await DecidedAsync(scenario, percent: 100);
        await TakeAsync(scenario, look, accepts: false, Illegible);
        var elsewhere = new Actor(Guid.NewGuid(), "Noa Gabarit", Roles.Agent, FundId: scenario.OtherFund.Id, IsSupervisor: true);

        foreach (var actor in new[] { scenario.Agent, scenario.Admin, scenario.Iris, elsewhere })
        {
            Assert.True(Assert.Single((await SettleAsync(scenario, look, reopens: true, actor)).Problems).IsNotFound);
        }
    }

    [Theory, OnSqlite]
    public async Task Take_OnesOwnDecision_OrAnotherFunds_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var look = await DecidedAsync(scenario, percent: 100);

        foreach (var actor in new[] { scenario.Agent, scenario.OtherAgent, scenario.Admin, scenario.Iris })
        {
            Assert.True(Assert.Single((await TakeAsync(scenario, look, accepts: true, actor: actor)).Problems).IsNotFound);
        }
    }

    [Theory, OnSqlite]
    public async Task Take_ARefusalWithoutAReason_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var look = await DecidedAsync(scenario, percent: 100);

        Assert.Equal("second-look-reason", Assert.Single((await TakeAsync(scenario, look, accepts: false, "non")).Problems).Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Take_ByTwoAtOnce_CountsOnce(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var look = await DecidedAsync(scenario, percent: 100);
        await using var slow = scenario.Portal.NewScope();
        _ = await slow.ServiceProvider.GetRequiredService<FamiDbContext>().SecondLooks.SingleAsync(any => any.Id == look.Id);
        await TakeAsync(scenario, look, accepts: true);

        var refused = await slow.ServiceProvider.GetRequiredService<TakeSecondLook>().RunAsync(Colleague(scenario), look.Id, false, Illegible);

        Assert.Equal("second-look-already-taken", Assert.Single(refused.Problems).Code);
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(SecondLookState.Agreed, (await db.SecondLooks.SingleAsync()).State);
    }

    [Theory]
    [OnSqlite(-1, null, "quality-percent")]
    [OnSqlite(101, null, "quality-percent")]
    [OnSqlite(100, -1L, "quality-amount")]
    [OnSqlite(100, 0L, null)]
    public async Task Set_WithTerms_CountsExactly(DatabaseProvider provider, int percent, long? above, string? code)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        var set = await SetAsync(scenario, scenario.Admin, null, new QualityTerms(percent, above));

        Assert.Equal(code, set.IsDone ? null : set.Problems[0].Code);
    }

    [Theory, OnSqlite]
    public async Task Set_KeepsTheSeedAndSaysWho_AndOthersMayNot(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var supervisor = Supervisor(scenario);
        var first = (await SetAsync(scenario, supervisor, scenario.Fund.Id, new QualityTerms(5, null))).Value;

        var second = (await SetAsync(scenario, supervisor, scenario.Fund.Id, new QualityTerms(10, 30_000))).Value;

        Assert.Equal((first.Seed, 10, 30_000L, "Sacha Réglet"), (second.Seed, second.SecondLookPercent, second.FourEyesAboveCents, second.ChangedBy));
        Assert.Equal(16, first.Seed.Length);
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(2, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.QualityRuleSet));
        Assert.True(Assert.Single((await SetAsync(scenario, supervisor, null, new QualityTerms(1, null))).Problems).IsNotFound);
        Assert.True(Assert.Single((await SetAsync(scenario, supervisor, scenario.OtherFund.Id, new QualityTerms(1, null))).Problems).IsNotFound);
        Assert.True(Assert.Single((await SetAsync(scenario, scenario.Agent, scenario.Fund.Id, new QualityTerms(1, null))).Problems).IsNotFound);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Review_OfADecisionToTakeAgain_HidesItFromThoseWhoMayTakeIt(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var look = await DecidedAsync(scenario, percent: 100);

        Assert.True(await IsBlindAsync(Colleague(scenario)));
        Assert.True(await IsBlindAsync(Supervisor(scenario)));
        Assert.False(await IsBlindAsync(scenario.Agent));

        await TakeAsync(scenario, look, accepts: true);
        Assert.False(await IsBlindAsync(Colleague(scenario)));
        Assert.False(await IsBlindAsync(Supervisor(scenario)));

        async Task<bool> IsBlindAsync(Actor actor)
        {
            var review = (await scenario.Portal.RunAsync((DeclarationReview query) => query.RunAsync(actor, look.EvidenceUse.DeclarationId))).Value;
            var isBlind = review.IsBlind(Assert.Single(review.Evidence));
            Assert.Equal(!isBlind, review.History.Any(happened => happened.Kind == AuditKinds.EvidenceAccepted));
            return isBlind;
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Conversation_WithADecisionToTakeAgain_HidesItFromThoseWhoMayTakeIt(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var look = await DecidedAsync(scenario, percent: 100);

        Assert.False(await TellsAsync(Colleague(scenario)));
        Assert.False(await TellsAsync(Supervisor(scenario)));
        Assert.True(await TellsAsync(scenario.Agent));
        Assert.True(await TellsAsync(scenario.Iris));
        await TakeAsync(scenario, look, accepts: true);
        Assert.True(await TellsAsync(Colleague(scenario)));

        async Task<bool> TellsAsync(Actor actor)
        {
            var conversation = (await scenario.Portal.RunAsync((OpenConversation open) => open.RunAsync(actor, look.EvidenceUse.DeclarationId))).Value;
            Assert.Contains(conversation.Timeline, happened => happened.Kind == AuditKinds.DeclarationTransmitted);
            return conversation.Timeline.Any(happened => happened.Kind == AuditKinds.EvidenceAccepted);
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Queue_WithADecisionToTakeAgain_HidesItFromThoseWhoMayTakeIt(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var look = await DecidedAsync(scenario, percent: 100);

        foreach (var actor in new[] { Colleague(scenario), Supervisor(scenario) })
        {
            Assert.Equal((true, null, null), await RowAsync(actor, QueueState.All));
            Assert.Null(await RowAsync(actor, QueueState.Accepted));
        }

        Assert.Equal((false, look.FirstAt, "Dominique Modèle"), await RowAsync(scenario.Agent, QueueState.Accepted));
        await TakeAsync(scenario, look, accepts: true);
        Assert.Equal((false, look.FirstAt, "Dominique Modèle"), await RowAsync(Colleague(scenario), QueueState.Accepted));

        async Task<(bool, DateTime?, string?)?> RowAsync(Actor actor, QueueState state) =>
            (await scenario.Portal.RunAsync((AgentQueue queue) => queue.RunAsync(actor, new QueueFilter { State = state }))).Rows
                .Select(row => ((bool, DateTime?, string?)?)(row.IsBlind, row.DecidedAt, row.DecidedBy)).SingleOrDefault();
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task PractitionersFile_WithADecisionToTakeAgain_HidesItFromThoseWhoMayTakeIt(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var look = await DecidedAsync(scenario, percent: 100);

        Assert.Equal((true, false), await SeesAsync(Colleague(scenario)));
        Assert.Equal((false, true), await SeesAsync(scenario.Agent));
        await TakeAsync(scenario, look, accepts: true);
        Assert.Equal((false, true), await SeesAsync(Colleague(scenario)));

        async Task<(bool IsBlind, bool HasEvent)> SeesAsync(Actor actor)
        {
            var file = (await scenario.Portal.RunAsync((PractitionerFileQuery query) => query.RunAsync(actor, scenario.Practitioner.Id))).Value;
            return (file.Blind.Contains(look.EvidenceUseId), file.History.Any(happened => happened.Kind == AuditKinds.EvidenceAccepted));
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Decide_OrUndo_ADecisionToTakeAgain_IsRefusedWithoutTellingIt(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var look = await DecidedAsync(scenario, percent: 100);

        var refused = await scenario.RefuseAsync(look.EvidenceUse, actor: Colleague(scenario));
        var undone = await scenario.Portal.RunAsync((UndoDecision undo) => undo.RunAsync(Colleague(scenario), look.EvidenceUseId));

        Assert.Equal(["evidence-in-second-look", "evidence-in-second-look"], new[] { refused.Problems[0], undone.Problems[0] }.Select(problem => problem.Code));
        Assert.DoesNotContain("accepté", refused.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal(EvidenceUseState.Accepted, await StateAsync(scenario, look));
        Assert.True((await scenario.Portal.RunAsync((UndoDecision undo) => undo.RunAsync(scenario.Agent, look.EvidenceUseId))).IsDone);
    }

    internal static Actor Colleague(Scenario scenario) => scenario.Agent with { AccountId = ColleagueId, DisplayName = "Sacha Lent" };

    internal static Actor Supervisor(Scenario scenario) =>
        new(SupervisorId, "Sacha Réglet", Roles.Agent, FundId: scenario.Fund.Id, IsSupervisor: true);

    internal static Task<Outcome<QualityRule>> SetAsync(Scenario scenario, Actor actor, Guid? fundId, QualityTerms terms) =>
        scenario.Portal.RunAsync((QualityRules rules) => rules.SetAsync(actor, fundId, terms));

    private static readonly Guid ColleagueId = Guid.NewGuid();
    private static readonly Guid SupervisorId = Guid.NewGuid();

    private static async Task<SecondLook> DecidedAsync(Scenario scenario, int percent)
    {
        _ = (await SetAsync(scenario, scenario.Admin, null, new QualityTerms(percent, null))).Value;
        var (_, use) = await scenario.TransmittedAsync();
        _ = (await scenario.AcceptAsync(use)).Value;
        await using var db = scenario.Portal.NewContext();
        return (await db.SecondLooks.Include(look => look.EvidenceUse).SingleOrDefaultAsync())!;
    }

    private static Task<IReadOnlyList<SecondLookRow>> QueueAsync(Scenario scenario, Actor actor) =>
        scenario.Portal.RunAsync((SecondLookQueue queue) => queue.RunAsync(actor));

    private static Task<SecondLookFigures> FiguresAsync(Scenario scenario, Actor actor) =>
        scenario.Portal.RunAsync((SecondLookQueue queue) => queue.FiguresAsync(actor));

    private static Task<Outcome<SecondLook>> TakeAsync(Scenario scenario, SecondLook look, bool accepts, string? reason = null, Actor? actor = null) =>
        scenario.Portal.RunAsync((TakeSecondLook take) => take.RunAsync(actor ?? Colleague(scenario), look.Id, accepts, reason));

    private static Task<Outcome<SecondLook>> SettleAsync(Scenario scenario, SecondLook look, bool reopens, Actor? actor = null) =>
        scenario.Portal.RunAsync((SettleDisagreement settle) => settle.RunAsync(actor ?? Supervisor(scenario), look.Id, reopens, "Vu ensemble."));

    private static async Task<EvidenceUseState> StateAsync(Scenario scenario, SecondLook look)
    {
        await using var db = scenario.Portal.NewContext();
        return (await db.EvidenceUses.SingleAsync(any => any.Id == look.EvidenceUseId)).State;
    }
}
