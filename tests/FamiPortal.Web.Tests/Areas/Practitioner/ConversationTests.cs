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
        Assert.Contains("une <b>question</b>.", read.Html.QuerySelector("#echanges")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains(practice.Practitioner.DisplayName, template.Html.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 non lu", home.Html.QuerySelector("#nouvelles")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains("voici la réponse", answered.Text, StringComparison.Ordinal);
        Assert.Contains("Nouveau", answered.Html.QuerySelector("#echanges")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Message envoyé", answered.Html.QuerySelector(".time")!.TextContent, StringComparison.Ordinal);
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
