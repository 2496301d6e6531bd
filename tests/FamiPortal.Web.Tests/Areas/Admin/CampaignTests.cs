using System.Net;
using FamiPortal.Domain;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Tests.AdminArea;

public sealed class CampaignTests
{
    [Fact]
    public async Task Steps_FromOpenToPaid_ShowTheirEffectFirst_AndSettlingTwiceChangesNothing()
    {
        await using var office = await Office.OpenAsync();
        var declaration = await office.TransmittedAsync(office.Fund);
        var draft = await office.DraftAsync(await office.PractitionerAsync(office.Fund, "Zoé", "Brouillon"));

        var effect = await office.Admin.GetAsync($"{office.CampaignUrl}/clore");
        Assert.Contains("1 brouillon ne sera plus transmis", effect.Text, StringComparison.Ordinal);
        Assert.Contains("1 justificatif attend encore une décision", effect.Text, StringComparison.Ordinal);
        Assert.Equal(office.CampaignUrl, (await office.StepAsync("clore")).Location);
        Assert.Equal(office.CampaignUrl, (await office.StepAsync("liquider")).Location);
        var once = await office.Admin.GetAsync(office.CampaignUrl);
        Assert.Contains("2 dossiers évalués", once.Text, StringComparison.Ordinal);
        Assert.Contains("versement après la fin de la saisie et le calcul", once.Text, StringComparison.Ordinal);

        await office.StepAsync("liquider");
        var twice = await office.Admin.GetAsync(office.CampaignUrl);
        Assert.Contains("Rien n’a changé", twice.Text, StringComparison.Ordinal);
        Assert.Equal(once.Html.QuerySelector(".sum")!.TextContent, twice.Html.QuerySelector(".sum")!.TextContent);
        Assert.Equal(2, await office.WithDbAsync(db => db.SettledAssessments.CountAsync()));

        await office.StepAsync("publier");
        await office.StepAsync("verser", ("Form.PaidOn", "2026-02-17"));
        var end = await office.Admin.GetAsync(office.CampaignUrl);
        Assert.Contains("Publiée", end.Html.QuerySelector(".badge")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(draft.DraftVersion, await office.WithDbAsync(db => db.Declarations.Where(d => d.Id == draft.Id).Select(d => d.DraftVersion).SingleAsync()));
        Assert.Null(await office.WithDbAsync(db => db.Declarations.Where(d => d.Id == draft.Id).Select(d => d.TransmittedAt).SingleAsync()));
        Assert.NotEqual(declaration.Id, draft.Id);
    }

    [Fact]
    public async Task Numbers_OfProofs_DrawWhatIsRefusedAsRefused()
    {
        await using var office = await Office.OpenAsync();
        var use = await office.UseOfAsync(await office.TransmittedAsync(office.Fund));
        var agent = new Actor(Guid.NewGuid(), "Dominique Modèle", Roles.Agent, FundId: office.Fund.Id);
        _ = (await office.RunAsync((RefuseEvidence refuse) => refuse.RunAsync(agent, use.Id, "La date manque."))).Value;

        var campaign = (await office.Admin.GetAsync(office.CampaignUrl)).Html.QuerySelector("#pieces")!.ParentElement!;
        var figures = (await office.Agent.GetAsync("/agent/chiffres")).Html.QuerySelector("main")!;

        Assert.Equal("1 refusé", campaign.QuerySelector(".keys [data-s=bad]")!.TextContent);
        Assert.Equal("100%", campaign.QuerySelector(".gauge .bad")!.GetAttribute("width"));
        Assert.All(figures.QuerySelectorAll(".keys"), keys => Assert.Equal("Refusés", keys.QuerySelector("[data-s=bad]")!.TextContent));
        Assert.Empty(figures.QuerySelectorAll(".gauge .draft"));
    }

    [Fact]
    public async Task Closing_WhenNobodyTransmitted_SaysSo_AndIsNoMainButtonBeforeItsDay()
    {
        await using var office = await Office.OpenAsync();

        var effect = await office.Admin.GetAsync($"{office.CampaignUrl}/clore");
        var campaign = await office.Admin.GetAsync(office.CampaignUrl);

        Assert.Contains("Aucune déclaration n’a été transmise.", effect.Text, StringComparison.Ordinal);
        Assert.Contains("Aucun justificatif n’attend de décision.", effect.Text, StringComparison.Ordinal);
        Assert.Null(campaign.Html.QuerySelector("main .btn.main"));
        office.Portal.Clock.Advance(TimeSpan.FromDays(12));
        var admin = await office.SignInAsync(Roles.Admin, "Ariel Second");
        Assert.Equal("Clore la saisie", (await admin.GetAsync(office.CampaignUrl)).Html.QuerySelector("main .btn.main")!.TextContent);
    }

    [Fact]
    public async Task Step_OutOfTurn_IsRefusedInWords()
    {
        await using var office = await Office.OpenAsync();
        var page = await office.Admin.GetAsync($"{office.CampaignUrl}/clore");
        await office.StepAsync("clore");

        var again = await office.Admin.SubmitAsync(page, "main form[method=post]");
        var early = await office.Admin.GetAsync($"{office.CampaignUrl}/publier");

        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Contains("seule une campagne ouverte peut être close", again.Text, StringComparison.Ordinal);
        Assert.Contains("Liquidez d’abord la campagne.", early.Text, StringComparison.Ordinal);
        Assert.Null(early.Html.QuerySelector("main form[method=post]"));
    }

    [Fact]
    public async Task Pay_InTheFuture_IsRefused()
    {
        await using var office = await Office.OpenAsync();
        await office.TransmittedAsync(office.Fund);
        foreach (var step in (string[])["clore", "liquider", "publier"])
        {
            await office.StepAsync(step);
        }

        var answer = await office.StepAsync("verser", ("Form.PaidOn", "2026-02-18"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("Cette date est à venir", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_QuotesCellsAndDefusesFormulas()
    {
        await using var office = await Office.OpenAsync();
        await office.PractitionerAsync(office.Fund, "Iris", "=HYPERLINK(\"x\");Maquette");
        await office.StepAsync("clore");
        await office.StepAsync("liquider");

        var response = await office.Admin.Client.GetAsync(new Uri($"{office.CampaignUrl}/resultats.csv", UriKind.Relative));
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var list = await office.Admin.GetAsync($"{office.CampaignUrl}/resultats");
        var statement = await office.Admin.GetAsync(list.Html.QuerySelector("tbody th a")!.GetAttribute("href")!);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.StartsWith("RPPS;Nom;Prénom;Caisse;Montant (€)", lines[0], StringComparison.Ordinal);
        Assert.Contains(";\"'=HYPERLINK(\"\"x\"\");Maquette\";Iris;CPAM d’Exempleville;0,00;", lines[1], StringComparison.Ordinal);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.OK, statement.Status);
        Assert.Contains("Aucune déclaration transmise", statement.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_ProposesTheGuidesDays_RefusesNonsense_AndOneByExercise()
    {
        await using var office = await Office.OpenAsync();
        var ruleSet = TestPortal.Catalogue.RuleSets.First(any => any.Profession.Code != A.Profession && any.Window is { OpensOn: not null });
        var choice = await office.Admin.GetAsync("/admin/campagnes/nouvelle");
        var form = await office.Admin.GetAsync(choice.Html.QuerySelectorAll("main li a").Select(link => link.GetAttribute("href")!)
            .First(href => href.Contains(Uri.EscapeDataString(ruleSet.Key), StringComparison.Ordinal)));
        const string selector = "main form[method=post]";

        var backwards = await office.Admin.SubmitAsync(form, selector, ("Form.OpensOn", "2026-04-02"), ("Form.LastDay", "2026-04-01"));
        var past = await office.Admin.SubmitAsync(form, selector, ("Form.OpensOn", "2026-01-02"), ("Form.LastDay", "2026-02-01"));
        var blank = await office.Admin.SubmitAsync(form, selector, ("Form.OpensOn", ""), ("Form.LastDay", ""));
        var created = await office.Admin.SubmitAsync(form, selector, ("Form.OpensOn", "2026-03-02"), ("Form.LastDay", "2026-04-01"));
        var twice = await office.Admin.SubmitAsync(form, selector, ("Form.OpensOn", "2026-03-02"), ("Form.LastDay", "2026-04-01"));
        var details = await office.Admin.GetAsync(created.Location!);

        Assert.Equal(ruleSet.Window.OpensOn!.Value.ToString("O", System.Globalization.CultureInfo.InvariantCulture), form.Html.QuerySelector("#Form_OpensOn")!.GetAttribute("value"));
        Assert.Contains("La fin de la saisie précède son ouverture", backwards.Text, StringComparison.Ordinal);
        Assert.Contains("Ce jour est passé", past.Text, StringComparison.Ordinal);
        Assert.All([backwards, past, blank, twice], answer => Assert.Equal(HttpStatusCode.BadRequest, answer.Status));
        Assert.Contains("existe déjà", twice.Text, StringComparison.Ordinal);
        Assert.Contains("En préparation", details.Text, StringComparison.Ordinal);
        Assert.Contains("CampaignCreated", await office.WithDbAsync(db => db.AuditEvents.Select(e => e.Kind).ToListAsync()));
    }

    [Theory]
    [InlineData(Roles.Practitioner)]
    [InlineData(Roles.Agent)]
    public async Task AdminPages_ForAnotherRole_AreRefused(string role)
    {
        await using var office = await Office.OpenAsync();
        var browser = await office.SignInAsync(role, "Autre Rôle", role == Roles.Agent ? office.Fund : null);
        string[] urls =
        [
            "/admin", "/admin/journal", "/admin/campagnes/nouvelle", office.CampaignUrl, $"{office.CampaignUrl}/clore",
            $"{office.CampaignUrl}/resultats", $"{office.CampaignUrl}/resultats.csv", $"{office.CampaignUrl}/neutralisations",
        ];

        foreach (var url in urls)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(url)).Status);
        }

        Assert.Equal(CampaignState.Open, await office.WithDbAsync(db => db.Campaigns.Select(campaign => campaign.State).SingleAsync()));
    }

    [Fact]
    public async Task UnknownCampaign_IsNotFound()
    {
        await using var office = await Office.OpenAsync();

        foreach (var tail in (string[])["", "/clore", "/resultats", "/resultats.csv", "/neutralisations", "/effacer"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await office.Admin.GetAsync($"/admin/campagnes/{Guid.NewGuid()}{tail}")).Status);
        }
    }
}
