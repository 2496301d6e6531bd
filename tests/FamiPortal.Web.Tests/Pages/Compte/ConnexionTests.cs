using System.Net;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Demonstration;
using FamiPortal.TestKit;
using FamiPortal.Web.Infrastructure;
using FamiPortal.Web.Tests.PractitionerArea;

namespace FamiPortal.Web.Tests.Pages.Compte;

public sealed class ConnexionTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData(Roles.Practitioner, "/mon-espace")]
    [InlineData(Roles.Agent, "/agent")]
    [InlineData(Roles.Admin, "/admin")]
    public async Task SignIn_LandsOnTheHomeOfTheRole(string role, string home)
    {
        var account = await portal.AddAccountAsync(role);

        var answer = await portal.Visit().SignInAsync(account.Email!, Portal.Password);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal(home, answer.Location);
    }

    [Fact]
    public async Task SignIn_GoesBackToThePageAskedFor()
    {
        var account = await portal.AddAccountAsync(Roles.Agent);

        var answer = await portal.Visit().SignInAsync(account.Email!, Portal.Password, "?returnUrl=%2Fagent%2Fessai%3Fpage%3D2");

        Assert.Equal("/agent/essai?page=2", answer.Location);
    }

    [Theory]
    [InlineData("https://malveillant.example/")]
    [InlineData("//malveillant.example")]
    [InlineData("/\\malveillant.example")]
    public async Task SignIn_WithAForeignReturnUrl_StaysHere(string returnUrl)
    {
        var account = await portal.AddAccountAsync(Roles.Agent);

        var answer = await portal.Visit().SignInAsync(account.Email!, Portal.Password, "?returnUrl=" + Uri.EscapeDataString(returnUrl));

        Assert.Equal("/agent", answer.Location);
    }

    [Fact]
    public async Task SignIn_WithAWrongPasswordOrAddress_SaysTheSameThing()
    {
        var account = await portal.AddAccountAsync(Roles.Agent);

        var wrongPassword = await portal.Visit().SignInAsync(account.Email!, "un mauvais mot de passe");
        var wrongAddress = await portal.Visit().SignInAsync("personne@exemple.invalid", "un mauvais mot de passe");

        Assert.Equal(HttpStatusCode.BadRequest, wrongPassword.Status);
        Assert.Equal(HttpStatusCode.BadRequest, wrongAddress.Status);
        var message = wrongPassword.Html.QuerySelector("[role=alert] a")!;
        Assert.Equal("Adresse ou mot de passe incorrect. Vérifiez-les et recommencez.", message.TextContent);
        Assert.Equal(message.TextContent, wrongAddress.Html.QuerySelector("[role=alert] a")!.TextContent);
        Assert.StartsWith("Erreur", wrongPassword.Html.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WithNothing_TiesEachErrorToItsField()
    {
        var answer = await portal.Visit().SignInAsync("", "");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["#Form_Email", "#Form_Password"], answer.Html.QuerySelectorAll("[role=alert] a").Select(a => a.GetAttribute("href")));
        var email = answer.Html.QuerySelector("#Form_Email")!;
        Assert.Equal("true", email.GetAttribute("aria-invalid"));
        Assert.Equal("Form.Email", email.GetAttribute("name"));
        var error = answer.Html.GetElementById(email.GetAttribute("aria-describedby")!)!;
        Assert.Contains("Écrivez votre adresse électronique.", error.TextContent, StringComparison.Ordinal);
        Assert.NotNull(answer.Html.QuerySelector("label[for=Form_Email]"));
    }

    [Fact]
    public async Task SignIn_AfterTooManyFailures_IsLockedEvenWithTheRightPassword()
    {
        var account = await portal.AddAccountAsync(Roles.Agent);
        var browser = portal.Visit();
        for (var i = 0; i < SignInSetup.FailuresMax; i++)
        {
            await browser.SignInAsync(account.Email!, "un mauvais mot de passe");
        }

        var answer = await browser.SignInAsync(account.Email!, Portal.Password);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("Réessayez dans 15 minutes", answer.Html.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_ByPost_EndsTheSession()
    {
        var browser = await portal.SignInAsync(Roles.Agent);
        var home = await browser.GetAsync("/aide");

        var answer = await browser.SubmitAsync(home, "form[action='/deconnexion']");

        Assert.Equal("/", answer.Location);
        Assert.Contains("déconnexion est faite", (await browser.GetAsync("/")).Html.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/connexion", (await browser.GetAsync("/agent/essai")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Layout_NamesThePersonAndTheirArea()
    {
        var browser = await portal.SignInAsync(Roles.Admin, "Ariel Gabarit");

        var answer = await browser.GetAsync("/aide");

        var header = answer.Html.QuerySelector("header.bar.office")!;
        Assert.Contains("Ariel Gabarit", header.TextContent, StringComparison.Ordinal);
        Assert.Contains("Administration nationale", header.TextContent, StringComparison.Ordinal);
        Assert.Equal("/admin", header.QuerySelector("nav a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task DemonstrationAccounts_OutsideDevelopment_AreNeitherListedNorOpened()
    {
        await portal.AddAccountAsync(
            Roles.Agent, "Dominique Modèle", "dominique" + DemonstrationAccounts.EmailDomain, DemonstrationAccounts.Password);
        var browser = portal.Visit();
        var page = await browser.GetAsync("/connexion");
        page.Html.QuerySelector("form[method=post]")!.SetAttribute("action", "/connexion?handler=Demonstration");

        var answer = await browser.SubmitAsync(page, "form[method=post]", ("email", "dominique" + DemonstrationAccounts.EmailDomain));

        Assert.DoesNotContain("Dominique Modèle", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
    }

    [Fact]
    public async Task DemonstrationAccounts_InDevelopment_OpenWithOneClick()
    {
        await using var development = new DevelopmentPortal();
        var email = "dominique" + DemonstrationAccounts.EmailDomain;
        await development.AddAccountAsync(Roles.Agent, "Dominique Modèle", email, DemonstrationAccounts.Password);
        await development.AddAccountAsync(Roles.Agent, "Hors Démonstration");
        var browser = development.Visit();
        var page = await browser.GetAsync("/connexion");

        var answer = await browser.SubmitAsync(page, "form[action*=handler]", ("email", email));

        var section = page.Html.QuerySelector("section[aria-labelledby=demonstration]")!;
        Assert.Contains("Dominique Modèle", section.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Hors Démonstration", section.TextContent, StringComparison.Ordinal);
        Assert.Equal("/agent", answer.Location);
    }
}

public sealed class SessionTests
{
    [Fact]
    public async Task Session_WithoutActivity_EndsAfterThirtyMinutesAndSaysSo()
    {
        await using var portal = new Portal();
        var browser = await portal.SignInAsync(Roles.Agent);
        portal.Clock.Advance(SignInSetup.Idle + TimeSpan.FromSeconds(1));

        var answer = await browser.GetAsync("/agent/essai");

        Assert.Equal("/connexion?returnUrl=%2Fagent%2Fessai&expiree=true", answer.Location);
        Assert.Contains("Votre session a expiré.", (await browser.GetAsync(answer.Location!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_ExpiredWhenAFormIsSent_SaysThatItDidNotPass()
    {
        await using var portal = new Portal();
        var practice = await Practice.OpenAsync(portal);
        var page = await practice.DeclarationAsync();
        portal.Clock.Advance(SignInSetup.Idle + TimeSpan.FromSeconds(1));

        var answer = await practice.SaveAsync(page, (Scenario.Coordination, "cpts"));

        Assert.Equal("/connexion?returnUrl=%2Fdeclarations%2F2024&expiree=true&perdu=true", answer.Location);
        Assert.Contains("Votre dernier envoi n’est donc pas passé", (await practice.Browser.GetAsync(answer.Location!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_KeptActive_EndsAfterEightHoursAllTheSame()
    {
        await using var portal = new Portal();
        var browser = await portal.SignInAsync(Roles.Agent);
        for (var elapsed = TimeSpan.Zero; elapsed < TimeSpan.FromHours(7.75); elapsed += TimeSpan.FromMinutes(20))
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/agent/essai")).Status);
            portal.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        portal.Clock.Advance(TimeSpan.FromMinutes(20));
        var answer = await browser.GetAsync("/agent/essai");

        Assert.StartsWith("/connexion", answer.Location, StringComparison.Ordinal);
    }
}
