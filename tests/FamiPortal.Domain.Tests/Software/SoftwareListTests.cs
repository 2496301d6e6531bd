using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Software;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Software;

public sealed class SoftwareListTests
{
    private const string First = """
        editeur;produit;version;profession
        Fictisoft;Exemple Kiné;5.0;masseur-kinesitherapeute
        Maquette Santé;Cabinéa;;
        Quen & Fils;Quenotte;7.2;chirurgien-dentiste
        """;

    [Theory, OnSqlite, OnSqlServer]
    public async Task Plan_SaysWhatEachLineWouldChange_AndSavesNothing(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await ImportAsync(scenario, First);
        await OfferAsync(scenario, "Cabinéa", isOffered: false);

        var plan = (await PlanAsync(scenario, """"
            editeur;produit;version;profession
            Fictisoft;Exemple Kiné;5.0;medecin
            Maquette Santé;Cabinéa;;

            "Point ; virgule";"Dit ""neuf""";1;
            """")).Value;

        Assert.Equal(
            [(2, "Exemple Kiné 5.0", SoftwareChange.Changed), (3, "Cabinéa", SoftwareChange.OfferedAgain), (5, "Dit \"neuf\" 1", SoftwareChange.Added)],
            plan.Lines.Select(line => (line.Number, line.Label, line.Change)));
        Assert.Equal("Point ; virgule", plan.Lines[2].Editor);
        Assert.Equal(["Quenotte 7.2"], plan.Withdrawn.Select(product => product.Label));
        Assert.Equal(2, (await ListAsync(scenario)).Offered);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Import_TwiceAtTheSameInstant_AddsEachProductOnce(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var list = string.Join('\n', Enumerable.Range(1, 300).Select(number => $"Fictisoft;Produit {number};1;").Prepend(ImportSoftware.Header));
        using var together = new Barrier(2);

        var imported = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            using var text = new StringReader(list);
            together.SignalAndWait();
            return await scenario.Portal.RunAsync((ImportSoftware import) => import.RunAsync(scenario.Admin, text));
        })));

        Assert.Equal([0, 300], imported.Select(one => one.Value.Added).Order());
        Assert.Equal((300, 300), ((await ListAsync(scenario)).TotalRows, (await ListAsync(scenario)).Offered));
        await using var db = scenario.Portal.NewContext();
        Assert.Equal(2, await db.AuditEvents.CountAsync(happened => happened.Kind == AuditKinds.SoftwareImported));
    }

    [Theory, OnSqlite]
    public async Task Plan_OfABadList_NamesEachLine(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);

        var refused = await PlanAsync(scenario, $"{ImportSoftware.Header}\nA;B;1;\nseul\nA;b;1;\nC;Logiciel Kin\uFFFD;1;");

        Assert.Equal(["software-line", "software-twice", "software-encoding"], refused.Problems.Select(problem => problem.Code));
        Assert.StartsWith("Ligne 3\u00A0:", refused.Problems[0].Message, StringComparison.Ordinal);
        Assert.Equal("software-empty", Assert.Single((await PlanAsync(scenario, ImportSoftware.Header)).Problems).Code);
        Assert.True(Assert.Single((await PlanAsync(scenario, First, scenario.Agent)).Problems).IsNotFound);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Withdraw_ThenOfferAgain_IsWrittenDownOnceEach_AndKeepsTheProductKnown(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await ImportAsync(scenario, First);

        await OfferAsync(scenario, "Quenotte 7.2", isOffered: false);
        await OfferAsync(scenario, "Quenotte 7.2", isOffered: false);
        var offered = await scenario.Portal.RunAsync((SoftwareCatalogue catalogue) => catalogue.OfferedAsync("chirurgien-dentiste"));
        var known = await scenario.Portal.RunAsync((SoftwareCatalogue catalogue) => catalogue.FindAsync("quenotte 7.2"));
        await OfferAsync(scenario, "Quenotte 7.2", isOffered: true);

        Assert.Equal(["Cabinéa"], offered.Select(product => product.Label));
        Assert.NotNull(known);
        await using var db = scenario.Portal.NewContext();
        var events = await db.AuditEvents.Where(happened => happened.SubjectId == known.Id).OrderBy(happened => happened.Id).ToListAsync();
        Assert.Equal([AuditKinds.SoftwareOffered, AuditKinds.SoftwareWithdrawn], events.Select(happened => happened.Kind).Order(StringComparer.Ordinal));
        Assert.All(events, happened => Assert.Contains("Quenotte 7.2", happened.DetailsJson, StringComparison.Ordinal));
        var refused = await scenario.Portal.RunAsync((OfferSoftware offer) => offer.RunAsync(scenario.Agent, known.Id, false));
        Assert.True(Assert.Single(refused.Problems).IsNotFound);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task List_FindsByProductOrEditor_WhateverTheCase(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await ImportAsync(scenario, First);
        await OfferAsync(scenario, "Cabinéa", isOffered: false);

        Assert.Equal(["Exemple Kiné 5.0"], (await ListAsync(scenario, "EXEMPLE kiné5")).Rows.Select(product => product.Label));
        Assert.Equal(["Quenotte 7.2"], (await ListAsync(scenario, "quen & F")).Rows.Select(product => product.Label));
        Assert.Empty((await ListAsync(scenario, "%")).Rows);
        Assert.Equal(["Cabinéa"], (await ListAsync(scenario, isOffered: false)).Rows.Select(product => product.Label));
        Assert.Equal((3, 2), ((await ListAsync(scenario)).TotalRows, (await ListAsync(scenario)).Offered));
        Assert.Empty((await scenario.Portal.RunAsync((SoftwareList list) => list.RunAsync(scenario.Agent))).Rows);
    }

    private static Task<SoftwarePage> ListAsync(Scenario scenario, string? search = null, bool? isOffered = null) =>
        scenario.Portal.RunAsync((SoftwareList list) => list.RunAsync(scenario.Admin, search, isOffered));

    private static async Task ImportAsync(Scenario scenario, string text)
    {
        using var list = new StringReader(text);
        Assert.True((await scenario.Portal.RunAsync((ImportSoftware import) => import.RunAsync(scenario.Admin, list))).IsDone);
    }

    private static async Task<Outcome<SoftwareImportPlan>> PlanAsync(Scenario scenario, string text, Actor? actor = null)
    {
        using var list = new StringReader(text);
        return await scenario.Portal.RunAsync((ImportSoftware import) => import.PlanAsync(actor ?? scenario.Admin, list));
    }

    private static async Task OfferAsync(Scenario scenario, string label, bool isOffered)
    {
        await using var db = scenario.Portal.NewContext();
        var id = await db.SoftwareProducts.Where(product => product.Label == label).Select(product => product.Id).SingleAsync();
        _ = (await scenario.Portal.RunAsync((OfferSoftware offer) => offer.RunAsync(scenario.Admin, id, isOffered))).Value;
    }
}
