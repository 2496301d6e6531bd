using System.Net;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Tests.AdminArea;

public sealed class AccountsTests
{
    private const string Url = "/admin/comptes";
    private const string Share = "/agent/supervision";

    [Fact]
    public async Task Accounts_AreFoundByNameAddressAndFund()
    {
        await using var office = await Office.OpenAsync();
        await office.SignInAsync(Roles.Agent, "Zoé Épure", office.OtherFund);
        await office.Portal.AddAccountAsync(Roles.Practitioner, "Zoé Patron");

        Assert.Equal(["Zoé Épure"], await NamesAsync("?q=epure+ZOE"));
        Assert.Equal(["Zoé Épure"], await NamesAsync($"?q=zoe&caisse={office.OtherFund.Id}"));
        Assert.Empty(await NamesAsync($"?q=zoe&caisse={office.Fund.Id}"));
        var address = await office.WithDbAsync(db => db.Users.Where(account => account.DisplayName == "Zoé Épure").Select(account => account.Email).SingleAsync());
        Assert.Equal(["Zoé Épure"], await NamesAsync($"?q={address}"));
        Assert.DoesNotContain("Ariel Gabarit", await NamesAsync(""));
        Assert.Contains("Aucun compte d’agent", (await office.Admin.GetAsync(Url + "?q=personne")).Text, StringComparison.Ordinal);

        async Task<string[]> NamesAsync(string query) => [.. (await office.Admin.GetAsync(Url + query)).Html.QuerySelectorAll("tbody th").Select(cell => cell.FirstChild!.TextContent)];
    }

    [Fact]
    public async Task Mark_GivesTheRightOnceSignedInAgain_AndUnmark_TakesItAtOnce()
    {
        await using var office = await Office.OpenAsync();
        var account = await office.WithDbAsync(db => db.Users.SingleAsync(any => any.DisplayName == "Dominique Modèle"));
        Assert.Equal(HttpStatusCode.Forbidden, (await office.Agent.GetAsync(Share)).Status);

        var marked = await PressAsync("supervisor=true");

        Assert.Equal(HttpStatusCode.Redirect, marked.Status);
        Assert.Contains("est maintenant superviseur", (await office.Admin.GetAsync(marked.Location!)).Text, StringComparison.Ordinal);
        Assert.StartsWith("/connexion", (await office.Agent.GetAsync(Share)).Location, StringComparison.Ordinal);
        await office.Agent.SignInAsync(account.Email!, Portal.Password);
        Assert.Equal(HttpStatusCode.OK, (await office.Agent.GetAsync(Share)).Status);

        office.Portal.Clock.Advance(TimeSpan.FromSeconds(5));
        await PressAsync("supervisor=false");

        Assert.StartsWith("/connexion", (await office.Agent.GetAsync(Share)).Location, StringComparison.Ordinal);
        await office.Agent.SignInAsync(account.Email!, Portal.Password);
        Assert.Equal(HttpStatusCode.Forbidden, (await office.Agent.GetAsync(Share)).Status);
        var events = await office.WithDbAsync(db => db.AuditEvents.Where(happened => happened.SubjectId == account.Id).Select(happened => happened.Kind).ToListAsync());
        Assert.Equal([AuditKinds.SupervisorMarked, AuditKinds.SupervisorUnmarked], events.Order(StringComparer.Ordinal));

        async Task<Answer> PressAsync(string button)
        {
            var page = await office.Admin.GetAsync(Url + "?q=dominique");
            var pressed = page.Html.QuerySelector($"button[formaction*='{button}']")!;
            page.Html.QuerySelector("form:has(table)")!.SetAttribute("action", pressed.GetAttribute("formaction")!);
            return await office.Admin.SubmitAsync(page, "form:has(table)", ("account", pressed.GetAttribute("value")!));
        }
    }

    [Fact]
    public async Task Mark_WithoutAFund_Twice_OrOfAPractitioner_IsRefused()
    {
        await using var office = await Office.OpenAsync();
        var nowhere = await office.Portal.AddAccountAsync(Roles.Agent, "Zoé Épure");
        var practitioner = await office.Portal.AddAccountAsync(Roles.Practitioner, "Zoé Patron");
        var agent = await office.WithDbAsync(db => db.Users.Where(any => any.DisplayName == "Dominique Modèle").Select(any => any.Id).SingleAsync());

        var withoutFund = await PostAsync(nowhere.Id, "true");
        var notOne = await PostAsync(agent, "false");

        Assert.Equal(HttpStatusCode.BadRequest, withoutFund.Status);
        Assert.Contains("n’a aucune caisse", withoutFund.Text, StringComparison.Ordinal);
        Assert.Contains("il n’y a rien à retirer", notOne.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(practitioner.Id, "true")).Status);
        Assert.False(await office.WithDbAsync(db => db.Users.AnyAsync(any => any.IsSupervisor)));

        async Task<Answer> PostAsync(Guid account, string supervisor) =>
            await office.Admin.SubmitAsync(await office.Admin.GetAsync(Url), "form:has(table)", ("account", account.ToString()), ("supervisor", supervisor));
    }
}
