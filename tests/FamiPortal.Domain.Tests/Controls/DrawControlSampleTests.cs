using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Controls;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Controls;

public sealed class DrawControlSampleTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Draw_KeepsSeedCriteriaAndPopulation_AndAsksWhatWasAttestedAndAchieved(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider, colleagues: 3);

        var sample = (await paid.DrawAsync(paid.Supervisor, size: 2, seed: "  graine  ")).Value;

        Assert.Equal(("graine", 2, 4, 2), (sample.Seed, sample.Size, sample.PopulationSize, sample.Controls.Count));
        Assert.Equal(paid.Scenario.Fund.Id, sample.FundId);
        Assert.All(sample.Controls, control => Assert.Equal(
            [PaidScenario.Coordination, PaidScenario.Mailbox], control.Points.Select(point => point.IndicatorCode)));
        Assert.All(sample.Controls, control => Assert.Equal(ControlState.Asked, control.State));
        await using var db = paid.Portal.NewContext();
        Assert.Equal(1, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.ControlSampleDrawn));
        Assert.Equal(2, await db.AuditEvents.CountAsync(any => any.Kind == AuditKinds.ControlAsked && any.PractitionerId != null));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Draw_WithTheSameSeedOverTheSamePopulation_GivesTheSameSample(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider, colleagues: 5);
        var population = (await paid.PreviewAsync(paid.Supervisor)).Value.Population;
        var expected = ReproducibleDraw.Take("une graine", population.Members.Select(member => member.SettledAssessmentId), 3);

        var sample = (await paid.DrawAsync(paid.Supervisor, 3, "une graine")).Value;

        Assert.Equal(expected, sample.Controls.Select(control => control.SettledAssessmentId));
        Assert.True((await paid.Portal.RunAsync((ControlSamples samples) => samples.IsFoundAgainAsync(paid.Supervisor, sample.Id))).Value);

        // A later draw takes others; the first one is still found again.
        paid.Portal.Clock.Advance(TimeSpan.FromDays(1));
        var next = (await paid.DrawAsync(paid.Supervisor, 3, "une graine")).Value;
        Assert.Empty(next.Controls.Select(control => control.SettledAssessmentId).Intersect(expected));
        Assert.True((await paid.Portal.RunAsync((ControlSamples samples) => samples.IsFoundAgainAsync(paid.Supervisor, sample.Id))).Value);
        Assert.True((await paid.Portal.RunAsync((ControlSamples samples) => samples.IsFoundAgainAsync(paid.Supervisor, next.Id))).Value);
    }

    [Theory, OnSqlite]
    public async Task Sample_Exported_IsRecordedWithWhatTheActorMaySee(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider, colleagues: 3);
        var sample = (await paid.DrawAsync(paid.Supervisor, size: 2)).Value;

        var refused = await paid.Portal.RunAsync((ControlSamples samples) => samples.ExportAsync(paid.Scenario.OtherAgent, sample.Id));
        var exported = (await paid.Portal.RunAsync((ControlSamples samples) => samples.ExportAsync(paid.Supervisor, sample.Id))).Value;

        Assert.True(refused.Problems[0].IsNotFound);
        Assert.Equal(2, exported.Controls.Count);
        await using var db = paid.Portal.NewContext();
        var recorded = await db.AuditEvents.SingleAsync(any => any.Kind == AuditKinds.ControlSampleExported);
        Assert.Equal((paid.Supervisor.AccountId, sample.Id, "{\"controls\":2}"), (recorded.ActorAccountId!.Value, recorded.SubjectId, recorded.DetailsJson));
    }

    [Theory, OnSqlite]
    public async Task Draw_ByTheAdministrator_TakesEveryFundOrOne(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider, colleagues: 1);

        var national = (await paid.PreviewAsync(paid.Scenario.Admin)).Value.Population;
        var other = (await paid.PreviewAsync(paid.Scenario.Admin, paid.Criteria(fundId: paid.Scenario.OtherFund.Id))).Value.Population;

        Assert.Equal((3, 1), (national.Members.Count, other.Members.Count));
    }

    [Theory, OnSqlite]
    public async Task Draw_ByASupervisor_StaysInTheirFundWhateverTheyAsk(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);

        var preview = (await paid.PreviewAsync(paid.Supervisor, paid.Criteria(fundId: paid.Scenario.OtherFund.Id))).Value;

        Assert.Equal(paid.Scenario.Practitioner.Id, Assert.Single(preview.Population.Members).PractitionerId);
    }

    [Theory, OnSqlite]
    public async Task Draw_ForOneIndicator_AsksAboutNothingElse(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);

        var control = await paid.IrisControlAsync(PaidScenario.Mailbox);

        Assert.Equal(PaidScenario.Mailbox, Assert.Single(control.Points).IndicatorCode);
        Assert.Equal(
            "control-indicator-not-attested",
            Assert.Single((await paid.PreviewAsync(paid.Supervisor, paid.Criteria(Scenario.DmpProof))).Problems).Code);
    }

    [Theory, OnSqlite]
    public async Task Draw_ByAnybodyElse_IsNotFound(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);

        foreach (var actor in new[] { paid.Scenario.Agent, paid.Scenario.OtherAgent, paid.Scenario.Iris })
        {
            Assert.True(Assert.Single((await paid.DrawAsync(actor)).Problems).IsNotFound);
        }
    }

    [Theory, OnSqlite]
    public async Task Draw_BeforePublication_IsRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Portal.RunAsync((CloseCampaign close) => close.RunAsync(scenario.Admin, scenario.Campaign.Id));

        var refused = await scenario.Portal.RunAsync((DrawControlSample draw) => draw.PreviewAsync(scenario.Admin, new ControlCriteria(scenario.Campaign.Id)));

        Assert.Equal("control-campaign-not-published", Assert.Single(refused.Problems).Code);
    }

    [Theory]
    [OnSqlite(0, "graine", 30, "control-size")]
    [OnSqlite(501, "graine", 30, "control-size")]
    [OnSqlite(1, "  ", 30, "control-seed")]
    [OnSqlite(1, "graine", 14, "control-deadline")]
    [OnSqlite(1, "graine", 15, null)]
    public async Task Draw_WithTerms_CountsExactly(DatabaseProvider provider, int size, string seed, int days, string? code)
    {
        await using var paid = await PaidScenario.StartAsync(provider);
        var lastDay = ParisTime.DateOf(paid.Portal.Clock.UtcNow).AddDays(days);

        var drawn = await paid.DrawAsync(paid.Supervisor, size, seed, lastDay: lastDay);

        Assert.Equal(code, drawn.IsDone ? null : drawn.Problems[0].Code);
    }

    [Theory, OnSqlite]
    public async Task Draw_WhenThePopulationMovedSinceThePreview_IsRefused(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider, colleagues: 2);
        var seen = (await paid.PreviewAsync(paid.Supervisor)).Value.Population.Fingerprint;
        _ = (await paid.DrawAsync(paid.Supervisor, 1)).Value;

        var refused = await paid.Portal.RunAsync((DrawControlSample draw) => draw.RunAsync(
            paid.Supervisor, paid.Criteria(), new DrawTerms(1, "graine", paid.InAMonth), seen));

        Assert.Equal("control-population-moved", Assert.Single(refused.Problems).Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Draw_ByTwoAtTheSameInstant_ControlsNobodyTwice(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider, colleagues: 4);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() => paid.DrawAsync(paid.Supervisor, 5, $"graine {i}"))));

        await using var db = paid.Portal.NewContext();
        var controlled = await db.Controls.Select(control => control.SettledAssessmentId).ToListAsync();
        Assert.Equal(5, controlled.Count);
        Assert.Equal(5, controlled.Distinct().Count());
        Assert.Contains(outcomes.SelectMany(outcome => outcome.Problems), problem => problem.Code is "control-population-moved" or "control-population-empty");
    }

    [Theory, OnSqlite]
    public async Task List_ShowsEachTheirOwn(DatabaseProvider provider)
    {
        await using var paid = await PaidScenario.StartAsync(provider);
        var national = (await paid.DrawAsync(paid.Scenario.Admin)).Value;

        Assert.Equal(2, Assert.Single(await ListAsync(paid, paid.Scenario.Admin)).Progress.Asked);
        Assert.Equal(1, Assert.Single(await ListAsync(paid, paid.Scenario.Agent)).Progress.Asked);
        Assert.Empty(await ListAsync(paid, paid.Scenario.Iris));
        var seen = (await paid.Portal.RunAsync((ControlSamples samples) => samples.RunAsync(paid.Scenario.OtherAgent, national.Id))).Value;
        Assert.Equal(paid.Scenario.Neighbour.Id, Assert.Single(seen.Controls).PractitionerId);
    }

    private static Task<IReadOnlyList<SampleView>> ListAsync(PaidScenario paid, Actor actor) =>
        paid.Portal.RunAsync((ControlSamples samples) => samples.ListAsync(actor));
}
