using FamiPortal.Domain.Desk;
using FamiPortal.TestKit;

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

    [Theory, OnSqlite]
    public async Task Figures_OfAnotherExerciseOrForAnotherRole_AreEmpty(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.TransmittedAsync();

        Assert.Equal(0, (await scenario.Portal.RunAsync((FundFigures query) => query.RunAsync(scenario.Agent, A.Exercise - 1))).Waiting);
        Assert.Empty((await scenario.Portal.RunAsync((FundFigures query) => query.RunAsync(scenario.Admin))).Indicators);
    }
}
