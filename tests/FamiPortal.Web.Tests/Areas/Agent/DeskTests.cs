using System.Net;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FamiPortal.Web.Tests.AgentArea;

public sealed class DeskTests
{
    private const string Url = "/agent/declarations/a-traiter";
    private const string Batch = "form[action*='handler=Batch']";

    [Fact]
    public async Task Filters_AreInTheAddress_AndKeptByTheForm()
    {
        await using var office = await Office.OpenAsync();
        await office.TransmittedAsync(office.Fund, "Iris", "Maquette");
        await office.TransmittedAsync(office.Fund, "Nina", "Échantillon");

        var found = await office.Agent.GetAsync(Url + "?q=echantillon&etat=tous&tri=nom&exercice=2024&attente=inconnu&agent=personne-de-connu");

        Assert.Equal(["Nina Échantillon"], found.Html.QuerySelectorAll("tbody th a").Select(link => link.TextContent));
        Assert.Equal("echantillon", found.Html.QuerySelector("input[name=q]")!.GetAttribute("value"));
        Assert.Equal("tous", found.Html.QuerySelector("select[name=etat] option[selected]")!.GetAttribute("value"));
        Assert.Contains("Rien ne correspond à ce filtre", (await office.Agent.GetAsync(Url + "?q=personne")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queue_TwentyDocumentsOfOneIndicator_AreOneLine_ThatIsTickedAsAWhole()
    {
        // Arrange
        await using var office = await Office.OpenAsync();
        var iris = await office.PractitionerAsync(office.Fund);
        var draft = await office.DraftAsync(iris);
        var version = draft.DraftVersion;
        for (var i = 0; i < 20; i++)
        {
            using var content = new MemoryStream(SampleFiles.Pdf($"Facture {i}"));
            version = (await office.RunAsync((AttachEvidence attach) => attach.RunAsync(iris, draft.Id, $"facture-{i}.pdf", content, [Scenario.DmpProof]))).Value.DraftVersion;
        }

        _ = (await office.RunAsync((TransmitDeclaration transmit) => transmit.RunAsync(iris, draft.Id, version, true))).Value;

        // Act
        var page = await office.Agent.GetAsync(Url);
        var line = Assert.Single(page.Html.QuerySelectorAll("tbody tr"));
        var batch = await office.Agent.SubmitAsync(page, "form[action*=Batch]", ("use", line.QuerySelector("input[name=use]")!.GetAttribute("value")!));
        var next = await office.Agent.GetAsync("/agent/suivant");
        using var export = await office.Agent.Client.GetAsync(new Uri("/agent/declarations/a-traiter.csv", UriKind.Relative));

        // Assert
        Assert.Contains("20 pièces", line.TextContent, StringComparison.Ordinal);
        Assert.Contains("20 pièces", line.QuerySelector("input[name=use]")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Contains("20 justificatifs", page.Html.QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("qui correspondent", page.Text, StringComparison.Ordinal);
        Assert.Contains("Lot de 20 justificatifs", (await office.Agent.GetAsync(batch.Location!)).Text, StringComparison.Ordinal);
        Assert.StartsWith($"/agent/declarations/{draft.Id}", next.Location, StringComparison.Ordinal);
        Assert.StartsWith($"/agent/declarations/{draft.Id}?piece=", line.QuerySelector("th a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(21, (await export.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task View_KeptUnderAName_LeadsBackToItsFilter_AndCanBeDeleted()
    {
        await using var office = await Office.OpenAsync();
        await office.TransmittedAsync(office.Fund);
        var page = await office.Agent.GetAsync(Url + "?q=iris&tri=nom");

        var saved = await office.Agent.SubmitAsync(page, "form[action*=SaveView]", ("name", "Mes Iris"));
        var after = await office.Agent.GetAsync(saved.Location!);

        var view = after.Html.QuerySelectorAll("nav a").Single(link => link.TextContent == "Mes Iris");
        Assert.Equal(Url + "?q=iris&tri=nom", view.GetAttribute("href"));
        var button = after.Html.QuerySelector("form[action*=DeleteView] button")!;
        await office.Agent.SubmitAsync(after, "form[action*=DeleteView]", ("view", button.GetAttribute("value")!));
        Assert.DoesNotContain("Mes Iris", (await office.Agent.GetAsync(Url)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_IsReadByASpreadsheet_AndRunsNoFormula()
    {
        await using var office = await Office.OpenAsync();
        await office.TransmittedAsync(office.Fund, "=1+1", "Maquette;\"x\"");
        await office.TransmittedAsync(office.OtherFund, "Basile", "Prototype");

        using var answer = await office.Agent.Client.GetAsync(new Uri("/agent/declarations/a-traiter.csv", UriKind.Relative));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.StartsWith("RPPS;Nom;Prénom;", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"Maquette;\"\"x\"\"\";'=1+1;", lines[1], StringComparison.Ordinal);
        Assert.Equal("", lines[2]);
    }

    [Fact]
    public async Task Take_ThenGiveBack_ChangesWhoseItIs()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);

        var taken = await PressAsync("Take");
        Assert.Contains("Vous", taken.Html.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Dominique Modèle", (await office.UseOfAsync(declaration)).AssignedToName);
        await PressAsync("GiveBack");
        Assert.Null((await office.UseOfAsync(declaration)).AssignedToId);

        async Task<Answer> PressAsync(string handler)
        {
            var page = await office.Agent.GetAsync(Url);
            var button = page.Html.QuerySelector($"button[formaction*='handler={handler}']")!;
            page.Html.QuerySelector(Batch)!.SetAttribute("action", button.GetAttribute("formaction")!);
            var sent = await office.Agent.SubmitAsync(page, "form:has(table)", ("declaration", button.GetAttribute("value")!));
            return await office.Agent.GetAsync(sent.Location!);
        }
    }

    [Fact]
    public async Task Review_OpenedByAColleague_ShowsWhoHasItAndNoForm()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        var colleague = await office.SignInAsync(Roles.Agent, "Sacha Collègue", office.Fund);
        await colleague.GetAsync($"/agent/declarations/{declaration.Id}");

        var page = await office.Agent.GetAsync($"/agent/declarations/{declaration.Id}");
        var queue = await office.Agent.GetAsync(Url);
        var next = await office.Agent.GetAsync("/agent/suivant");

        Assert.Contains("Sacha Collègue traite cette déclaration", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Html.QuerySelector("form[data-unsaved]"));
        Assert.Contains("Ouvert par Sacha Collègue", queue.Text, StringComparison.Ordinal);
        Assert.Equal(Url, next.Location);
    }

    [Fact]
    public async Task Heartbeat_KeepsTheDeclaration_AndTellsWhoHasItOtherwise()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        var colleague = await office.SignInAsync(Roles.Agent, "Sacha Collègue", office.Fund);
        var open = await office.Agent.GetAsync($"/agent/declarations/{declaration.Id}");

        office.Portal.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(HttpStatusCode.NoContent, (await BeatAsync(office.Agent, open)).Status);
        office.Portal.Clock.Advance(TimeSpan.FromMinutes(11));
        var theirs = await colleague.GetAsync($"/agent/declarations/{declaration.Id}");
        var late = await BeatAsync(office.Agent, open);

        Assert.NotNull(theirs.Html.QuerySelector("form[data-unsaved]"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Sacha Collègue", late.Text, StringComparison.Ordinal);

        Task<Answer> BeatAsync(Browser agent, Answer page)
        {
            page.Html.QuerySelector("form[data-unsaved]")!.SetAttribute("action", $"/agent/declarations/{declaration.Id}/garder");
            return agent.SubmitAsync(page, "form[data-unsaved]");
        }
    }

    [Fact]
    public async Task Batch_PreparedFromTheQueue_IsPreviewedConfirmedAndDone()
    {
        await using var office = await Office.OpenAsync();
        var first = await office.TransmittedAsync(office.Fund, "Iris", "Maquette");
        await office.TransmittedAsync(office.Fund, "Nina", "Échantillon");
        var prepared = await office.Agent.SubmitAsync(await office.Agent.GetAsync(Url), Batch, ("all", "true"));
        var preview = await office.Agent.GetAsync(prepared.Location!);
        Assert.Contains("Tous attendent une décision", preview.Text, StringComparison.Ordinal);

        var unsaid = await office.Agent.SubmitAsync(preview, "main form[method=post]");
        var misdated = await office.Agent.SubmitAsync(preview, "main form[method=post]", ("Form.Verb", nameof(BatchVerb.Accept)), ("Form.ValidUntil", "bientôt"));
        var confirmed = await office.Agent.SubmitAsync(preview, "main form[method=post]", ("Form.Verb", nameof(BatchVerb.Refuse)), ("Form.Reason", Office.Reason));
        await office.RunAsync(async (RunBatch useCase) =>
        {
            while (await useCase.RunAsync(10))
            {
            }

            return true;
        });
        var done = await office.Agent.GetAsync(confirmed.Location!);

        Assert.Equal(HttpStatusCode.BadRequest, unsaid.Status);
        Assert.Contains(BatchErrors.Verb.Message, unsaid.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, misdated.Status);
        Assert.Contains("« bientôt »", misdated.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.DoesNotContain(BatchErrors.Verb.Message, misdated.Text, StringComparison.Ordinal);
        Assert.Contains("2 sur 2", done.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal((EvidenceUseState.Rejected, Office.Reason), ((await office.UseOfAsync(first)).State, (await office.UseOfAsync(first)).Reason!));
        Assert.Equal(HttpStatusCode.NotFound, (await office.OtherAgent.GetAsync(confirmed.Location!)).Status);
    }

    [Fact]
    public async Task Batch_OfNothing_IsRefusedInPlainFrench()
    {
        await using var office = await Office.OpenAsync();
        await office.TransmittedAsync(office.Fund);

        var refused = await office.Agent.SubmitAsync(await office.Agent.GetAsync(Url), Batch);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Cochez au moins un justificatif", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Supervisor_SharesOutTheWork_AndTransfersAPractitioner()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        var supervisor = await office.SignInAsync(Roles.Agent, "Sacha Repère", office.Fund, isSupervisor: true);
        var rpps = await office.WithDbAsync(db => db.Practitioners.Select(any => any.Rpps).SingleAsync());

        var loads = await supervisor.GetAsync("/agent/supervision");
        var agent = loads.Html.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("Dominique", StringComparison.Ordinal)).QuerySelector("input")!;
        await supervisor.SubmitAsync(loads, "main form", ("Agents", agent.GetAttribute("value")!));
        Assert.Equal("Dominique Modèle", (await office.UseOfAsync(declaration)).AssignedToName);

        var found = await supervisor.GetAsync($"/agent/supervision/transferts?rpps={rpps.Value}");
        var moved = await supervisor.SubmitAsync(found, "main form[method=post]", ("Form.Fund", office.OtherFund.Id.ToString()), ("Form.Reason", "Déménagement du cabinet"));

        Assert.Equal("/agent/supervision/transferts", moved.Location);
        Assert.Equal(HttpStatusCode.NotFound, (await office.Agent.GetAsync($"/agent/declarations/{declaration.Id}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await office.OtherAgent.GetAsync($"/agent/declarations/{declaration.Id}")).Status);
    }

    [Fact]
    public async Task Figures_BeforeAnyDecision_SayThatNothingWasTreated_AndShowNoTableOfZeros()
    {
        await using var office = await Office.OpenAsync();
        await office.TransmittedAsync(office.Fund);

        var page = await office.Agent.GetAsync("/agent/chiffres");

        var weeks = page.Html.QuerySelector("#semaines")!.ParentElement!;
        Assert.Contains("Rien n’a été traité ces 8 dernières semaines.", weeks.TextContent, StringComparison.Ordinal);
        Assert.Null(weeks.QuerySelector("table"));
        Assert.Equal("1", page.Html.QuerySelector("#indicateurs ~ .scroll td[data-label='À traiter']")!.TextContent);
        Assert.Contains("pour 1999", (await office.Agent.GetAsync("/agent/chiffres?exercice=1999")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_AreWrittenBesideTheirCharts()
    {
        await using var office = await Office.OpenAsync();
        await office.TransmittedAsync(office.Fund);

        var page = await office.Agent.GetAsync("/agent/chiffres");

        Assert.Equal("1", page.Html.QuerySelector(".facts dd")!.TextContent);
        Assert.Contains("Logiciel métier compatible DMP", page.Text, StringComparison.Ordinal);
        Assert.All(page.Html.QuerySelectorAll("main svg.gauge"), chart => Assert.Equal("true", chart.GetAttribute("aria-hidden")));
        Assert.Empty(page.Html.QuerySelectorAll("[style]"));
    }

    [Fact]
    public async Task SqlCommands_OfTheQueueAndTheReview_AreFewAndDoNotGrowWithTheWork()
    {
        using var counter = new CommandCounter(); // before the portal: it remembers for a while that nobody listened
        await using var office = await Office.OpenAsync();
        counter.Start();
        var declaration = await office.TransmittedAsync(office.Fund);
        office.Portal.Server.PreserveExecutionContext = true; // so that the portal's commands are known as this test's
        var agent = await office.SignInAsync(Roles.Agent, "Sacha Repère", office.Fund);
        string[] urls = [Url, Url + "?q=iris&etat=tous&tri=nom&indicateur=dmp-software", $"/agent/declarations/{declaration.Id}"];
        var few = await CountAsync();
        for (var i = 0; i < AgentQueue.PageSize + 5; i++)
        {
            await office.TransmittedAsync(office.Fund, "Iris", $"Maquette {i}");
        }

        var many = await CountAsync();

        Assert.Equal(few, many);
        Assert.All(many[..2], count => Assert.InRange(count, 1, 6));
        Assert.InRange(many[2], 1, 8);

        async Task<int[]> CountAsync()
        {
            var counts = new List<int>();
            foreach (var url in urls)
            {
                await agent.GetAsync(url);
                var before = counter.Count;
                Assert.Equal(HttpStatusCode.OK, (await agent.GetAsync(url)).Status);
                counts.Add(counter.Count - before);
            }

            return [.. counts];
        }
    }

    [Fact]
    public async Task SqlCommands_OfSupervisionAndOfADecision_ReadNoMoreThanTheyShow()
    {
        using var counter = new CommandCounter();
        await using var office = await Office.OpenAsync();
        counter.Start();
        var declaration = await office.TransmittedAsync(office.Fund);
        office.Portal.Server.PreserveExecutionContext = true;
        var supervisor = await office.SignInAsync(Roles.Agent, "Sacha Repère", office.Fund, isSupervisor: true);
        var agent = await office.SignInAsync(Roles.Agent, "Dominique Modèle", office.Fund);
        await supervisor.GetAsync("/agent/supervision");
        var page = await agent.GetAsync($"/agent/declarations/{declaration.Id}");

        var before = counter.Count;
        Assert.Equal(HttpStatusCode.OK, (await supervisor.GetAsync("/agent/supervision")).Status);
        var supervision = counter.Count - before;
        before = counter.Count;
        Assert.Equal(HttpStatusCode.Redirect, (await agent.SubmitAsync(page, "form[data-unsaved]", ("Form.Decision", "refuser"), ("Form.Message", Office.Reason))).Status);
        var decision = counter.Count - before;

        Assert.InRange(supervision, 1, 4);
        Assert.InRange(decision, 1, 15);
    }

    /// <summary>Counts the commands of this test's own requests: other tests run beside it in other asynchronous flows.</summary>
    private sealed class CommandCounter : IObserver<System.Diagnostics.DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private static readonly AsyncLocal<CommandCounter?> Current = new();
        private readonly List<IDisposable> subscriptions = [];
        private int count;

        public CommandCounter() => subscriptions.Add(System.Diagnostics.DiagnosticListener.AllListeners.Subscribe(this));

        public int Count => count;

        /// <summary>Once the portal runs: its background work began in another flow, and is not this test's.</summary>
        public void Start() => Current.Value = this;

        public void OnNext(System.Diagnostics.DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuted.Name && Current.Value == this)
            {
                Interlocked.Increment(ref count);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => subscriptions.ForEach(subscription => subscription.Dispose());
    }
}
