using System.Net;
using FamiPortal.Domain.Accounts;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.Tests.Infrastructure;

public sealed class AccessTests(Portal portal) : IClassFixture<Portal>
{
    public static TheoryData<string, string> RolesAndPages()
    {
        var data = new TheoryData<string, string>();
        foreach (var role in Roles.All)
        {
            foreach (var area in Areas.All)
            {
                data.Add(role, area.Name);
            }
        }

        return data;
    }

    [Theory]
    [InlineData("/mon-espace/essai")]
    [InlineData("/agent/essai")]
    [InlineData("/admin/essai?onglet=2")]
    [InlineData("/agent/page-inconnue")]
    [InlineData("/n-importe-quoi")]
    public async Task AnyPage_WithoutSignIn_AsksToSignInAndComesBack(string url)
    {
        var answer = await portal.Visit().GetAsync(url);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal("/connexion?returnUrl=" + Uri.EscapeDataString(url), answer.Location);
    }

    [Theory]
    [MemberData(nameof(RolesAndPages))]
    public async Task AreaPage_OpensForItsRoleOnly(string role, string areaName)
    {
        var area = Areas.All.Single(a => a.Name == areaName);
        var browser = await portal.SignInAsync(role);

        var answer = await browser.GetAsync(area.Home + "/essai");

        Assert.Equal(role == area.Role ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal(role == area.Role ? $"Essai {areaName}" : "Cette page est réservée à un autre rôle", answer.Heading);
    }

    [Fact]
    public void Endpoints_OpenToVisitors_AreTheKnownOnes()
    {
        string[] expected =
            ["/", "/accessibilite", "/aide", "/api/v1/simulations", "/composants", "/connexion", "/deconnexion", "/donnees-personnelles", "/erreur", "/health/live", "/health/ready", "/simulateur", "/simulateur/{profession}/{exercise:int}"];

        var open = Endpoints()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(route => route != "/Index")
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(expected, open);
    }

    [Fact]
    public void Endpoints_OfAnArea_CarryItsPolicy()
    {
        var pages = Endpoints()
            .Select(endpoint => (endpoint, Page: endpoint.Metadata.GetMetadata<PageActionDescriptor>()))
            .Where(pair => pair.Page?.AreaName is not null).ToList();

        Assert.NotEmpty(pages);
        Assert.All(pages, pair => Assert.Contains(
            pair.endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>(), data => data.Policy == pair.Page!.AreaName));
    }

    private IEnumerable<RouteEndpoint> Endpoints() =>
        portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
}
