using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Desk;

public sealed class AssignmentTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Take_WhatIsNobodys_IsDoneAndRecorded_AndGivenBack(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        var (declaration, use) = await scenario.TransmittedAsync();

        Assert.True((await AssignAsync(scenario, scenario.Agent, declaration.Id, scenario.Agent.AccountId)).IsDone);
        Assert.Equal("Dominique Modèle", (await UseAsync(scenario, use)).AssignedToName);
        Assert.True((await AssignAsync(scenario, scenario.Agent, declaration.Id, null)).IsDone);

        Assert.Null((await UseAsync(scenario, use)).AssignedToId);
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(2, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.DeclarationAssigned && any.SubjectId == declaration.Id));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Assign_ByAnAgent_TakesNothingFromAColleagueAndGivesToNobodyElse(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        var (declaration, use) = await scenario.TransmittedAsync();
        Assert.Equal("supervisor-only", Code(await AssignAsync(scenario, scenario.Agent, declaration.Id, scenario.Supervisor.AccountId)));
        Assert.True((await AssignAsync(scenario, scenario.Supervisor, declaration.Id, scenario.Supervisor.AccountId)).IsDone);

        Assert.Equal("declaration-assigned", Code(await AssignAsync(scenario, scenario.Agent, declaration.Id, scenario.Agent.AccountId)));
        Assert.Equal("declaration-assigned", Code(await AssignAsync(scenario, scenario.Agent, declaration.Id, null)));

        Assert.Equal(scenario.Supervisor.AccountId, (await UseAsync(scenario, use)).AssignedToId);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Assign_OutsideTheFund_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        var (declaration, _) = await scenario.TransmittedAsync();

        Assert.Equal("agent-unknown", Code(await AssignAsync(scenario, scenario.Supervisor, declaration.Id, scenario.OtherAgent.AccountId)));
        Assert.Equal("declaration-not-found", Code(await AssignAsync(scenario, scenario.OtherAgent, declaration.Id, scenario.OtherAgent.AccountId)));
        Assert.Equal("declaration-not-found", Code(await AssignAsync(scenario, scenario.Admin, declaration.Id, null)));
    }

    [Theory, OnSqlite]
    public async Task Correction_OfATakenDeclaration_GoesToTheSameAgent(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        var (declaration, use) = await scenario.TransmittedAsync();
        await AssignAsync(scenario, scenario.Agent, declaration.Id, scenario.Agent.AccountId);
        await scenario.RefuseAsync(use);
        var added = (await scenario.AttachAsync(declaration)).Value;

        await scenario.TransmitAsync(declaration, added.DraftVersion);

        Assert.Equal(scenario.Agent.AccountId, (await UseAsync(scenario, added.Uses[0])).AssignedToId);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Share_GivesTheOldestToWhoeverHasLeastToDo_AndLeavesWhatIsGiven(DatabaseProvider provider)
    {
        // Arrange: eleven that wait, of which the agent already has three.
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        var uses = await new QueueFiller(scenario).FillAsync(11);
        foreach (var use in uses.Take(3))
        {
            await AssignAsync(scenario, scenario.Agent, use.DeclarationId, scenario.Agent.AccountId);
        }

        // Act
        var shared = await ShareAsync(scenario, scenario.Supervisor, scenario.Agent, scenario.Supervisor);

        // Assert: eight shared so that both end with as much.
        Assert.Equal(8, shared.Value.Sum(part => part.Declarations));
        var loads = await scenario.Portal.RunAsync((ShareWork useCase) => useCase.LoadsAsync(scenario.Supervisor));
        Assert.Equal([5, 6], loads.Select(load => load.Declarations).Order());
        Assert.Equal("nothing-to-share", (await ShareAsync(scenario, scenario.Supervisor, scenario.Agent)).Problems[0].Code);
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(1, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.WorkShared && any.SubjectId == scenario.Fund.Id));
    }

    [Theory, OnSqlite]
    public async Task Share_ByAnybodyButASupervisor_OrToAnotherFund_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        await scenario.TransmittedAsync();

        foreach (var actor in new[] { scenario.Agent, scenario.OtherAgent, scenario.Admin, scenario.Iris })
        {
            Assert.Equal("supervisor-only", (await ShareAsync(scenario, actor, scenario.Agent)).Problems[0].Code);
        }

        Assert.Equal("agent-unknown", (await ShareAsync(scenario, scenario.Supervisor, scenario.OtherAgent)).Problems[0].Code);
        Assert.Equal("agent-not-chosen", (await ShareAsync(scenario, scenario.Supervisor)).Problems[0].Code);
    }

    private static string Code(Outcome outcome) => Assert.Single(outcome.Problems).Code;

    private static Task<Outcome> AssignAsync(Scenario scenario, Actor actor, Guid declarationId, Guid? agent) =>
        scenario.Portal.RunAsync((AssignDeclaration useCase) => useCase.RunAsync(actor, declarationId, agent));

    private static Task<Outcome<IReadOnlyList<SharedPart>>> ShareAsync(Scenario scenario, Actor actor, params Actor[] agents) =>
        scenario.Portal.RunAsync((ShareWork useCase) => useCase.RunAsync(actor, QueueFilter.None, [.. agents.Select(agent => agent.AccountId)]));

    private static async Task<EvidenceUse> UseAsync(Scenario scenario, EvidenceUse use)
    {
        await using var db = scenario.Portal.NewContext();
        return await db.EvidenceUses.AsNoTracking().SingleAsync(any => any.Id == use.Id);
    }
}
