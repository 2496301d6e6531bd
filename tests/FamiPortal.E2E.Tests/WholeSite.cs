using System.Reflection;
using FamiPortal.TestKit;
using Microsoft.Playwright;

namespace FamiPortal.E2E.Tests;

/// <summary>One portal, one Chromium, and the pages that its people find there; nothing here changes what they show.</summary>
public sealed class WholeSite : IAsyncLifetime
{
    public Stage Stage { get; } = new();

    public PortalSite Site { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Stage.InitializeAsync();
        Site = await PortalSite.VisitAsync(PageRoutes.Of(Assembly.LoadFrom(PortalProcess.AssemblyPath)), Browse);
    }

    public Task DisposeAsync() => Stage.DisposeAsync();

    /// <summary>A tab of that page's person, in a context of its own: nothing is in its cache.</summary>
    public async Task<IPage> SitDownAsync(SitePage page, int width = 1280, bool withJavaScript = true)
    {
        var tab = await Stage.Chromium.SitDownAsync(Stage.Portal.Address, width, withJavaScript);
        await tab.Context.AddCookiesAsync(page.Visitor.Cookies.Select(cookie =>
            new Cookie { Name = cookie.Key, Value = cookie.Value, Url = Stage.Portal.Address.ToString() }));
        return tab;
    }

    private HttpClient Browse() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Stage.Portal.Address };
}

[CollectionDefinition(Name)]
public sealed class WholeSiteTests : ICollectionFixture<WholeSite>
{
    public const string Name = "whole site";
}
