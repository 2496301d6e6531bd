using System.Net;
using FamiPortal.Domain.Accounts;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Tests.PractitionerArea;

public sealed class ConversationTests
{
    private const string MessageForm = "main form[action$=messages]";

    [Fact]
    public async Task AConversation_GoesBothWaysThroughThePages()
    {
        await using var portal = new Portal();
        var (practice, agent) = await OpenAsync(portal);
        await practice.FillAsync();
        Practice.Succeed(await practice.TransmitAsync());
        var declaration = await practice.StoredAsync();
        var url = $"/agent/declarations/{declaration.Id}/messages";

        Practice.Succeed(await practice.Browser.SubmitAsync(
            await practice.Browser.GetAsync("/declarations/2024/messages"), MessageForm, ("Form.Text", "Bonjour,\r\n\r\nune <b>question</b>.")));
        var list = await agent.GetAsync("/agent/messages");
        var read = await agent.GetAsync(url);
        var template = await agent.GetAsync($"{url}?modele=precision");
        Practice.Succeed(await agent.SubmitAsync(read, MessageForm, ("Form.Text", "Bonjour, voici la réponse.")));
        var home = await practice.Browser.GetAsync("/mon-espace");
        var answered = await practice.Browser.GetAsync("/declarations/2024/messages");
        var homeAgain = await practice.Browser.GetAsync("/mon-espace");

        Assert.Contains("1 non lu", list.Text, StringComparison.Ordinal);
        Assert.StartsWith("Messages", read.Html.QuerySelector("header nav [aria-current]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("une <b>question</b>.", read.Html.QuerySelector("#echanges")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains(practice.Practitioner.DisplayName, template.Html.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 non lu", home.Html.QuerySelector("#nouvelles")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains("voici la réponse", answered.Text, StringComparison.Ordinal);
        Assert.Contains("Nouveau", answered.Html.QuerySelector("#echanges")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Message de votre caisse", "Message envoyé"], MessagesIn(answered.Html.QuerySelector(".time")!));
        Assert.Contains("Message de votre caisse", home.Html.QuerySelector("#nouvelles")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Message envoyé", home.Html.QuerySelector("#nouvelles")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Message du professionnel", "Message envoyé"], MessagesIn((await agent.GetAsync(url)).Html.QuerySelector(".time")!));
        Assert.DoesNotContain("non lu", homeAgain.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEmptyMessage_IsRefusedBesideItsField()
    {
        await using var portal = new Portal();
        var (practice, _) = await OpenAsync(portal);
        await practice.FillAsync();

        var refused = await practice.Browser.SubmitAsync(await practice.Browser.GetAsync("/declarations/2024/messages"), MessageForm, ("Form.Text", "  "));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("true", refused.Html.QuerySelector("textarea")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task AContest_IsSubmittedAnsweredAndShownOnTheStatement()
    {
        await using var portal = new Portal();
        var (practice, agent) = await OpenAsync(portal);
        await practice.KnowAsync(
            ("sesamVitale", Facts.SesamVitaleUpToDate), ("scor", """{"flows":0}"""), ("teletransmission", Facts.Acts(2310, 420)),
            ("dmpSoftware.prefilled", Facts.Yes), ("secureMailbox.prefilled", Facts.Yes));
        await practice.PublishAsync();

        var statement = await practice.Browser.GetAsync("/remunerations/2024");
        var link = statement.Html.QuerySelectorAll("a[href*=contester]").Select(a => a.GetAttribute("href")!).First(href => href.EndsWith("scor", StringComparison.Ordinal));
        var page = await practice.Browser.GetAsync(link);
        Practice.Succeed(await practice.Browser.SendAsync(
            page, "main form[enctype]", [("Form.Document", "relevé.pdf", SampleFiles.Pdf())], ("Form.Explanation", "Des flux ont été transmis toute l’année.")));
        var queue = await agent.GetAsync("/agent/contestations");
        var review = await agent.GetAsync(queue.Html.QuerySelector("main .list a")!.GetAttribute("href")!);
        var bad = await agent.SubmitAsync(review, "form[action$=Accepter]", ("valeur.scor.flows", "beaucoup"), ("Form.Source", "Relevé"));
        Practice.Succeed(await agent.SubmitAsync(review, "form[action$=Accepter]", ("valeur.scor.flows", "12"), ("Form.Source", "Relevé de l’éditeur")));
        var after = await practice.Browser.GetAsync("/remunerations/2024");
        var list = await practice.Browser.GetAsync("/contestations/2024");
        var home = await practice.Browser.GetAsync("/mon-espace");

        Assert.Equal(HttpStatusCode.BadRequest, bad.Status);
        Assert.Equal("beaucoup", bad.Html.QuerySelector("[name='valeur.scor.flows']")!.GetAttribute("value"));
        Assert.Contains("490,00\u202F€", after.Html.QuerySelector(".loose .note")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("0,00\u202F€", after.Html.QuerySelector(".sum")!.TextContent);
        Assert.Contains("Acceptée", list.Text, StringComparison.Ordinal);
        Assert.Contains("Relevé de l’éditeur", list.Text, StringComparison.Ordinal);
        Assert.Contains("Contestation acceptée", home.Html.QuerySelector("#nouvelles")!.ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AContest_RejectedWithoutAReason_SaysSoBesideTheReason()
    {
        await using var portal = new Portal();
        var (practice, agent) = await OpenAsync(portal);
        await practice.KnowAsync(("scor", """{"flows":0}"""));
        Practice.Succeed(await practice.Browser.SendAsync(
            await practice.Browser.GetAsync("/declarations/2024/contester?fait=scor"), "main form[enctype]", [], ("Form.Explanation", "Des flux ont été transmis.")));
        var review = await agent.GetAsync((await agent.GetAsync("/agent/contestations")).Html.QuerySelector("main .list a")!.GetAttribute("href")!);

        var refused = await agent.SubmitAsync(review, "form[action$=Rejeter]", ("Form.Words", "non"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("true", refused.Html.QuerySelector("form[action$=Rejeter] textarea")!.GetAttribute("aria-invalid"));
        Assert.Equal("non", refused.Html.QuerySelector("form[action$=Rejeter] textarea")!.TextContent);
        Assert.Equal("", refused.Html.QuerySelector("form[action$=Accepter] [name='Form.Words']")!.TextContent);
        Assert.Null(refused.Html.QuerySelector("form[action$=Accepter] [aria-invalid]"));
    }

    [Fact]
    public async Task AContestOfAnotherFund_IsNotFound()
    {
        await using var portal = new Portal();
        var (practice, _) = await OpenAsync(portal);
        await practice.KnowAsync(("scor", """{"flows":0}"""));
        Practice.Succeed(await practice.Browser.SendAsync(
            await practice.Browser.GetAsync("/declarations/2024/contester?fait=scor"), "main form[enctype]", [], ("Form.Explanation", "Des flux ont été transmis.")));
        var contest = await portal.WithDbAsync(db => db.Contests.SingleAsync());
        var other = await portal.SignInAsync(Roles.Agent);

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/agent/contestations/{contest.Id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await practice.Browser.GetAsync("/declarations/2024/contester?fait=coordinatedCare.kind")).Status);
    }

    [Fact]
    public async Task Views_ListWhoOpenedADocument()
    {
        await using var portal = new Portal();
        var (practice, agent) = await OpenAsync(portal);
        await practice.FillAsync();
        Practice.Succeed(await practice.TransmitAsync());
        var document = (await practice.StoredAsync()).Evidence[0].Document;
        var before = await practice.Browser.GetAsync("/mon-espace/consultations");

        await agent.GetAsync($"/justificatifs/{document.Id}");
        var after = await practice.Browser.GetAsync("/mon-espace/consultations");
        var documents = await practice.Browser.GetAsync("/mon-espace/documents");

        Assert.Contains("Aucune consultation", before.Text, StringComparison.Ordinal);
        Assert.Contains("Dominique Modèle", after.Html.QuerySelector("main .list")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(document.DisplayName, documents.Html.QuerySelector("main .list")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AContest_WithADocumentThatSeemsToHoldANir_AsksFirst_AndKeepsTheExplanation()
    {
        await using var portal = new Portal();
        var (practice, _) = await OpenAsync(portal);
        await practice.KnowAsync(("scor", """{"flows":0}"""));
        var page = await practice.Browser.GetAsync("/declarations/2024/contester?fait=scor");
        var file = ("Form.Document", "carte 185057800608491.png", SampleFiles.Png());

        var held = await practice.Browser.SendAsync(page, "main form[enctype]", [file], ("Form.Explanation", "Des flux ont été transmis toute l’année."));
        var box = held.Html.QuerySelector("[name='Form.Confirmed']")!;

        Assert.Equal(HttpStatusCode.BadRequest, held.Status);
        Assert.Contains("un numéro de sécurité sociale", held.Html.QuerySelector("#Form_Document-erreur")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Des flux ont été transmis toute l’année.", held.Html.QuerySelector("textarea")!.TextContent);
        Assert.False(box.HasAttribute("checked"));
        Assert.Equal(0, await portal.WithDbAsync(db => db.Contests.CountAsync()));

        Practice.Succeed(await practice.Browser.SendAsync(held, "main form[enctype]", [file], ("Form.Confirmed", box.GetAttribute("value")!)));
        Assert.Contains("carte •••.png", (await practice.Browser.GetAsync("/contestations/2024")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AContest_TakesFurtherDocuments_UntilTheFundAnswers()
    {
        await using var portal = new Portal();
        var (practice, agent) = await OpenAsync(portal);
        await practice.KnowAsync(("scor", """{"flows":0}"""));
        Practice.Succeed(await practice.Browser.SendAsync(
            await practice.Browser.GetAsync("/declarations/2024/contester?fait=scor"), "main form[enctype]", [], ("Form.Explanation", "Des flux ont été transmis.")));
        var id = await portal.WithDbAsync(db => db.Contests.Select(contest => contest.Id).SingleAsync());
        var before = await agent.GetAsync($"/agent/contestations/{id}");
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        var list = await practice.Browser.GetAsync("/contestations/2024");
        var name = list.Html.QuerySelector("main form[enctype] [type=file]")!.GetAttribute("name")!;

        // Refused beside its field, and the place to send it stays open.
        var none = await AddAsync(list);
        var bad = await AddAsync(list, ("relevé.pdf", SampleFiles.Exe()));
        var held = await AddAsync(list, ("carte 185057800608491.png", SampleFiles.Png()));
        Assert.All([none, bad, held], refused =>
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
            Assert.NotNull(refused.Html.QuerySelector($"details[open] #{name}-erreur"));
            Assert.Equal($"#{name}", refused.Html.QuerySelector("[data-errors] a")!.GetAttribute("href"));
        });
        Assert.Contains("un numéro de sécurité sociale", held.Html.QuerySelector($"#{name}-erreur")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await portal.WithDbAsync(db => db.EvidenceDocuments.CountAsync()));

        Practice.Succeed(await practice.Browser.SendAsync(
            held, "main form[enctype]", [(name, "carte 185057800608491.png", SampleFiles.Png())], ("confirme", held.Html.QuerySelector("[name=confirme]")!.GetAttribute("value")!)));
        Practice.Succeed(await AddAsync(list, ("relevé.pdf", SampleFiles.Pdf())));
        var own = await practice.Browser.GetAsync("/contestations/2024");
        var blind = await agent.SubmitAsync(before, "form[action$=Rejeter]", ("Form.Words", "Aucun flux n’a été reçu."));
        var queue = await agent.GetAsync("/agent/contestations");
        var seen = await agent.GetAsync($"/agent/contestations/{id}");
        var read = await agent.GetAsync(seen.Html.QuerySelectorAll("main a[href^='/justificatifs/']")[^1].GetAttribute("href")!);
        Practice.Succeed(await agent.SubmitAsync(seen, "form[action$=Rejeter]", ("Form.Words", "Aucun flux n’a été reçu.")));
        var late = await AddAsync(own, ("relevé.pdf", SampleFiles.Pdf()));
        var messages = await practice.Browser.GetAsync("/contestations/2024");

        Assert.Equal(["carte •••.png", "relevé.pdf"], own.Html.QuerySelectorAll("#contestations ~ ul a[href^='/justificatifs/']").Select(link => link.TextContent.Trim()));
        Assert.Contains("Ajouté le", own.Text, StringComparison.Ordinal);
        Assert.Contains("vient d’ajouter ou de retirer un document", blind.Html.QuerySelector("[data-errors]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Aucun flux n’a été reçu.", blind.Html.QuerySelector("form[action$=Rejeter] textarea")!.TextContent);
        Assert.Contains("relevé.pdf", blind.Text, StringComparison.Ordinal);
        Assert.Contains(", document ajouté le", queue.Html.QuerySelector("main .list")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Contains("a déjà répondu", late.Html.QuerySelector("[data-errors]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(messages.Html.QuerySelectorAll("main [type=file]"));

        var other = await Practice.OpenAsync(portal);
        var foreign = await other.Browser.GetAsync("/contestations/2024");
        Assert.Empty(foreign.Html.QuerySelectorAll("main form[enctype]"));

        async Task<Answer> AddAsync(Answer page, params (string FileName, byte[] Content)[] files) =>
            await practice.Browser.SendAsync(page, "main form[enctype]", [.. files.Select(file => (name, file.FileName, file.Content))]);
    }

    [Fact]
    public async Task ADocumentForAContestOfSomebodyElse_IsNotFound()
    {
        await using var portal = new Portal();
        var (practice, _) = await OpenAsync(portal);
        var other = await Practice.OpenAsync(portal);
        foreach (var contesting in new[] { practice, other })
        {
            await contesting.KnowAsync(("scor", """{"flows":0}"""));
            Practice.Succeed(await contesting.Browser.SendAsync(
                await contesting.Browser.GetAsync("/declarations/2024/contester?fait=scor"), "main form[enctype]", [], ("Form.Explanation", "Des flux ont été transmis.")));
        }

        var (mine, theirs) = (await practice.Browser.GetAsync("/contestations/2024"), await other.Browser.GetAsync("/contestations/2024"));
        var form = mine.Html.QuerySelector("main form[enctype]")!;
        form.SetAttribute("action", theirs.Html.QuerySelector("main form[enctype]")!.GetAttribute("action")!);
        var name = theirs.Html.QuerySelector("main form[enctype] [type=file]")!.GetAttribute("name")!;

        var foreign = await practice.Browser.SendAsync(mine, "main form[enctype]", [(name, "relevé.pdf", SampleFiles.Pdf())]);

        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.Equal(0, await portal.WithDbAsync(db => db.ContestDocuments.CountAsync()));
    }

    [Fact]
    public async Task ADocumentOfAContest_IsTakenBack_UntilTheFundAnswers()
    {
        await using var portal = new Portal();
        var (practice, agent) = await OpenAsync(portal);
        var other = await Practice.OpenAsync(portal);
        foreach (var contesting in new[] { practice, other })
        {
            await contesting.KnowAsync(("scor", """{"flows":0}"""));
            Practice.Succeed(await contesting.Browser.SendAsync(
                await contesting.Browser.GetAsync("/declarations/2024/contester?fait=scor"), "main form[enctype]", [("Form.Document", "relevé.pdf", SampleFiles.Pdf())],
                ("Form.Explanation", "Des flux ont été transmis.")));
        }

        var list = await practice.Browser.GetAsync("/contestations/2024");
        var button = Assert.Single(list.Html.QuerySelectorAll("form[action*=Retirer] button"));
        var (mine, document) = (await ContestIdAsync(practice), button.GetAttribute("value")!);
        var theirs = await other.Browser.GetAsync("/contestations/2024");
        var foreign = await other.Browser.SubmitAsync(theirs, "form[action*=Retirer]", ("retirer", document));
        theirs.Html.QuerySelector("form[action*=Retirer]")!.SetAttribute("action", $"/contestations/2024?handler=Retirer&id={mine}");
        var ofForeign = await other.Browser.SubmitAsync(theirs, "form[action*=Retirer]", ("retirer", document));

        var withdrawn = await practice.Browser.SubmitAsync(list, "form[action*=Retirer]", ("retirer", document));
        var after = await practice.Browser.GetAsync(withdrawn.Location!);
        var review = await agent.GetAsync($"/agent/contestations/{mine}");
        var closed = await agent.GetAsync($"/justificatifs/{document}");
        Practice.Succeed(await agent.SubmitAsync(review, "form[action$=Rejeter]", ("Form.Words", "Aucun flux n’a été reçu.")));
        var late = await practice.Browser.SubmitAsync(list, "form[action*=Retirer]", ("retirer", document));

        Assert.Equal("Retirer relevé.pdf", button.TextContent);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.Status, ofForeign.Status));
        Assert.Contains("Document retiré", after.Html.QuerySelector("main [role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Retiré le", after.Html.QuerySelector("#contestations")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Empty(after.Html.QuerySelectorAll("form[action*=Retirer] button"));
        Assert.Contains("Retiré par le professionnel", review.Html.QuerySelector("main .list")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(review.Html.QuerySelectorAll("main a[href^='/justificatifs/']"));
        Assert.Equal(HttpStatusCode.NotFound, closed.Status);
        Assert.Equal(HttpStatusCode.BadRequest, late.Status);
        Assert.Contains("a déjà répondu", late.Html.QuerySelector("[data-errors]")!.TextContent, StringComparison.Ordinal);

        Task<Guid> ContestIdAsync(Practice of) =>
            portal.WithDbAsync(db => db.Contests.Where(contest => contest.PractitionerId == of.Practitioner.Id).Select(contest => contest.Id).SingleAsync());
    }

    [Fact]
    public async Task AContestedList_IsCorrectedByBoxesAndRows_WithoutACode()
    {
        await using var portal = new Portal();
        var (practice, agent) = await OpenAsync(portal);
        await practice.KnowAsync(
            ("sesamVitale", """{"version":"1.40","addendum":8,"amendments":["tpg"]}"""),
            ("teletransmission", """{"fseInPreviousYear":true,"acts":[{"month":3,"mode":"vitale","context":"standard","count":80},{"month":4,"mode":"paper","context":"ame","count":20}]}"""));
        var amendments = await ReviewAsync("sesamVitale");
        var acts = await ReviewAsync("teletransmission");

        Assert.Contains("Tiers payant généralisé", amendments.Html.QuerySelector("[value=tpg][checked]")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("amendment", amendments.Html.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("FSE avec carte Vitale", acts.Html.QuerySelector("[name='valeur.teletransmission.acts.0.mode'] [selected]")!.TextContent);
        Assert.Equal("Mois, ligne 3, à ajouter", acts.Html.QuerySelector("[name='valeur.teletransmission.acts.2.month']")!.GetAttribute("aria-label"));

        var refused = await agent.SubmitAsync(
            acts, "form[action$=Accepter]", ("valeur.teletransmission.acts.1.retirer", "true"), ("valeur.teletransmission.acts.0.count", "beaucoup"), ("Form.Source", "Relevé"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("beaucoup", refused.Html.QuerySelector("#valeur_teletransmission_acts_0_count-erreur")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("#valeur_teletransmission_acts_0_count", refused.Html.QuerySelector("[data-errors] a")!.GetAttribute("href"));

        Practice.Succeed(await agent.SubmitAsync(
            acts, "form[action$=Accepter]", ("valeur.teletransmission.acts.1.retirer", "true"), ("valeur.teletransmission.acts.0.count", "90"), ("Form.Source", "Relevé")));
        Practice.Succeed(await agent.SubmitAsync(
            amendments, "form[action$=Accepter]", ("valeur.sesamVitale.amendments", "cfe"), ("valeur.sesamVitale.amendments", "tpg"), ("Form.Source", "Relevé")));
        var corrected = await portal.WithDbAsync(db => db.Contests.ToDictionaryAsync(contest => contest.Path, contest => contest.CorrectedValueJson));
        Assert.Equal("""{"fseInPreviousYear":true,"acts":[{"month":3,"mode":"vitale","context":"standard","count":90}]}""", corrected["teletransmission"]);
        Assert.Contains("""["cfe","tpg"]""", corrected["sesamVitale"], StringComparison.Ordinal);

        async Task<Answer> ReviewAsync(string fact)
        {
            Practice.Succeed(await practice.Browser.SendAsync(
                await practice.Browser.GetAsync($"/declarations/2024/contester?fait={fact}"), "main form[enctype]", [], ("Form.Explanation", "Cette valeur n’est pas la bonne.")));
            var id = await portal.WithDbAsync(db => db.Contests.Where(contest => contest.Path == fact).Select(contest => contest.Id).SingleAsync());
            return await agent.GetAsync($"/agent/contestations/{id}");
        }
    }

    private static IEnumerable<string> MessagesIn(AngleSharp.Dom.IElement timeline) =>
        timeline.QuerySelectorAll("b").Select(line => line.TextContent).Where(line => line.StartsWith("Message", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>A practitioner, and an agent of their fund, both signed in.</summary>
    private static async Task<(Practice Practice, Browser Agent)> OpenAsync(Portal portal)
    {
        var practice = await Practice.OpenAsync(portal);
        var account = await portal.AddAccountAsync(Roles.Agent, "Dominique Modèle");
        await portal.WithDbAsync(async db =>
        {
            (await db.Users.SingleAsync(user => user.Id == account.Id)).FundId = practice.Practitioner.FundId;
            return await db.SaveChangesAsync();
        });
        var agent = portal.Visit();
        await agent.SignInAsync(account.Email!, Portal.Password);
        return (practice, agent);
    }
}
