using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FamiPortal.E2E.Tests;

/// <summary>A form that is refused says so first: the summary has the focus, each error leads to its field, the field says it again.</summary>
[Collection(WholeSiteTests.Name)]
public sealed class ErrorSummaryTests(WholeSite site)
{
    private const string DescriptionOf =
        "field => (field.closest('fieldset[aria-describedby]') ?? field).getAttribute('aria-describedby').split(' ').map(id => document.getElementById(id).innerText).join(' ')";

    public static TheoryData<string, string, bool> FormsOfEachArea()
    {
        var data = new TheoryData<string, string, bool>();
        foreach (var withJavaScript in (bool[])[true, false])
        {
            data.Add("/connexion", "Se connecter", withJavaScript);
            data.Add("/declarations/{exercise:int}/transmettre", "Transmettre ma déclaration", withJavaScript);
            data.Add("/agent/declarations/{id:guid}", "Décider et passer au suivant", withJavaScript);
            data.Add("/admin/campagnes/{id:guid}/neutralisations", "Neutraliser", withJavaScript);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(FormsOfEachArea))]
    public async Task Refusal_TakesTheFocusAndLeadsToEachField(string route, string button, bool withJavaScript)
    {
        var where = site.Site.Pages.First(page => page.Route == route
            && page.Document.QuerySelectorAll("main button").Any(one => one.TextContent.Contains(button, StringComparison.Ordinal)));
        var page = await site.SitDownAsync(where, withJavaScript: withJavaScript);
        await page.GotoAsync(where.Path);

        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();

        var summary = page.Locator("[data-errors]");
        await Assertions.Expect(summary).ToBeFocusedAsync();
        await Assertions.Expect(summary).ToHaveRoleAsync(AriaRole.Alert);
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex("^Erreur, "));
        var links = await summary.GetByRole(AriaRole.Link).AllAsync();
        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            var field = page.Locator(await link.GetAttributeAsync("href") ?? "");
            Assert.Contains(await link.InnerTextAsync(), await field.EvaluateAsync<string>(DescriptionOf), StringComparison.Ordinal);
            await link.PressAsync("Enter");
            await Assertions.Expect(field).ToBeFocusedAsync();
        }

        if (withJavaScript)
        {
            Assert.Empty(await page.AxeAsync());
        }

        await page.Context.CloseAsync();
    }
}
