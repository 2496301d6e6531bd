using FamiPortal.Domain.Campaigns;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Campaigns;

public sealed class MoveClosingDateTests
{
    private const string Reason = "Panne nationale du 10 février.";

    [Theory]
    [OnSqlite("2025-02-10", Reason, null)]
    [OnSqlite("9999-12-31", Reason, null)]
    [OnSqlite("2025-02-09", Reason, "campaign-last-day-to-come")]
    [OnSqlite("2025-03-03", Reason, "campaign-same-last-day")]
    [OnSqlite("2025-01-12", Reason, "campaign-closes-before-opening")]
    [OnSqlite("2025-03-20", "Trop peu", "campaign-move-reason-length")]
    public async Task Move_IsRefusedUnlessTheDayIsToComeAndTheReasonGiven(DatabaseProvider provider, string lastDay, string reason, string? refusal)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        var outcome = await MoveAsync(scenario, scenario.Admin, lastDay, reason);

        Assert.Equal(refusal, outcome.Problems.Select(problem => problem.Code).SingleOrDefault());
        await using var db = scenario.Portal.NewContext();
        var last = ParisTime.DateOf((await db.Campaigns.SingleAsync()).LastMinute);
        Assert.Equal(refusal is null ? lastDay : "2025-03-03", last.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory, OnSqlite]
    public async Task Move_LaterThanAPastEnd_OpensEntryAgain(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        scenario.Portal.Clock.Set(new DateTime(2025, 3, 5, 10, 0, 0, DateTimeKind.Utc));
        Assert.False((await scenario.TransmitAsync(draft)).IsDone);

        _ = (await MoveAsync(scenario, scenario.Admin, "2025-03-10")).Value;

        Assert.True((await scenario.TransmitAsync(draft)).IsDone);
    }

    [Theory, OnSqlite]
    public async Task Move_ByAnybodyElse_IsNotFound_AndOnceClosedIsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        Assert.True(Assert.Single((await MoveAsync(scenario, scenario.Agent, "2025-03-20")).Problems).IsNotFound);
        await scenario.Portal.RunAsync((CloseCampaign close) => close.RunAsync(scenario.Admin, scenario.Campaign.Id));

        Assert.Equal("campaign-closing-fixed", Assert.Single((await MoveAsync(scenario, scenario.Admin, "2025-03-20")).Problems).Code);
    }

    private static Task<Outcome<Campaign>> MoveAsync(Scenario scenario, Actor actor, string lastDay, string reason = Reason) =>
        scenario.Portal.RunAsync((MoveClosingDate move) => move.RunAsync(
            actor, scenario.Campaign.Id, DateOnly.Parse(lastDay, System.Globalization.CultureInfo.InvariantCulture), reason));
}
