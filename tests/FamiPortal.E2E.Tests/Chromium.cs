using Microsoft.Playwright;

namespace FamiPortal.E2E.Tests;

/// <summary>The Chromium of the system (<c>FAMI_CHROMIUM</c>, or Debian's), driven by Playwright.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("FAMI_CHROMIUM") is { Length: > 0 } configured ? configured : "/usr/bin/chromium",
            Args = Arguments,
        });
        return new Chromium(playwright, browser);
    }

    /// <summary>A person at a browser of their own: nothing is shared with another one, cookies least of all.</summary>
    public async Task<IPage> SitDownAsync(Uri portal, int width = 1280, bool withJavaScript = true, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = portal.ToString(),
            Locale = "fr-FR",
            TimezoneId = "Europe/Paris",
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            JavaScriptEnabled = withJavaScript,
            ColorScheme = scheme,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
