using FamiPortal.Domain.Campaigns;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Declarations;

public sealed class OpenDeclarationTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Open_TheFirstTime_StartsADraftAndTheSecondTimeFindsIt(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        var first = (await scenario.OpenAsync()).Value;
        var second = (await scenario.OpenAsync()).Value;

        Assert.Equal(first.Declaration.Id, second.Declaration.Id);
        Assert.True(second.IsEditable);
        Assert.Equal("masseur-kinesitherapeute/2024", second.RuleSet.Key);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Open_InTwoTabsAtOnce_StartsOneDraft(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        var opened = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => scenario.OpenAsync())));

        Assert.Single(opened.Select(outcome => outcome.Value.Declaration.Id).Distinct());
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(1, await db.Declarations.CountAsync());
    }

    [Theory, OnSqlite]
    public async Task Open_WithADraft_EstimatesItAsIfTransmittedToday(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        await scenario.DraftAsync();

        var opened = (await scenario.OpenAsync()).Value;

        Assert.Equal((0m, 590m), (opened.Estimate.Amount, opened.Estimate.PotentialAmount));
        Assert.Equal("Flux de test", opened.Situation.Provenance["scor"].Source);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Open_AfterClosing_IsReadableAndEstimatesOnlyWhatWasTransmitted(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowMeasuredFactsAsync();
        await scenario.DraftAsync();
        scenario.Portal.Clock.Set(scenario.Campaign.ClosesAt);

        var opened = (await scenario.OpenAsync()).Value;

        Assert.False(opened.IsEditable);
        Assert.Equal(0m, opened.Estimate.PotentialAmount);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Open_ForTheFirstTimeAfterClosing_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        scenario.Portal.Clock.Set(scenario.Campaign.ClosesAt);

        var refused = await scenario.OpenAsync();

        Assert.Equal("entry-closed", Assert.Single(refused.Problems).Code);
    }

    [Theory, OnSqlite]
    public async Task Open_BeforeTheFirstDay_SaysWhenItOpens(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        scenario.Portal.Clock.Set(scenario.Campaign.OpensAt.AddTicks(-1));

        var refused = await scenario.OpenAsync();

        var problem = Assert.Single(refused.Problems);
        Assert.Equal("entry-not-open-yet", problem.Code);
        Assert.Contains("lundi 13 janvier 2025", problem.Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task Open_ACampaignInPreparationOrOfAnotherProfession_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var prepared = A.Campaign().For(2030).In(CampaignState.Draft).Build();
        var others = A.Campaign().Of("autre-profession").For(2031).Build();
        await scenario.Portal.SaveAsync(prepared, others);

        foreach (var exercise in new[] { prepared.Exercise, others.Exercise, 1999 })
        {
            Assert.True(Assert.Single((await scenario.OpenAsync(exercise: exercise)).Problems).IsNotFound);
        }
    }

    [Theory, OnSqlite]
    public async Task Open_ByAnybodyElseThanAPractitioner_IsNotFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        foreach (var actor in new[] { scenario.Agent, scenario.Admin })
        {
            Assert.True(Assert.Single((await scenario.OpenAsync(actor)).Problems).IsNotFound);
        }
    }

    [Theory, OnSqlite]
    public async Task Open_WhenAFeedIsBroken_SaysThatNoAnswerIsAtFault(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.KnowAsync(("scor", """{"flows":"douze"}"""));

        var refused = await scenario.OpenAsync();

        var problem = Assert.Single(refused.Problems);
        Assert.Equal(("situation-unreadable", "facts.scor.flows"), (problem.Code, problem.Field));
    }
}
