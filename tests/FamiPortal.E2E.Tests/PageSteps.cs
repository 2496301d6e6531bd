using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace FamiPortal.E2E.Tests;

/// <summary>What every journey does, in the words of whoever sits at the browser.</summary>
internal static class PageSteps
{
    /// <summary>Signs in with the demonstration account of that name, listed on the sign-in page.</summary>
    public static async Task SignInAsAsync(this IPage page, string displayName)
    {
        await page.GotoAsync("/connexion");
        await page.GetByRole(AriaRole.Button, new() { Name = displayName }).ClickAsync();
        await page.AssertHeadingAsync(new Regex("."));
    }

    public static Task FollowAsync(this IPage page, string link) => page.GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    public static Task PressAsync(this IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();

    public static Task AssertHeadingAsync(this IPage page, string heading) => Assertions
        .Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(heading);

    public static Task AssertHeadingAsync(this IPage page, Regex heading) => Assertions
        .Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

    public static Task AssertSaysAsync(this IPage page, string text) => Assertions
        .Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(new Regex(Regex.Escape(text).Replace("\\ ", "[\\s\u00A0\u202F]+", StringComparison.Ordinal)));

    /// <summary>Ticks every attestation of the page, the one of each attested indicator included; tells how many there were.</summary>
    public static async Task<int> AttestAsync(this IPage page)
    {
        var boxes = await page.Locator("[name^=attestation]").AllAsync();
        foreach (var box in boxes)
        {
            await box.CheckAsync();
        }

        return boxes.Count;
    }

    /// <summary>The indicator whose title is this, on a declaration.</summary>
    public static ILocator Indicator(this IPage page, string title) =>
        page.GetByRole(AriaRole.Article).Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = title }) });

    /// <summary>Axe finds nothing, and nothing has to be scrolled sideways.</summary>
    public static async Task AssertAccessibleAsync(this IPage page)
    {
        var found = await page.RunAxe();
        Assert.True(found.Violations.Length == 0, $"{page.Url}\n{string.Join('\n', found.Violations.Select(Describe))}");
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
            $"{page.Url} scrolls sideways at {page.ViewportSize!.Width} px.");
    }

    private static string Describe(AxeResultItem item) =>
        $"{item.Id}: {item.Help}\n{string.Join('\n', item.Nodes.Take(5).Select(node => $"  {node.Html}"))}";
}
