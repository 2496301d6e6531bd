using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Campaigns;

public sealed class CampaignUseCaseTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Open_ByAnAdministrator_IsDoneWithItsEvent(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await using (var db = scenario.Portal.NewContext())
        {
            await db.Campaigns.ExecuteDeleteAsync();
        }

        var prepared = A.Campaign().In(CampaignState.Draft).Build();
        await scenario.Portal.SaveAsync(prepared);

        var opened = await scenario.Portal.RunAsync((OpenCampaign useCase) => useCase.RunAsync(scenario.Admin, prepared.Id));

        Assert.Equal(CampaignState.Open, opened.Value.State);
        await using var fresh = scenario.Portal.NewContext();
        Assert.Equal("Ariel Gabarit", (await fresh.AuditEvents.SingleAsync(any => any.Kind == AuditKinds.CampaignOpened)).ActorName);
    }

    [Theory, OnSqlite]
    public async Task Open_WithoutItsRules_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var prepared = A.Campaign().For(1999).In(CampaignState.Draft).Build();
        await scenario.Portal.SaveAsync(prepared);

        var refused = await scenario.Portal.RunAsync((OpenCampaign useCase) => useCase.RunAsync(scenario.Admin, prepared.Id));

        Assert.Equal("campaign-without-rules", Assert.Single(refused.Problems).Code);
    }

    [Theory, OnSqlite]
    public async Task Move_ByAnybodyElse_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        foreach (var actor in new[] { scenario.Iris, scenario.Agent })
        {
            var refused = await scenario.Portal.RunAsync((CloseCampaign useCase) => useCase.RunAsync(actor, scenario.Campaign.Id));
            Assert.True(Assert.Single(refused.Problems).IsNotFound);
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Close_Twice_IsRefusedTheSecondTime(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            scenario.Portal.RunAsync((CloseCampaign useCase) => useCase.RunAsync(scenario.Admin, scenario.Campaign.Id)))));

        Assert.Single(outcomes, outcome => outcome.IsDone);
        Assert.Equal("campaign-not-open", outcomes.SelectMany(outcome => outcome.Problems).Single().Code);
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(1, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.CampaignClosed));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Overview_CountsWhereEverybodyStands(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.TransmittedAsync();
        await scenario.OpenAsync(scenario.Basile);

        var numbers = (await scenario.Portal.RunAsync((CampaignOverview query) => query.RunAsync(scenario.Admin, scenario.Campaign.Id))).Value;

        Assert.Equal((2, 1, 1, 1, 0), (numbers.Eligible, numbers.Drafts, numbers.Transmitted, numbers.EvidenceWaiting, numbers.EvidenceAccepted));
        Assert.Empty(await scenario.Portal.RunAsync((CampaignOverview query) => query.ListAsync(scenario.Agent)));
    }
}
