using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
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
        await Assertions.Expect(page.Locator("[name^=attestation]").First).ToBeAttachedAsync(); // all there are, once the page is there
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
        var found = await page.AxeAsync();
        Assert.True(found.Count == 0, $"{page.Url}\n{string.Join('\n', found)}");
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
            $"{page.Url} scrolls sideways at {page.ViewportSize!.Width} px.");
    }

    /// <summary>What axe finds; with <paramref name="coloursOnly"/>, what another theme can change. Documents in frames are not ours.</summary>
    public static async Task<IReadOnlyList<string>> AxeAsync(this IPage page, bool coloursOnly = false)
    {
        if (!await page.EvaluateAsync<bool>("typeof axe === 'object'"))
        {
            await page.EvaluateAsync(AxeSource);
        }

        return await page.EvaluateAsync<string[]>(RunAxe, coloursOnly ? new[] { "color-contrast", "link-in-text-block" } : []);
    }

    private static readonly string AxeSource = new BundledAxeScriptProvider().GetScript();

    private const string RunAxe = """
        async rules => {
          // A colour on its way to another theme is neither's.
          for (const one of document.getAnimations()) { try { one.finish(); } catch { one.cancel(); } }
          const options = { resultTypes: ["violations"], iframes: false };
          if (rules.length > 0) options.runOnly = { type: "rule", values: rules };
          const { violations } = await axe.run(document, options);
          return violations.map(one => `${one.id}: ${one.help}\n${one.nodes.slice(0, 5).map(node => `  ${node.html}`).join("\n")}`);
        }
        """;

    /// <summary>What a person at this size can't read or reach: a page to scroll sideways, text cut, a control under something else.</summary>
    public static async Task<IReadOnlyList<string>> LostAsync(this IPage page) => await page.EvaluateAsync<string[]>(Lost);

    public static async Task AssertNothingLostAsync(this IPage page)
    {
        var lost = await page.LostAsync();
        Assert.True(lost.Count == 0, $"{page.Url} at {page.ViewportSize!.Width} px\n{string.Join('\n', lost)}");
    }

    private const string Lost = """
        () => {
          const faults = [];
          const say = element => element.outerHTML.slice(0, 120);
          const root = document.documentElement;
          if (root.scrollWidth > root.clientWidth) {
            const widest = [...document.body.querySelectorAll("*")].filter(e => !e.closest(".scroll"))
              .sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right)[0];
            faults.push(`scrolls sideways, ${root.scrollWidth} for ${root.clientWidth}: ${say(widest)}`);
          }
          const seen = e => !e.closest(".vh, svg, iframe, [aria-hidden=true]") && e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
          for (const e of document.body.querySelectorAll("*")) {
            if (!e.firstChild || !seen(e) || e.matches("input, select, textarea")) continue;
            const style = getComputedStyle(e);
            if (/hidden|clip/.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1) faults.push(`text cut in width: ${say(e)}`);
            if (/hidden|clip/.test(style.overflowY) && e.scrollHeight > e.clientHeight + 1) faults.push(`text cut in height: ${say(e)}`);
          }
          for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
            if (!seen(e) || e.matches(".skip")) continue;
            e.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
            const box = e.getClientRects()[0];
            if (!box || box.width < 3 || box.height < 3) continue;
            const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            if (!top || !(e.contains(top) || top.contains(e) && top.matches("a, button, label") || [...(e.labels ?? [])].some(label => label.contains(top)))) {
              faults.push(`under ${top ? say(top) : "the edge"}: ${say(e)}`);
            }
          }
          scrollTo(0, 0);
          return faults;
        }
        """;
}
