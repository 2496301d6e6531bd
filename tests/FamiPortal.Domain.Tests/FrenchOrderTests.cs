using System.Globalization;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Situations;
using FamiPortal.Domain.Software;
using FamiPortal.TestKit;

namespace FamiPortal.Domain.Tests;

public sealed class FrenchOrderTests
{
    [Fact]
    public void Order_CountsAccentsAndCapitalsLast() =>
        Assert.Equal(
            ["Coté", "cote", "coté", "côte", "Élodie", "emma", "Œdipe", "Oscar", "Zoé"],
            new[] { "Zoé", "Oscar", "coté", "emma", "côte", "Œdipe", "Élodie", "Coté", "cote" }.InFrenchOrder(text => text));

    /// <summary>In Czech, « ch » is a letter of its own, after « h ».</summary>
    [Theory]
    [InlineData("")]
    [InlineData("fr-FR")]
    [InlineData("cs-CZ")]
    public void Simulation_ProposesTextsInOneOrder_WhateverTheCultureOfTheMachine(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);

            var proposed = TestPortal.Catalogue.RuleSets.SelectMany(ruleSet => new Simulation(ruleSet).Indicators).SelectMany(indicator => indicator.Automatic)
                .Where(field => field.Options.Any(option => option.Code.StartsWith("Chirurgie", StringComparison.Ordinal)))
                .Select(field => field.Options.Select(option => option.Label).ToList()).First();

            Assert.Equal(proposed.InFrenchOrder(text => text), proposed);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Lists_OfSoftwareAndOfAgents_AreInFrenchOrder_WithBothDatabases(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        using var list = new StringReader($"{ImportSoftware.Header}\nA;Zed;;\nA;Éclair;;\nA;apicrypt;;\nA;Flux;;");
        _ = (await scenario.Portal.RunAsync((ImportSoftware import) => import.RunAsync(scenario.Admin, list))).Value;
        await scenario.OpenAccountsAsync([.. new[] { "Zoé Exemple", "Élodie Exemple", "emma Exemple" }.Select(name => scenario.Agent with { AccountId = Guid.NewGuid(), DisplayName = name })]);

        var proposed = await scenario.Portal.RunAsync((SoftwareCatalogue catalogue) => catalogue.OfferedAsync(A.Profession));
        var agents = (await scenario.Portal.RunAsync((AgentQueue queue) => queue.RunAsync(scenario.Agent, QueueFilter.None))).Agents;

        Assert.Equal(["apicrypt", "Éclair", "Flux", "Zed"], proposed.Select(product => product.Label));
        Assert.Equal(["Élodie Exemple", "emma Exemple", "Zoé Exemple"], agents.Select(agent => agent.Name).Where(name => name.EndsWith("Exemple", StringComparison.Ordinal)));
    }
}
