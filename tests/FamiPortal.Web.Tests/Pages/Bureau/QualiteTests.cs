using System.Net;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Evidence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Tests.Pages.Bureau;

/// <summary>Second looks and four eyes through the pages.</summary>
public sealed class QualiteTests
{
    private const string Decision = "form:has([name='Form.Decision'])";

    [Fact]
    public async Task SecondLook_ShowsNothingOfTheFirstDecision_AndItsDisagreementIsListed()
    {
        await using var office = await Office.OpenAsync();
        await SetAsync(office, "100", "");
        var declaration = await office.TransmittedAsync(office.Fund);
        await DecideAsync(office, office.Agent, declaration.Id);
        var colleague = await office.SignInAsync(Roles.Agent, "Sacha Lent", office.Fund);
        Assert.Contains("Rien à relire", (await office.Agent.GetAsync("/agent/relectures")).Text, StringComparison.Ordinal);
        Assert.Contains("Rien à relire", (await office.OtherAgent.GetAsync("/agent/relectures")).Text, StringComparison.Ordinal);
        var review = await colleague.GetAsync($"/agent/declarations/{declaration.Id}");
        Assert.Contains("en relecture", review.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dominique Modèle", review.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Accepté", review.Text, StringComparison.Ordinal);
        Assert.Null(review.Html.QuerySelector("form[action$='handler=Annuler']"));
        var practitioner = await office.WithDbAsync(db => db.Declarations.Where(any => any.Id == declaration.Id).Select(any => any.PractitionerId).SingleAsync());
        foreach (var url in new[] { "/agent/declarations/a-traiter?etat=tous", "/agent/declarations/a-traiter.csv?etat=tous", $"/agent/praticiens/{practitioner}" })
        {
            var list = await colleague.GetAsync(url);
            Assert.Contains("En relecture", list.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Dominique Modèle, le", list.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("par Dominique", list.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(";Dominique Modèle", list.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Accepté;", list.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(">Accepté<", list.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("accepté", list.Text, StringComparison.Ordinal);
        }

        var link = (await colleague.GetAsync("/agent/relectures")).Html.QuerySelector("main tbody a")!.GetAttribute("href")!;

        var page = await colleague.GetAsync(link);
        Assert.DoesNotContain("Dominique Modèle", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Accepté", page.Text, StringComparison.Ordinal);
        Assert.Contains("Exemple Kiné 5", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await office.Agent.GetAsync(link)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await colleague.SubmitAsync(page, "main form", ("Decision", "refuser"))).Status);
        var taken = await colleague.SubmitAsync(page, "main form", ("Decision", "refuser"), ("Reason", "Le nom du titulaire est illisible."));

        Assert.Equal(HttpStatusCode.Redirect, taken.Status);
        var quality = await office.Admin.GetAsync("/bureau/qualite");
        Assert.Contains("Le nom du titulaire est illisible.", quality.Text, StringComparison.Ordinal);
        Assert.Contains("À trancher", quality.Text, StringComparison.Ordinal);
        Assert.Null(quality.Html.QuerySelector("form[action$='handler=Trancher']"));
        Assert.Equal(EvidenceUseState.Accepted, (await office.UseOfAsync(declaration)).State);

        // The fund's supervisor reopens it: it waits again.
        var supervisor = await office.SignInAsync(Roles.Agent, "Sacha Repère", office.Fund, isSupervisor: true);
        var settled = await supervisor.SubmitAsync(await supervisor.GetAsync("/bureau/qualite"), "form[action$='handler=Trancher']", ("reopens", "true"));
        Assert.Equal(HttpStatusCode.Redirect, settled.Status);
        Assert.Equal(EvidenceUseState.Pending, (await office.UseOfAsync(declaration)).State);
    }

    [Fact]
    public async Task FourEyes_AboveTheAmount_StaysWaitingUntilTheSecondAgent()
    {
        await using var office = await Office.OpenAsync();
        await SetAsync(office, "0", "100,50");
        var declaration = await office.TransmittedAsync(office.Fund);

        var held = await DecideAsync(office, office.Agent, declaration.Id);
        Assert.Equal(HttpStatusCode.Redirect, held.Status);
        Assert.Equal(EvidenceUseState.Pending, (await office.UseOfAsync(declaration)).State);
        Assert.Contains("En attente d’un second agent", (await office.Agent.GetAsync($"/agent/declarations/{declaration.Id}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Iris Maquette", (await office.Agent.GetAsync("/agent/declarations/a-traiter")).Text, StringComparison.Ordinal);

        // The first agent takes it back, then accepts anew; looking at it again keeps nobody from it.
        var again = await office.Agent.GetAsync($"/agent/declarations/{declaration.Id}");
        Assert.Null(again.Html.QuerySelector("form[data-decide]"));
        Assert.Equal(HttpStatusCode.Redirect, (await office.Agent.SubmitAsync(again, "form[action$='handler=Annuler']")).Status);
        await DecideAsync(office, office.Agent, declaration.Id);
        await office.Agent.GetAsync($"/agent/declarations/{declaration.Id}");
        var colleague = await office.SignInAsync(Roles.Agent, "Sacha Lent", office.Fund);
        await DecideAsync(office, colleague, declaration.Id);

        Assert.Equal(EvidenceUseState.Accepted, (await office.UseOfAsync(declaration)).State);
    }

    [Fact]
    public async Task Rules_ForAnAdministrator_AreTheNationalOneAndThatOfTheChosenFund()
    {
        await using var office = await Office.OpenAsync();
        const string rule = "form[action$='handler=Regler']";
        var page = await office.Admin.GetAsync("/bureau/qualite");
        var chosen = await office.Admin.GetAsync($"/bureau/qualite?caisse={office.OtherFund.Id}");
        var supervisor = await (await office.SignInAsync(Roles.Agent, "Sacha Repère", office.Fund, isSupervisor: true)).GetAsync("/bureau/qualite");

        var set = await office.Admin.SubmitAsync(chosen, "#reglage-caisse", ("Form.SecondLookPercent", "7"), ("Form.FourEyesAbove", ""));

        Assert.Single(page.Html.QuerySelectorAll(rule));
        Assert.Equal(["Toutes les caisses", office.OtherFund.Name], chosen.Html.QuerySelectorAll($"{rule} h3").Select(title => title.TextContent));
        Assert.Equal([office.Fund.Name], supervisor.Html.QuerySelectorAll($"{rule} h3").Select(title => title.TextContent));
        Assert.Null(supervisor.Html.QuerySelector("select[name=caisse]"));
        Assert.Equal($"/bureau/qualite?caisse={office.OtherFund.Id}", set.Location);
        Assert.Contains("7\u202F% relues", (await office.Admin.GetAsync("/bureau/qualite")).Text, StringComparison.Ordinal);
        Assert.Equal(office.OtherFund.Id, await office.WithDbAsync(db => db.QualityRules.Select(one => one.FundId).SingleAsync()));
    }

    [Theory]
    [InlineData("101", "")]
    [InlineData("", "")]
    [InlineData("5", "beaucoup")]
    [InlineData("5", "12,345")]
    public async Task Set_WithBadNumbers_IsRefused(string percent, string above)
    {
        await using var office = await Office.OpenAsync();

        var refused = await SetAsync(office, percent, above);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal(0, await office.WithDbAsync(db => db.QualityRules.CountAsync()));
    }

    private static async Task<Answer> SetAsync(Office office, string percent, string above) => await office.Admin.SubmitAsync(
        await office.Admin.GetAsync("/bureau/qualite"),
        "form[action$='handler=Regler']",
        ("Form.SecondLookPercent", percent),
        ("Form.FourEyesAbove", above));

    private static async Task<Answer> DecideAsync(Office office, Browser agent, Guid declarationId) =>
        await agent.SubmitAsync(await agent.GetAsync($"/agent/declarations/{declarationId}"), Decision, ("Form.Decision", "accepter"));
}
