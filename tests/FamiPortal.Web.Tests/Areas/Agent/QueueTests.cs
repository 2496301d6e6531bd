using System.Net;
using FamiPortal.Domain.Accounts;

namespace FamiPortal.Web.Tests.AgentArea;

public sealed class QueueTests
{
    private const string Url = "/agent/declarations/a-traiter";

    [Fact]
    public async Task Queue_ShowsTheAgentsFundOnly_OldestFirst()
    {
        await using var office = await Office.OpenAsync();
        await office.TransmittedAsync(office.Fund, "Iris", "Maquette");
        await office.TransmittedAsync(office.OtherFund, "Basile", "Prototype");
        office.Portal.Clock.Advance(TimeSpan.FromDays(2));
        var agent = await office.SignInAsync(Roles.Agent, "Dominique Modèle", office.Fund);
        await office.TransmittedAsync(office.Fund, "Nina", "Échantillon");

        var queue = await agent.GetAsync(Url);

        Assert.Equal(["Iris Maquette", "Nina Échantillon"], queue.Html.QuerySelectorAll("tbody th a").Select(link => link.TextContent));
        Assert.Contains("depuis 2 jours", queue.Html.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Logiciel métier compatible DMP", queue.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Basile", queue.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queue_WhenNothingWaits_SaysSo()
    {
        await using var office = await Office.OpenAsync();
        await office.DraftAsync(await office.PractitionerAsync(office.Fund));

        var home = await office.Agent.GetAsync("/agent");
        var queue = await office.Agent.GetAsync(home.Location!);

        Assert.Equal(Url, home.Location);
        Assert.Contains("Rien à traiter", queue.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Practitioner)]
    [InlineData(Roles.Admin)]
    public async Task AgentPages_ForAnotherRole_AreRefused(string role)
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        var browser = await office.SignInAsync(role, "Autre Rôle");

        string[] urls = ["/agent", Url, $"/agent/declarations/{declaration.Id}"];

        foreach (var url in urls)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(url)).Status);
        }
    }
}
