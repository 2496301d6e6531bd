using System.Net;
using System.Text.Json;
using FamiPortal.Domain.Accounts;

namespace FamiPortal.Web.Tests.Infrastructure;

public sealed class EdgeTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/connexion")]
    [InlineData("/health/live")]
    [InlineData("/agent/essai")]
    public async Task AnyAnswer_CarriesTheSecurityHeaders(string url)
    {
        var answer = await portal.Visit().GetAsync(url);

        var policy = answer.Header("Content-Security-Policy")!;
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", answer.Header("Referrer-Policy"));
        Assert.NotNull(answer.Header("Permissions-Policy"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Null(answer.Header("Server"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/connexion")]
    [InlineData("/accessibilite")]
    [InlineData("/donnees-personnelles")]
    [InlineData("/aide")]
    public async Task PublicPage_IsFrenchWithOneHeadingAndNothingInline(string url)
    {
        var answer = await portal.Visit().GetAsync(url);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("fr", answer.Html.DocumentElement.GetAttribute("lang"));
        Assert.Single(answer.Html.QuerySelectorAll("h1"));
        Assert.EndsWith(" – FamiPortal", answer.Html.Title, StringComparison.Ordinal);
        Assert.Equal("#contenu", answer.Html.QuerySelector("body > a.skip")!.GetAttribute("href"));
        Assert.Contains("non affilié à l’Assurance Maladie", answer.Html.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(answer.Html.QuerySelectorAll("[style], style, script:not([src]), [onclick]"));
    }

    [Fact]
    public async Task Assets_AreFingerprintedAndKept()
    {
        var browser = portal.Visit();
        var sheet = (await browser.GetAsync("/")).Html.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

        var answer = await browser.GetAsync(sheet);

        Assert.Matches(@"^/css/famiportal\.[a-z0-9]+\.css$", sheet);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.InRange((await answer.Response.Content.ReadAsByteArrayAsync()).Length, 10_000, 30_000);
        Assert.Contains("immutable", answer.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "gzip")]
    [InlineData("same-origin", "gzip")]
    [InlineData("same-site", null)]
    [InlineData("cross-site", null)]
    [InlineData(null, null)]
    public async Task Page_IsCompressedUnlessAnotherSiteAskedForIt(string? askedFrom, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/aide");
        request.Headers.Add("Accept-Encoding", "gzip, br");
        if (askedFrom is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", askedFrom);
        }

        using var response = await portal.Visit().Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
    }

    [Theory]
    [InlineData("link[rel=stylesheet]", "href")]
    [InlineData("script[src]", "src")]
    public async Task Asset_IsSentAsItWasCompressedOnce(string element, string attribute)
    {
        // A build keeps its compressed copies outside the web root, where only the development portal looks; a publication has them in it.
        await using var built = new DevelopmentPortal();
        var address = (await built.Visit().GetAsync("/")).Html.QuerySelector(element)!.GetAttribute(attribute)!;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept-Encoding", "gzip");

        using var response = await built.Visit().Client.SendAsync(request);

        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
    }

    [Fact]
    public async Task OfficeSheet_IsLoadedByAgents_NeverByPractitioners()
    {
        var agent = await (await portal.SignInAsync(Roles.Agent)).GetAsync("/agent/declarations/a-traiter");
        var practitioner = await (await portal.SignInAsync(Roles.Practitioner)).GetAsync("/mon-espace");

        var sheet = agent.Html.QuerySelector("link[rel=stylesheet] ~ link[rel=stylesheet]")!.GetAttribute("href")!;
        Assert.Matches(@"^/css/office\.[a-z0-9]+\.css$", sheet);
        Assert.InRange((await (await portal.Visit().GetAsync(sheet)).Response.Content.ReadAsByteArrayAsync()).Length, 1_000, 20_000);
        Assert.Single(practitioner.Html.QuerySelectorAll("link[rel=stylesheet]"));
    }

    [Fact]
    public async Task UnknownPage_SignedIn_SaysItDoesNotExistOrIsNotOpen()
    {
        var browser = await portal.SignInAsync(Roles.Agent);

        var answer = await browser.GetAsync("/agent/page-inconnue");

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Equal("Cette page n’existe pas, ou elle ne vous est pas ouverte", answer.Heading);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task Failure_ShowsTheCorrelationIdAndNothingElse()
    {
        var browser = await portal.SignInAsync(Roles.Agent);

        var answer = await browser.GetAsync($"/agent/essai/{Guid.NewGuid()}/panne");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Equal("Le portail a rencontré une erreur", answer.Heading);
        var id = answer.Header("X-Correlation-Id")!;
        Assert.Matches("^[0-9a-f]{12}$", id);
        Assert.Equal(id, answer.Html.QuerySelector("main code")!.TextContent);
        Assert.NotNull(answer.Header("Content-Security-Policy"));
        Assert.DoesNotContain("Panne d’essai", answer.Text, StringComparison.Ordinal);
        Assert.Contains(id, await portal.ReadLogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CorrelationId_IsNeverTheCallers()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-Correlation-Id", "camille@exemple.invalid");

        using var response = await portal.Visit().Client.SendAsync(request);

        Assert.Matches("^[0-9a-f]{12}$", response.Headers.GetValues("X-Correlation-Id").Single());
    }

    [Fact]
    public async Task RequestLine_HoldsTheRouteTemplateAndNobodysIdentity()
    {
        var id = Guid.NewGuid();
        var email = $"camille.{Guid.NewGuid():N}@exemple.invalid";
        var account = await portal.AddAccountAsync(Roles.Agent, "Dominique Discrétion", email);
        var browser = portal.Visit();
        await browser.SignInAsync(email, "un mauvais mot de passe");
        await browser.SignInAsync(email, Portal.Password);

        var answer = await browser.GetAsync($"/agent/essai/{id}/panne?fichier=facture-secrete.pdf");

        var log = await portal.ReadLogAsync();
        var line = log.Split('\n').Single(l =>
            l.Contains(answer.Header("X-Correlation-Id")!, StringComparison.Ordinal) && l.Contains("ElapsedMs", StringComparison.Ordinal));
        using var entry = JsonDocument.Parse(line);
        var properties = entry.RootElement.GetProperty("Properties");
        Assert.Equal("GET", properties.GetProperty("Method").GetString());
        Assert.Equal("/agent/essai/{id:guid}/panne", properties.GetProperty("Route").GetString());
        Assert.Equal(500, properties.GetProperty("Status").GetInt32());
        string[] secrets = [id.ToString(), email, email.ToUpperInvariant(), account.DisplayName, "facture-secrete", "mot de passe"];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Form_WithoutItsToken_IsRefusedWithAnExplanation()
    {
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("Form.Email", "a@exemple.invalid")]);

        using var response = await portal.Visit().Client.PostAsync(new Uri("/connexion", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Cette demande n’a pas pu être lue", WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_AboveTheLimit_IsRefusedWithAPage()
    {
        using var content = new ByteArrayContent(new byte[13 * 1024 * 1024]);

        using var response = await portal.Visit().Client.PostAsync(new Uri("/connexion", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("Ce fichier est trop lourd", WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Components_OutsideDevelopment_DoNotExist() =>
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit().GetAsync("/composants")).Status);
}
