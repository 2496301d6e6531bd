using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Desk;

public sealed class AgentQueueTests
{
    private const string OtherIndicator = "mss-mailbox";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Queue_ShowsTheFundsWaitingProofsOldestFirst(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, use) = await scenario.TransmittedAsync();
        scenario.Portal.Clock.Advance(TimeSpan.FromHours(1));
        await scenario.TransmittedByAsync("Nina", "Échantillon");
        await scenario.TransmittedByAsync("Basile", "Prototype", scenario.OtherFund);

        var queue = await QueueAsync(scenario, scenario.Agent);

        Assert.Equal(["Iris Maquette", "Nina Échantillon"], queue.Rows.Select(row => row.PractitionerName));
        Assert.Equal((declaration.Id, use.Id, "dmp-software"), (queue.Rows[0].DeclarationId, queue.Rows[0].UseId, queue.Rows[0].IndicatorCode));
        Assert.Equal((2, 2, 0, 2), (queue.Matching, queue.Waiting, queue.Mine, queue.Unassigned));
        Assert.Equal(scenario.Fund.Name, queue.FundName);
        Assert.Empty((await QueueAsync(scenario, scenario.Admin)).Rows);
        Assert.Empty((await QueueAsync(scenario, scenario.Iris)).Rows);
        Assert.Equal("Basile Prototype", Assert.Single((await QueueAsync(scenario, scenario.OtherAgent)).Rows).PractitionerName);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Queue_AfterTheDecision_ShowsItAmongTheAcceptedOnly(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (_, use) = await scenario.TransmittedAsync();
        await scenario.AcceptAsync(use);

        Assert.Empty((await QueueAsync(scenario, scenario.Agent)).Rows);
        Assert.Empty((await QueueAsync(scenario, scenario.Agent, new() { State = QueueState.Refused })).Rows);
        Assert.Equal("Dominique Modèle", Assert.Single((await QueueAsync(scenario, scenario.Agent, new() { State = QueueState.Accepted })).Rows).DecidedBy);
        Assert.Single((await QueueAsync(scenario, scenario.Agent, new() { State = QueueState.All })).Rows);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Queue_FiltersByWhatIsKnownOfTheProof(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.TransmittedAsync();

        Assert.True(await FindsAsync(new() { Profession = A.Profession, Exercise = A.Exercise, Indicator = "dmp-software" }));
        Assert.False(await FindsAsync(new() { Profession = "medecin" }));
        Assert.False(await FindsAsync(new() { Exercise = A.Exercise - 1 }));
        Assert.False(await FindsAsync(new() { Indicator = "coordinated-care" }));
        Assert.True(await FindsAsync(new() { IsUnassigned = true }));
        Assert.False(await FindsAsync(new() { IsMine = true }));

        async Task<bool> FindsAsync(QueueFilter filter) => (await QueueAsync(scenario, scenario.Agent, filter)).Rows.Count == 1;
    }

    [Theory]
    [OnSqlite("maquette", true)]
    [OnSqlite("IRIS maq", true)]
    [OnSqlite("échantillon", false)]
    [OnSqlite("Maquette Basile", false)]
    [OnSqlite("%", true)]
    [OnSqlServer("IRIS maq", true)]
    public async Task Queue_SearchedByName_ForgetsAccentsAndCapitals(DatabaseProvider provider, string search, bool isFound)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.TransmittedAsync();

        var found = await QueueAsync(scenario, scenario.Agent, new() { Search = search });

        Assert.Equal(isFound ? 1 : 0, found.Rows.Count);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Queue_SearchedByNumber_FindsItHoweverItIsTyped(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.TransmittedAsync();
        var rpps = scenario.Practitioner.Rpps.Value;

        Assert.Single((await QueueAsync(scenario, scenario.Agent, new() { Search = $"{rpps[..2]} {rpps[2..5]} {rpps[5..]}" })).Rows);
        Assert.Empty((await QueueAsync(scenario, scenario.Agent, new() { Search = "99999999999" })).Rows);
    }

    [Theory]
    [OnSqlite(0, true)]
    [OnSqlite(2, true)]
    [OnSqlite(3, false)]
    public async Task Queue_ByAge_CountsDaysOfParis(DatabaseProvider provider, int days, bool isFound)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        scenario.Portal.Clock.Set(new DateTime(2025, 2, 10, 22, 59, 0, DateTimeKind.Utc)); // 23:59 in Paris
        await scenario.TransmittedAsync();
        scenario.Portal.Clock.Set(new DateTime(2025, 2, 11, 23, 1, 0, DateTimeKind.Utc)); // two midnights later

        var found = await QueueAsync(scenario, scenario.Agent, new() { WaitingDaysMin = days == 0 ? null : days });

        Assert.Equal(isFound ? 1 : 0, found.Rows.Count);
    }

