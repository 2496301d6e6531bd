using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FamiPortal.Domain.Tests.Desk;

public sealed class TransferPractitionerTests
{
    private const string Reason = "Déménagement du cabinet";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transfer_MovesTheWorkWithItsTrace_AndTheFormerFundSeesNothing(DatabaseProvider provider)
    {
        // Arrange: given to an agent who has it on their desk.
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        var (declaration, use) = await scenario.TransmittedAsync();
        await scenario.Portal.RunAsync((AssignDeclaration useCase) => useCase.RunAsync(scenario.Agent, declaration.Id, scenario.Agent.AccountId));
        await HoldDeclarationTests.HoldAsync(scenario, scenario.Agent, declaration.Id);

        // Act
        var moved = await TransferAsync(scenario, scenario.Supervisor);

        // Assert
        Assert.Equal(scenario.OtherFund.Name, moved.Value.Fund.Name);
        Assert.Empty((await QueueAsync(scenario, scenario.Agent)).Rows);
        var row = Assert.Single((await QueueAsync(scenario, scenario.OtherAgent)).Rows);
        Assert.Equal((use.Id, null, null), (row.UseId, row.AssignedToId, row.HeldBy));
        Assert.True(Assert.Single((await scenario.AcceptAsync(use)).Problems).IsNotFound);
        Assert.True((await scenario.AcceptAsync(use, scenario.OtherAgent)).IsDone);
        await using var db = scenario.Portal.NewContext();
        var happened = await db.AuditEvents.SingleAsync(any => any.Kind == AuditKinds.PractitionerTransferred);
        Assert.Equal((scenario.Practitioner.Id, "Sacha Repère"), (happened.PractitionerId!.Value, happened.ActorName));
        Assert.Contains(Reason, happened.DetailsJson, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transfer_ByAnybodyElse_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var otherSupervisor = scenario.OtherAgent with { IsSupervisor = true };

        foreach (var actor in new[] { scenario.Agent, scenario.Iris, otherSupervisor })
        {
            Assert.True((await TransferAsync(scenario, actor)).Problems[0].IsNotFound);
        }

        Assert.True((await TransferAsync(scenario, scenario.Admin)).IsDone);
    }

    [Theory]
    [OnSqlite("Muté", false, "transfer-reason")]
    [OnSqlite(Reason, true, "transfer-fund")]
    public async Task Transfer_WithoutAReasonOrToTheSameFund_IsRefused(DatabaseProvider provider, string reason, bool isSame, string code)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        var refused = await TransferAsync(scenario, scenario.Admin, reason, isSame ? scenario.Fund.Id : null);

        Assert.Equal(code, Assert.Single(refused.Problems).Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Transmit_WhileATransferGoesThrough_ReachesTheNewFundsQueue(DatabaseProvider provider)
    {
        // Arrange: a transmission has loaded the practitioner of the former fund.
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        var attached = (await scenario.AttachAsync(draft)).Value;
        await using var slow = scenario.Portal.NewScope();
        _ = await slow.ServiceProvider.GetRequiredService<FamiDbContext>().Practitioners.SingleAsync(any => any.Id == scenario.Practitioner.Id);

        // Act
        await TransferAsync(scenario, scenario.Admin);
        var transmitted = await slow.ServiceProvider.GetRequiredService<TransmitDeclaration>().RunAsync(scenario.Iris, draft.Id, attached.DraftVersion, true);

        // Assert
        Assert.True(transmitted.IsDone);
        Assert.Empty((await QueueAsync(scenario, scenario.Agent)).Rows);
        Assert.Single((await QueueAsync(scenario, scenario.OtherAgent)).Rows);
    }

    [Theory, OnSqlite]
    public async Task Preview_OfAnotherFundsPractitioner_TellsASupervisorNothing(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.TransmittedAsync();

        var own = await PreviewAsync(scenario.Supervisor, scenario.Practitioner.Rpps.Value);
        var theirs = await PreviewAsync(scenario.Supervisor, scenario.Neighbour.Rpps.Value);

        Assert.Equal((1, 1), (own.Value.Declarations, own.Value.Waiting));
        Assert.Equal("transfer-other-fund", Assert.Single(theirs.Problems).Code);
        Assert.Equal("transfer-rpps", Assert.Single((await PreviewAsync(scenario.Supervisor, "12")).Problems).Code);

        Task<Outcome<TransferPreview>> PreviewAsync(Actor actor, string rpps) =>
            scenario.Portal.RunAsync((TransferPractitioner useCase) => useCase.PreviewAsync(actor, rpps));
    }

    private static Task<Outcome<Practitioner>> TransferAsync(Scenario scenario, Actor actor, string reason = Reason, Guid? fundId = null) =>
        scenario.Portal.RunAsync((TransferPractitioner useCase) => useCase.RunAsync(actor, scenario.Practitioner.Id, fundId ?? scenario.OtherFund.Id, reason));

    private static Task<QueuePage> QueueAsync(Scenario scenario, Actor actor) =>
        scenario.Portal.RunAsync((AgentQueue query) => query.RunAsync(actor, QueueFilter.None));
}
