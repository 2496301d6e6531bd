using System.Net;
using FamiPortal.Domain;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Tests.AgentArea;

public sealed class ReviewDecisionsTests
{
    private const string Form = "form[data-unsaved]";
    private const string Undo = "form[action*=Annuler]";
    private const string Question = "La page 2 manque : envoyez la facture entière.";

    [Fact]
    public async Task Ask_ShowsThePractitionerWhatAndUntilWhen_AndTheAnswerComesBackToTheQueue()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        var iris = await PractitionerBrowserAsync(office, declaration);
        await DecideAsync(office.Agent, declaration.Id, ("Form.Decision", "demander"), ("Form.Message", Question));

        var home = await iris.GetAsync("/mon-espace");
        var link = home.Html.QuerySelector("a[href*=complement]")!.GetAttribute("href")!;
        var asked = await iris.GetAsync(link);
        var refused = await iris.SendAsync(asked, "main form", []);
        var sent = await iris.SendAsync(asked, "main form", [("document", "suite.pdf", SampleFiles.Pdf())]);

        Assert.Contains(Question, home.Text, StringComparison.Ordinal);
        Assert.Contains("Répondez au plus tard le mercredi 4 mars 2026", asked.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("/mon-espace", sent.Location);
        Assert.All(await UsesAsync(office, declaration), use => Assert.Equal(EvidenceUseState.Pending, use.State));
        Assert.Equal(2, (await UsesAsync(office, declaration)).Count);
        Assert.Contains("Rien à envoyer", (await iris.GetAsync(link)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_AfterTheDeadline_IsFlagged_AndTheFundMayDecideWithoutTheAnswer()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        await DecideAsync(office.Agent, declaration.Id, ("Form.Decision", "demander"), ("Form.Message", Question), ("Form.AnswerBy", "2026-02-18"));
        office.Portal.Clock.Advance(TimeSpan.FromDays(2));
        var agent = await office.SignInAsync(Roles.Agent, "Sacha Collègue", office.Fund);

        var page = await agent.GetAsync($"/agent/declarations/{declaration.Id}");
        var decided = await agent.SubmitAsync(page, Form, ("Form.Decision", "refuser"), ("Form.Message", Office.Reason));

        Assert.Contains("Sans réponse depuis le 18 février 2026", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, decided.Status);
        Assert.Equal(EvidenceUseState.Rejected, (await office.UseOfAsync(declaration)).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-02-17")]
    public async Task Ask_WithoutADayToComeOrAQuestion_IsRefusedAndTheTextIsKept(string day)
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);

        var answer = await DecideAsync(office.Agent, declaration.Id, ("Form.Decision", "demander"), ("Form.Message", Question), ("Form.AnswerBy", day));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.Html.QuerySelector("[data-errors] a[href='#Form_AnswerBy']"));
        Assert.Equal(Question, answer.Html.QuerySelector("#Form_Message")!.TextContent);
        Assert.Equal(EvidenceUseState.Pending, (await office.UseOfAsync(declaration)).State);
    }

    [Fact]
    public async Task Undo_WhatAColleagueDecidedFirst_BringsTheTypedTextBackIntoTheForm()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        var colleague = await office.SignInAsync(Roles.Agent, "Sacha Collègue", office.Fund);
        var open = await office.Agent.GetAsync($"/agent/declarations/{declaration.Id}");
        office.Portal.Clock.Advance(TimeSpan.FromMinutes(11)); // the page is no longer seen: its hold is worth nothing
        await DecideAsync(colleague, declaration.Id, ("Form.Decision", "accepter"));

        var late = await office.Agent.SubmitAsync(open, Form, ("Form.Decision", "refuser"), ("Form.Message", Office.Reason));
        var undone = await office.Agent.SubmitAsync(late, Undo, ("Form.Note", "Lu trop vite"));

        Assert.Contains("Sacha Collègue", late.Text, StringComparison.Ordinal);
        Assert.Equal(Office.Reason, late.Html.QuerySelector("#Form_Message")!.TextContent);
        Assert.Equal(Office.Reason, undone.Html.QuerySelector(Form + " #Form_Message")!.TextContent);
        Assert.Contains("Décision annulée, par Dominique Modèle", undone.Html.QuerySelector("details .time")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(EvidenceUseState.Pending, (await office.UseOfAsync(declaration)).State);
    }

    [Fact]
    public async Task Undo_IsToldToThePractitioner_WithoutWhatAgentsNote()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        var iris = await PractitionerBrowserAsync(office, declaration);
        await DecideAsync(office.Agent, declaration.Id, ("Form.Decision", "accepter"));
        var page = await office.Agent.GetAsync($"/agent/declarations/{declaration.Id}?piece={(await office.UseOfAsync(declaration)).Id}");
        Assert.Equal(HttpStatusCode.Redirect, (await office.Agent.SubmitAsync(page, Undo, ("Form.Note", "Lu trop vite"))).Status);

        var (home, messages) = (await iris.GetAsync("/mon-espace"), await iris.GetAsync($"/declarations/{office.Campaign.Exercise}/messages"));

        Assert.Contains("Décision annulée", home.Html.QuerySelector("[aria-labelledby=nouvelles]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Décision annulée", messages.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lu trop vite", home.Text + messages.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_OnAnotherFundsRecordOrAForgedId_IsNotFoundAndLogged()
    {
        await using var office = await Office.OpenAsync();
        var mine = await office.TransmittedAsync(office.OtherFund, "Basile", "Prototype");
        var theirs = await office.TransmittedAsync(office.Fund);
        await DecideAsync(office.Agent, theirs.Id, ("Form.Decision", "accepter"));
        await DecideAsync(office.OtherAgent, mine.Id, ("Form.Decision", "accepter"));
        var form = await office.OtherAgent.GetAsync($"/agent/declarations/{mine.Id}");

        foreach (var id in new[] { (await office.UseOfAsync(theirs)).Id, Guid.NewGuid() })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await office.OtherAgent.SubmitAsync(form, Undo, ("Form.Use", id.ToString()))).Status);
            Assert.Contains(id.ToString(), await office.Portal.ReadLogAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(EvidenceUseState.Accepted, (await office.UseOfAsync(theirs)).State);
    }

    [Fact]
    public async Task Decide_AWithdrawnDocument_IsRefusedInPlainFrenchAndTheTextIsKept()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        var use = await office.UseOfAsync(declaration);
        var open = await office.Agent.GetAsync($"/agent/declarations/{declaration.Id}");
        var iris = new Actor(Guid.NewGuid(), "Iris Maquette", Roles.Practitioner, PractitionerId: declaration.PractitionerId);
        _ = (await office.RunAsync((WithdrawEvidence useCase) => useCase.RunAsync(iris, declaration.Id, use.Id))).Value;

        var late = await office.Agent.SubmitAsync(open, Form, ("Form.Decision", "refuser"), ("Form.Message", Office.Reason));

        Assert.Equal(HttpStatusCode.BadRequest, late.Status);
        Assert.Contains("retiré par son propriétaire", late.Text, StringComparison.Ordinal);
        Assert.Equal(Office.Reason, late.Html.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task TheSameFile_SeenElsewhere_IsFlagged_WithANameInTheFundOnly()
    {
        await using var office = await Office.OpenAsync();
        var first = await office.TransmittedAsync(office.Fund, "Iris", "Maquette");
        await office.TransmittedAsync(office.Fund, "Nina", "Échantillon");
        await office.TransmittedAsync(office.OtherFund, "Basile", "Prototype");

        var page = await office.Agent.GetAsync($"/agent/declarations/{first.Id}");
        var note = page.Html.QuerySelectorAll(".note").Single(one => one.TextContent.Contains("même fichier", StringComparison.Ordinal)).TextContent;

        Assert.Contains("Nina Échantillon", note, StringComparison.Ordinal);
        Assert.Contains("une autre caisse", note, StringComparison.Ordinal);
        Assert.DoesNotContain("Prototype", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSameFile_SeenOften_IsShownFiveTimes_WithTheCountOfTheOthers()
    {
        await using var office = await Office.OpenAsync();
        var first = await office.TransmittedAsync(office.Fund, "Iris", "Maquette");
        for (var i = 0; i < 7; i++)
        {
            await office.TransmittedAsync(office.Fund, "Nina", $"Échantillon {i}");
        }

        await office.TransmittedAsync(office.OtherFund, "Basile", "Prototype");
        await office.TransmittedAsync(office.OtherFund, "Basile", "Maquette");

        var page = await office.Agent.GetAsync($"/agent/declarations/{first.Id}");
        var note = page.Html.QuerySelectorAll(".note").Single(one => one.TextContent.Contains("même fichier", StringComparison.Ordinal));

        Assert.Equal(5, note.QuerySelectorAll("a").Length);
        Assert.Contains("Et 2 autres déclarations de votre caisse", note.TextContent, StringComparison.Ordinal);
        Assert.Contains("Dans 2 déclarations d’autres caisses", note.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Exemple Kiné 5, compatible DMP, le 12/03/2024, sans nom de cabinet", "DMP-01")]
    [InlineData("Exemple Kiné 5, le 12/03/2024, pour le cabinet Maquette", "DMP-02")]
    [InlineData("Un tout autre produit, compatible DMP, le 12/03/2024, Maquette", "DMP-03")]
    [InlineData("Exemple Kiné 5, compatible DMP, pour le cabinet Maquette, sans date", "")]
    [InlineData("Exemple Kiné 5, compatible DMP, le 12/03/2024, pour le cabinet Maquette", "")]
    [InlineData("", "")]
    public async Task Refusal_ProposesTheReasonOfWhatTheFirstReadingLacks_OrNone(string text, string code)
    {
        await using var office = await Office.OpenAsync();
        var practitioner = await office.PractitionerAsync(office.Fund);
        var draft = await office.DraftAsync(practitioner);
        using var content = new MemoryStream(SampleDocuments.Docx(text));
        var attached = (await office.RunAsync((AttachEvidence useCase) => useCase.RunAsync(practitioner, draft.Id, "facture.docx", content, [Scenario.DmpProof]))).Value;
        _ = (await office.RunAsync((TransmitDeclaration useCase) => useCase.RunAsync(practitioner, draft.Id, attached.DraftVersion, true))).Value;

        var page = await office.Agent.GetAsync($"/agent/declarations/{draft.Id}");

        Assert.Equal(code, page.Html.QuerySelector("select[name='Form.ReasonCode'] option[selected]")?.GetAttribute("value") ?? "");
        Assert.Equal(code.Length > 0, page.Text.Contains("Proposé d’après la lecture automatique", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OnBehalf_AnIndicatorFromALetter_IsMarkedOnEveryScreen_AndThePractitionerIsTold()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        var iris = await PractitionerBrowserAsync(office, declaration);
        var url = $"/agent/praticiens/{declaration.PractitionerId}/saisie/{office.Campaign.Id}?indicateur=coordinated-care";
        var page = await office.Agent.GetAsync(url);

        var without = await office.Agent.SendAsync(page, "form[data-unsaved]", [], (Scenario.Coordination, "msp"));
        var entered = await office.Agent.SendAsync(page, "form[data-unsaved]", [("scan", "courrier.pdf", SampleFiles.Pdf())], (Scenario.Coordination, "msp"));

        Assert.Equal(HttpStatusCode.BadRequest, without.Status);
        Assert.NotNull(without.Html.QuerySelector("[data-errors] a[href='#scan']"));
        Assert.Equal($"/agent/declarations/{declaration.Id}", entered.Location);
        Assert.Contains("Saisie caisse", (await office.Agent.GetAsync(entered.Location!)).Text, StringComparison.Ordinal);
        Assert.Contains("Saisie caisse", (await office.Agent.GetAsync($"/agent/praticiens/{declaration.PractitionerId}")).Text, StringComparison.Ordinal);
        Assert.Contains("Votre caisse a saisi pour vous", (await iris.GetAsync("/mon-espace")).Text, StringComparison.Ordinal);
        Assert.Contains("saisie caisse", (await iris.GetAsync("/declarations/2024")).Text, StringComparison.Ordinal);
        Assert.Contains("saisie caisse", (await iris.GetAsync("/declarations/2024/accuse/2")).Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task PractitionerFile_IsTheFundsOnly_AndTellsWhoDidWhat()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        await DecideAsync(office.Agent, declaration.Id, ("Form.Decision", "refuser"), ("Form.Message", Office.Reason));
        var url = $"/agent/praticiens/{declaration.PractitionerId}";

        var page = await office.Agent.GetAsync(url);

        Assert.Equal("Iris Maquette", page.Heading);
        Assert.Contains("Justificatif refusé, par Dominique Modèle", page.Text, StringComparison.Ordinal);
        Assert.Contains("facture.pdf", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await office.OtherAgent.GetAsync(url)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await office.OtherAgent.GetAsync($"{url}/saisie/{office.Campaign.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await office.Agent.GetAsync($"/agent/praticiens/{Guid.NewGuid()}")).Status);
    }

    private static async Task<Answer> DecideAsync(Browser agent, Guid declarationId, params (string Name, string Value)[] values) =>
        await agent.SubmitAsync(await agent.GetAsync($"/agent/declarations/{declarationId}"), Form, values);

    private static Task<List<EvidenceUse>> UsesAsync(Office office, Declaration declaration) => office.WithDbAsync(db =>
        db.EvidenceUses.AsNoTracking().Where(use => use.DeclarationId == declaration.Id).OrderBy(use => use.AttachedAt).ToListAsync());

    /// <summary>The practitioner at a browser of their own.</summary>
    private static async Task<Browser> PractitionerBrowserAsync(Office office, Declaration declaration)
    {
        var account = await office.Portal.AddAccountAsync(Roles.Practitioner, "Iris Maquette");
        await using (var scope = office.Portal.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
            var stored = (await users.FindByIdAsync(account.Id.ToString()))!;
            stored.PractitionerId = declaration.PractitionerId;
            Assert.True((await users.UpdateAsync(stored)).Succeeded);
        }

        var browser = office.Portal.Visit();
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignInAsync(account.Email!, Portal.Password)).Status);
        return browser;
    }
}