    [Theory]
    [OnSqlite(QueueSort.Oldest, 1)]
    [OnSqlite(QueueSort.Newest, 1)]
    [OnSqlite(QueueSort.Name, 1)]
    [OnSqlite(QueueSort.Oldest, 3)]
    [OnSqlite(QueueSort.Newest, 3)]
    [OnSqlite(QueueSort.Name, 3)]
    [OnSqlServer(QueueSort.Oldest, 1)]
    [OnSqlServer(QueueSort.Newest, 3)]
    [OnSqlServer(QueueSort.Name, 3)]
    public async Task Pages_ForwardAndBack_ShowEveryRowOnce(DatabaseProvider provider, QueueSort sort, int documents)
    {
        // Arrange: more than two pages, two transmitted at each instant so that only the id tells them apart.
        await using var scenario = await Scenario.StartAsync(provider);
        var count = (2 * AgentQueue.PageSize) + 3;
        await new QueueFiller(scenario).FillAsync(count, documents);
        var filter = new QueueFilter { Sort = sort };

        // Act
        var pages = new List<QueuePage> { await QueueAsync(scenario, scenario.Agent, filter) };
        while (pages[^1].Next is { } next)
        {
            pages.Add(await QueueAsync(scenario, scenario.Agent, filter, QueueCursor.Parse(next.ToString(), sort)));
        }

        var back = await QueueAsync(scenario, scenario.Agent, filter, QueueCursor.Parse(pages[^1].Previous!.ToString(), sort));

        // Assert
        Assert.Equal([AgentQueue.PageSize, AgentQueue.PageSize, 3], pages.Select(page => page.Rows.Count));
        Assert.Equal(count, pages.SelectMany(page => page.Rows).Select(row => row.DeclarationId).Distinct().Count());
        Assert.All(pages, page => Assert.Equal((count * documents, count * documents), (page.Matching, page.Waiting)));
        Assert.All(pages.SelectMany(page => page.Rows), row => Assert.Equal(documents, row.Documents));
        Assert.Equal(pages[1].Rows.Select(row => row.UseId), back.Rows.Select(row => row.UseId));
        Assert.Null(pages[0].Previous);
        var keys = pages.SelectMany(page => page.Rows).Select(row => sort == QueueSort.Name ? row.SearchText : $"{row.WaitingSince:O}").ToList();
        Assert.Equal(sort == QueueSort.Newest ? keys.OrderDescending(StringComparer.Ordinal) : keys.Order(StringComparer.Ordinal), keys);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Queue_DocumentsOfOneIndicator_AreOneLine_CountedAsDocuments(DatabaseProvider provider)
    {
        // Arrange: three documents of one indicator and one of another; a fourth is not transmitted yet.
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        foreach (var name in new[] { "1.png", "2.png" })
        {
            _ = (await scenario.AttachAsync(draft, SampleFiles.Png(), name)).Value;
        }

        _ = (await scenario.AttachAsync(draft)).Value;
        var other = (await scenario.AttachAsync(draft, fileName: "autre.pdf", content: SampleFiles.Pdf("Autre"))).Value.Uses[0];
        var opened = (await scenario.OpenAsync()).Value.Declaration;
        _ = (await scenario.TransmitAsync(opened, opened.DraftVersion)).Value;
        await using (var db = scenario.Portal.NewContext())
        {
            await db.EvidenceUses.Where(use => use.Id == other.Id).ExecuteUpdateAsync(set => set.SetProperty(use => use.IndicatorCode, OtherIndicator));
        }

        _ = (await scenario.AttachAsync(opened, SampleFiles.Png(), "4.png")).Value;

        // Act
        var queue = await QueueAsync(scenario, scenario.Agent);
        var unreadable = await QueueAsync(scenario, scenario.Agent, new() { Precheck = PrecheckResult.Unreadable });
        var all = await QueueAsync(scenario, scenario.Agent, new() { State = QueueState.All });

        // Assert
        Assert.Equal([("dmp-software", 3), (OtherIndicator, 1)], queue.Rows.Select(row => (row.IndicatorCode, row.Documents)).OrderByDescending(row => row.Documents));
        Assert.Equal((4, 4, 4), (queue.Matching, queue.Waiting, queue.Unassigned));
        Assert.Equal(3, queue.Rows.Single(row => row.Documents == 3).Doubtful);
        Assert.Equal((2, 2), (unreadable.Matching, Assert.Single(unreadable.Rows).Documents));
        Assert.Equal([1, 1, 1, 1], all.Rows.Select(row => row.Documents));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Queue_FilteredByWhatItCounts_SaysTheSameNumberAsItsLines(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await new QueueFiller(scenario).FillAsync(3, 2);
        QueueFilter[] filters =
        [
            new() { Profession = A.Profession }, new() { Profession = "medecin" }, new() { Exercise = A.Exercise }, new() { Exercise = A.Exercise + 1 },
            new() { Indicator = "dmp-software" }, new() { Indicator = OtherIndicator }, new() { Profession = A.Profession, Indicator = "dmp-software", Sort = QueueSort.Name },
            new() { IsMine = true }, new() { IsUnassigned = true }, new() { State = QueueState.Accepted }, new() { State = QueueState.All }, new() { Search = "bidule" },
        ];

        foreach (var filter in filters)
        {
            var page = await QueueAsync(scenario, scenario.Agent, filter);

            Assert.Equal(page.Rows.Sum(row => row.Documents), page.Matching);
        }
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Batch_OfATickedLine_HoldsAllItsDocumentsAndNoOthers(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        var uses = await new QueueFiller(scenario).FillAsync(2, 3);
        var line = (await QueueAsync(scenario, scenario.Agent)).Rows[0];

        var grouped = (await PrepareAsync(QueueFilter.None, line.UseId)).Value;
        var both = (await PrepareAsync(QueueFilter.None, [.. uses.Select(use => use.Id)])).Value;
        var single = (await PrepareAsync(new() { State = QueueState.All }, line.UseId)).Value;

        await using var db = scenario.Portal.NewContext();
        Assert.Equal((3, 6, 1), (grouped.ItemCount, both.ItemCount, single.ItemCount));
        Assert.All(
            await db.BatchItems.Where(item => item.BatchId == grouped.Id).Select(item => item.EvidenceUse.DeclarationId).ToListAsync(),
            id => Assert.Equal(line.DeclarationId, id));

        Task<Outcome<Batch>> PrepareAsync(QueueFilter filter, params Guid[] chosen) =>
            scenario.Portal.RunAsync((PrepareBatch prepare) => prepare.RunAsync(scenario.Agent, filter, chosen));
    }

    [Theory, OnSqlite]
    public async Task Page_WhenRowsBeforeItWereDecided_StaysWhereItWas(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await new QueueFiller(scenario).FillAsync(AgentQueue.PageSize + 5);
        var first = await QueueAsync(scenario, scenario.Agent);
        var second = await QueueAsync(scenario, scenario.Agent, null, first.Next);

        await scenario.Portal.RunAsync((AcceptEvidence useCase) => useCase.RunAsync(scenario.Agent, first.Rows[0].UseId));

        var again = await QueueAsync(scenario, scenario.Agent, null, first.Next);
        Assert.Equal(second.Rows.Select(row => row.UseId), again.Rows.Select(row => row.UseId));
    }

    [Theory]
    [OnSqlite("")]
    [OnSqlite("a.b")]
    [OnSqlite("a.not-an-id.12")]
    [OnSqlite("a.0192d4f0c0de70008000000000000001.99999999999999999999")]
    [OnSqlite("c.0192d4f0c0de70008000000000000001.12")]
    public async Task Page_AfterAForgedKey_IsTheFirst(DatabaseProvider provider, string cursor)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.TransmittedAsync();

        Assert.Single((await QueueAsync(scenario, scenario.Agent, null, QueueCursor.Parse(cursor, QueueSort.Oldest))).Rows);
    }

    [Theory, OnSqlite]
    public async Task Views_AreTheAgentsOwn_AndTheSameNameReplaces(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.OpenAccountsAsync();
        foreach (var query in new[] { "?q=a", "?q=b" })
        {
            Assert.True((await SaveAsync("Mes kinés", query)).IsDone);
        }

        Assert.Equal("view-name", Assert.Single((await SaveAsync(" ", "?q=c")).Problems).Code);
        Assert.Equal(("Mes kinés", "?q=b"), Assert.Single((await QueueAsync(scenario, scenario.Agent)).Views.Select(view => (view.Name, view.Query))));
        Assert.Empty((await QueueAsync(scenario, scenario.Supervisor)).Views);

        Task<Outcome> SaveAsync(string name, string query) => scenario.Portal.RunAsync((SaveQueueView useCase) => useCase.RunAsync(scenario.Agent, name, query));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Export_HoldsWhatMatches_AndIsRecorded(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.TransmittedAsync();

        var rows = await scenario.Portal.RunAsync(async (AgentQueue queue) =>
        {
            var read = new List<QueueRow>();
            await foreach (var row in queue.ExportAsync(scenario.Agent, QueueFilter.None))
            {
                read.Add(row);
            }

            return read;
        });

        Assert.Single(rows);
        await using var db = scenario.Portal.NewContext();
        Assert.Equal("{\"rows\":1}", (await db.AuditEvents.SingleAsync(any => any.Kind == AuditKinds.QueueExported)).DetailsJson);
    }

    [Theory, OnSqlite]
    public async Task Upgrade_OfProofsThatAreOlderThanTheQueue_PutsThemInIt(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.TransmittedAsync();
        await using var db = scenario.Portal.NewContext();
        await db.EvidenceUses.ExecuteUpdateAsync(set => set.SetProperty(use => use.FundId, (Guid?)null).SetProperty(use => use.SearchText, ""));
        Assert.Empty((await QueueAsync(scenario, scenario.Agent)).Rows);

        await db.FillQueueAsync();

        Assert.Single((await QueueAsync(scenario, scenario.Agent, new() { Search = "maquette" })).Rows);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Queue_AnUnansweredQuestion_ComesBackOnceItsDayHasPassed(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, use) = await scenario.TransmittedAsync();
        var answerBy = ParisTime.DateOf(scenario.Portal.Clock.UtcNow).AddDays(5);
        _ = (await scenario.Portal.RunAsync((AskForComplement ask) => ask.RunAsync(scenario.Agent, use.Id, "Envoyez la facture entière.", answerBy))).Value;

        scenario.Portal.Clock.Set(ParisTime.ToUtc(answerBy, new TimeOnly(23, 59)));
        Assert.Empty((await QueueAsync(scenario, scenario.Agent)).Rows);
        scenario.Portal.Clock.Set(ParisTime.ToUtc(answerBy.AddDays(1), new TimeOnly(0, 1)));

        var row = Assert.Single((await QueueAsync(scenario, scenario.Agent)).Rows);
        Assert.True(row.IsOverdue(answerBy.AddDays(1)));
        Assert.Equal(declaration.Id, await scenario.Portal.RunAsync((NextToTreat next) => next.RunAsync(scenario.Agent)));
        Assert.True((await scenario.RefuseAsync(use)).IsDone);
        Assert.Empty((await QueueAsync(scenario, scenario.Agent)).Rows);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Queue_FiltersByWhatTheFirstReadingFound(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var draft = await scenario.DraftAsync();
        var photo = (await scenario.AttachAsync(draft, SampleFiles.Png(), "photo.png")).Value;
        var letter = (await scenario.AttachAsync(draft, SampleDocuments.Docx("Facture d’un autre logiciel, sans rien de ce qui est attendu"), "facture.docx")).Value;
        var all = (await scenario.AttachAsync(draft, SampleDocuments.Docx("Facture du 12/03/2024, Maquette, Exemple Kiné 5, DMP compatible"), "autre.docx")).Value;
        _ = (await scenario.TransmitAsync(draft, all.DraftVersion)).Value;

        Assert.Equal(photo.Uses[0].Id, await OnlyAsync(PrecheckResult.Unreadable));
        Assert.Equal(letter.Uses[0].Id, await OnlyAsync(PrecheckResult.Missing));
        Assert.Equal(all.Uses[0].Id, await OnlyAsync(PrecheckResult.AllFound));

        async Task<Guid> OnlyAsync(PrecheckResult found) => Assert.Single((await QueueAsync(scenario, scenario.Agent, new() { Precheck = found })).Rows).UseId;
    }

    [Theory]
    [OnSqlite(0, 0)]
    [OnSqlite(10, 9)]
    [OnSqlite(22, 16)]
    [OnSqlite(23, 16)]
    [OnSqlServer(10, 9)]
    public async Task Around_ShowsTheOneBeforeAndThoseAfter(DatabaseProvider provider, int place, int first)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var waiting = await new QueueFiller(scenario).FillAsync(24);
        var order = waiting.OrderBy(use => use.SubmittedAt).ThenBy(use => use.Id).Select(use => use.DeclarationId).ToList();

        var around = await AroundAsync(scenario, order[place]);

        Assert.Equal(order.Skip(first).Take(AgentQueue.AroundMax), around.Rows.Select(row => row.DeclarationId));
        Assert.Equal((waiting.Count, 0), (around.TotalRows, around.Unread));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Around_ADeclarationCompletedLater_StandsWhereItsFirstProofDoes(DatabaseProvider provider)
    {
        // Arrange: one after the other, the first of them completed last.
        await using var scenario = await Scenario.StartAsync(provider);
        var (first, _) = await scenario.TransmittedAsync();
        scenario.Portal.Clock.Advance(TimeSpan.FromHours(1));
        var (second, _) = await scenario.TransmittedByAsync("Nina", "Échantillon");
        scenario.Portal.Clock.Advance(TimeSpan.FromHours(1));
        var (third, _) = await scenario.TransmittedByAsync("Basile", "Prototype");
        scenario.Portal.Clock.Advance(TimeSpan.FromHours(1));
        var more = (await scenario.AttachAsync(first, SampleFiles.Png(), "page-2.png")).Value;
        _ = (await scenario.TransmitAsync(first, more.DraftVersion)).Value;

        // Act
        var around = await AroundAsync(scenario, third.Id);

        // Assert: whoever goes from one to the next meets each once.
        Assert.Equal([first.Id, second.Id, third.Id], around.Rows.Select(row => row.DeclarationId));
        Assert.Equal(4, around.TotalRows);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Around_WhenNothingOfTheDeclarationWaits_ShowsTheHeadOfTheQueue(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var (declaration, use) = await scenario.TransmittedAsync();
        await scenario.AcceptAsync(use);
        Assert.Equal((0, 0), ((await AroundAsync(scenario, declaration.Id)).Rows.Count, (await AroundAsync(scenario, declaration.Id)).TotalRows));
        var waiting = await new QueueFiller(scenario).FillAsync(AgentQueue.AroundMax + 2);

        var around = await AroundAsync(scenario, declaration.Id);

        Assert.Equal(
            waiting.OrderBy(any => any.SubmittedAt).ThenBy(any => any.Id).Take(AgentQueue.AroundMax).Select(any => any.DeclarationId),
            around.Rows.Select(row => row.DeclarationId));
    }

    private static Task<QueueAround> AroundAsync(Scenario scenario, Guid declarationId) =>
        scenario.Portal.RunAsync((AgentQueue queue) => queue.AroundAsync(scenario.Agent, declarationId));

    private static Task<QueuePage> QueueAsync(Scenario scenario, Actor actor, QueueFilter? filter = null, QueueCursor? cursor = null) =>
        scenario.Portal.RunAsync((AgentQueue query) => query.RunAsync(actor, filter ?? QueueFilter.None, cursor));
}
