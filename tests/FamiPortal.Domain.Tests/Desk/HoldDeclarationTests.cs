using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Desk;

public sealed class HoldDeclarationTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Hold_WhileAColleagueHasIt_SaysWhoAndSinceWhen(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, use) = await scenario.TransmittedAsync();
        Assert.True((await HoldAsync(scenario, scenario.Agent, declaration.Id)).IsDone);

        var refused = await HoldAsync(scenario, scenario.Supervisor, declaration.Id);
        var decided = await scenario.AcceptAsync(use, scenario.Supervisor);

        Assert.Equal("declaration-held", Assert.Single(refused.Problems).Code);
        Assert.Contains("Dominique Modèle", refused.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("10 février 2025 à 11\u00A0h\u00A000", refused.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal("declaration-held", Assert.Single(decided.Problems).Code);
        Assert.True((await scenario.AcceptAsync(use)).IsDone);
    }

    [Theory]
    [OnSqlite(600, false)]
    [OnSqlite(601, true)]
    [OnSqlServer(601, true)]
    public async Task Hold_OfAPageThatIsNoLongerSeen_IsFreedAfterTenMinutes(DatabaseProvider provider, int seconds, bool isFree)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, _) = await scenario.TransmittedAsync();
        await HoldAsync(scenario, scenario.Agent, declaration.Id);
        scenario.Portal.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(isFree, (await HoldAsync(scenario, scenario.Supervisor, declaration.Id)).IsDone);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Hold_ThatBeats_LastsAsLongAsThePage(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, _) = await scenario.TransmittedAsync();
        var start = scenario.Portal.Clock.UtcNow;
        for (var beat = 0; beat < 4; beat++)
        {
            var held = (await HoldAsync(scenario, scenario.Agent, declaration.Id)).Value;
            Assert.Equal(start, held.Since);
            scenario.Portal.Clock.Advance(TimeSpan.FromMinutes(9));
        }

        Assert.False((await HoldAsync(scenario, scenario.Supervisor, declaration.Id)).IsDone);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Release_LetsAColleagueIn_AndOnlyTheHolderCan(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, _) = await scenario.TransmittedAsync();
        await HoldAsync(scenario, scenario.Agent, declaration.Id);

        await ReleaseAsync(scenario, scenario.Supervisor, declaration.Id);
        Assert.False((await HoldAsync(scenario, scenario.Supervisor, declaration.Id)).IsDone);
        await ReleaseAsync(scenario, scenario.Agent, declaration.Id);

        Assert.True((await HoldAsync(scenario, scenario.Supervisor, declaration.Id)).IsDone);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Hold_ByAnybodyElseThanTheFundsAgents_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, _) = await scenario.TransmittedAsync();

        foreach (var actor in new[] { scenario.OtherAgent, scenario.Iris, scenario.Admin })
        {
            Assert.True(Assert.Single((await HoldAsync(scenario, actor, declaration.Id)).Problems).IsNotFound);
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Hold_TakenByTwoAtTheSameInstant_IsOnes(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, _) = await scenario.TransmittedAsync();
        var agents = Enumerable.Range(0, 8).Select(number => scenario.Agent with { AccountId = Guid.NewGuid(), DisplayName = $"Agent {number}" }).ToList();

        var held = await Task.WhenAll(agents.Select(agent => Task.Run(() => HoldAsync(scenario, agent, declaration.Id))));

        Assert.Single(held, outcome => outcome.IsDone);
        Assert.All(held.Where(outcome => !outcome.IsDone), outcome => Assert.Equal("declaration-held", outcome.Problems[0].Code));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Next_LeavesOutWhatColleaguesHoldOrWereGiven_AndPutsOnesOwnFirst(DatabaseProvider provider)
    {
        // Arrange: four that wait, oldest first.
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        var waiting = new List<Guid>();
        foreach (var name in new[] { "Bidule", "Fictif", "Gabarit", "Modèle" })
        {
            waiting.Add((await scenario.TransmittedByAsync("Nina", name)).Declaration.Id);
            scenario.Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await HoldAsync(scenario, scenario.Supervisor, waiting[0]);
        await AssignAsync(waiting[1], scenario.Supervisor.AccountId);

        Assert.Equal(waiting[2], await NextAsync(scenario, scenario.Agent));
        await AssignAsync(waiting[3], scenario.Agent.AccountId);
        Assert.Equal(waiting[3], await NextAsync(scenario, scenario.Agent));
        Assert.Null(await NextAsync(scenario, scenario.OtherAgent));

        Task<Outcome> AssignAsync(Guid declarationId, Guid agent) => scenario.Portal.RunAsync(
            (AssignDeclaration useCase) => useCase.RunAsync(scenario.Supervisor, declarationId, agent));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Decide_ByManyAtOnce_IsDoneOnceEach(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var uses = await new QueueFiller(scenario).FillAsync(10);
        var agents = Enumerable.Range(0, 4).Select(number => scenario.Agent with { AccountId = Guid.NewGuid(), DisplayName = $"Agent {number}" }).ToList();

        var decided = await Task.WhenAll(agents.SelectMany(agent => uses.Select(use => Task.Run(() => scenario.AcceptAsync(use, agent)))));

        Assert.Equal(uses.Count, decided.Count(outcome => outcome.IsDone));
        Assert.All(decided.Where(outcome => !outcome.IsDone), outcome => Assert.Equal("evidence-already-decided", outcome.Problems[0].Code));
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(uses.Count, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.EvidenceAccepted));
        Assert.Equal(uses.Count, await db.EvidenceUses.CountAsync(any => any.State == EvidenceUseState.Accepted));
    }

    internal static Task<Outcome<DeclarationHold>> HoldAsync(Scenario scenario, Actor actor, Guid declarationId) =>
        scenario.Portal.RunAsync((HoldDeclaration useCase) => useCase.RunAsync(actor, declarationId));

    private static Task<Guid?> NextAsync(Scenario scenario, Actor actor) =>
        scenario.Portal.RunAsync((NextToTreat useCase) => useCase.RunAsync(actor));

    private static Task<bool> ReleaseAsync(Scenario scenario, Actor actor, Guid declarationId) =>
        scenario.Portal.RunAsync(async (ReleaseDeclaration useCase) =>
        {
            await useCase.RunAsync(actor, declarationId);
            return true;
        });
}
