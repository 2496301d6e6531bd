using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Desk;

public sealed class FundFiguresTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Figures_CountTheFundsWork_AndTheDelaysThatPeopleWaited(DatabaseProvider provider)
    {
        // Arrange: ten treated after 1 to 10 hours, the last two refused, one still waits; another fund has its own.
        await using var scenario = await Scenario.StartAsync(provider);
        for (var hours = 1; hours <= 10; hours++)
        {
            var (_, use) = await scenario.TransmittedByAsync("Nina", $"Fictif {hours}");
            scenario.Portal.Clock.Advance(TimeSpan.FromHours(hours));
            _ = hours > 8 ? (await scenario.RefuseAsync(use)).Value : (await scenario.AcceptAsync(use)).Value;
        }

        await scenario.TransmittedByAsync("Nina", "Attend");
        await scenario.TransmittedByAsync("Basile", "Autre", scenario.OtherFund);

        // Act
        var figures = await scenario.Portal.RunAsync((FundFigures query) => query.RunAsync(scenario.Agent));

        // Assert: nearest rank, so that each is a delay of the list.
        Assert.Equal((1, 8, 2), (figures.Waiting, figures.Accepted, figures.Refused));
        Assert.Equal((TimeSpan.FromHours(5), TimeSpan.FromHours(9)), (figures.Delay!.Median, figures.Delay.P90));
        var indicator = Assert.Single(figures.Indicators);
        Assert.Equal((A.Profession, A.Exercise, "dmp-software"), (indicator.ProfessionCode, indicator.Exercise, indicator.IndicatorCode));
        Assert.Equal(2, Assert.Single(figures.Reasons).Count);
        Assert.Equal(10, figures.Treated.Sum(week => week.Accepted + week.Refused));
        Assert.Equal(FundFigures.Weeks, figures.Treated.Count);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Figures_OfManyDecisions_AreThoseOfEachOneCounted(DatabaseProvider provider)
    {
        // Arrange: decisions of three indicators over ten weeks, to the tick, around midnight in Paris too; one in twelve still waits.
        const int Count = 1_200;
        await using var scenario = await Scenario.StartAsync(provider);
        var uses = await new QueueFiller(scenario).FillAsync(Count);
        var random = new Random(7);
        var now = scenario.Portal.Clock.UtcNow;
        var decided = new List<(string Indicator, bool IsRefused, string? Reason, TimeSpan Delay, DateTime At)>();
        await using (var db = scenario.Portal.NewContext())
        {
            foreach (var (use, place) in uses.Select((use, place) => (use, place)).Where(pair => pair.place % 12 != 0))
            {
                var at = now.AddTicks(-random.NextInt64(TimeSpan.FromDays(70).Ticks));
                var delay = TimeSpan.FromTicks(random.NextInt64(1, TimeSpan.FromDays(20).Ticks));
                var (indicator, isRefused) = ($"indicator-{place % 3}", random.Next(4) == 0);
                var reason = isRefused && random.Next(3) > 0 ? $"R{random.Next(3)}" : null;
                var state = isRefused ? EvidenceUseState.Rejected : EvidenceUseState.Accepted;
                var since = at - delay;
                await db.EvidenceUses.Where(any => any.Id == use.Id).ExecuteUpdateAsync(set => set
                    .SetProperty(any => any.State, state).SetProperty(any => any.IndicatorCode, indicator).SetProperty(any => any.ReasonCode, reason)
                    .SetProperty(any => any.SubmittedAt, since).SetProperty(any => any.DecidedAt, at));
                decided.Add((indicator, isRefused, reason, delay, at));
            }
        }

        // Act
        var figures = await scenario.Portal.RunAsync((FundFigures query) => query.RunAsync(scenario.Agent));

        // Assert
        Assert.Equal((Count / 12, decided.Count(any => !any.IsRefused), decided.Count(any => any.IsRefused)), (figures.Waiting, figures.Accepted, figures.Refused));
        Assert.Equal(Delays(decided.Select(any => any.Delay)), figures.Delay);
        Assert.Equal(
            decided.GroupBy(any => any.Indicator).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Count(any => !any.IsRefused), group.Count(any => any.IsRefused), Delays(group.Select(any => any.Delay)))),
            figures.Indicators.Where(indicator => indicator.Delay is not null)
                .Select(indicator => (indicator.IndicatorCode, indicator.Accepted, indicator.Refused, indicator.Delay!)));
        Assert.Equal(
            decided.Where(any => any.IsRefused).GroupBy(any => any.Reason).ToDictionary(group => group.Key ?? "", group => group.Count()),
            figures.Reasons.ToDictionary(reason => reason.ReasonCode ?? "", reason => reason.Count));
        Assert.Equal(figures.Reasons.Select(reason => reason.Count).OrderDescending(), figures.Reasons.Select(reason => reason.Count));
        Assert.All(figures.Treated, week => Assert.Equal(
            (decided.Count(any => !any.IsRefused && IsIn(week.Monday, any.At)), decided.Count(any => any.IsRefused && IsIn(week.Monday, any.At))),
            (week.Accepted, week.Refused)));
        Assert.True(figures.Treated.Sum(week => week.Accepted + week.Refused) < decided.Count);

        static Delay Delays(IEnumerable<TimeSpan> delays)
        {
            var sorted = delays.Order().ToList();
            return new Delay(sorted[(int)Math.Ceiling(sorted.Count * 0.5m) - 1], sorted[(int)Math.Ceiling(sorted.Count * 0.9m) - 1]);
        }

        static bool IsIn(DateOnly monday, DateTime at) => ParisTime.DateOf(at) is var day && day >= monday && day < monday.AddDays(7);
    }

    [Theory, OnSqlite]
    public async Task Figures_OfAnotherExerciseOrForAnotherRole_AreEmpty(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.TransmittedAsync();

        Assert.Equal(0, (await scenario.Portal.RunAsync((FundFigures query) => query.RunAsync(scenario.Agent, A.Exercise - 1))).Waiting);
        Assert.Empty((await scenario.Portal.RunAsync((FundFigures query) => query.RunAsync(scenario.Admin))).Indicators);
    }
}
