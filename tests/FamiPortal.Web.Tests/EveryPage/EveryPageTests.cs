using AngleSharp.Dom;

namespace FamiPortal.Web.Tests.EveryPage;

/// <summary>What holds for each page of the three areas and for the public ones, whoever adds the next.</summary>
public sealed class EveryPageTests(WholeSite site) : IClassFixture<WholeSite>
{
    private IEnumerable<(string Name, IDocument Document, string Html)> Documents =>
        site.Site.Pages.Select(page => (page.ToString(), (IDocument)page.Document, page.Html))
            .Concat(site.Refusals.Select(refused => ($"{refused.Page}, envoyée vide", (IDocument)refused.Answer.Document!, refused.Answer.Html)));

    /// <summary>
    /// A script's sign of life, a batch that somebody prepared, a second look that was drawn, what an upload is sent to, a page that
    /// is an image: the tests of each open them.
    /// </summary>
    private static readonly string[] NotInTheDemonstration =
    [
        "/agent/declarations/{id:guid}/garder", "/agent/lots/{id:guid}", "/agent/relectures/{id:guid}",
        "/declarations/{exercise:int}/documents", "/justificatifs/{id:guid}/page/{n:int}",
    ];

    [Fact]
    public void EveryPage_IsReachedByALink()
    {
        Assert.True(site.Site.Pages.Count > 50, $"{site.Site.Pages.Count} pages only.");
        AssertNone(site.Site.Unreached.Except(NotInTheDemonstration));
    }

    [Fact]
    public void EveryLink_LeadsSomewhere() => Assert.Empty(site.Site.Broken);

    [Fact]
    public void EveryForm_SentEmpty_NeverFails()
    {
        Assert.NotEmpty(site.Refusals);
        Assert.Empty(site.Failures);
    }

    [HtmlCheckerFact]
    public async Task EveryPage_IsValidHtml()
    {
        var messages = await HtmlChecker.CheckAsync([.. Documents.Select(page => (page.Name, page.Html))]);

        AssertNone(messages.DistinctBy(message => message[..message.LastIndexOf(" | ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void EveryPage_HasItsFrame() => AssertNone(Documents.SelectMany(page => Frame(page.Document).Select(fault => $"{page.Name}: {fault}")));

    [Fact]
    public void EveryReference_LeadsToAnElement() => AssertNone(Documents.SelectMany(page => References(page.Document).Select(fault => $"{page.Name}: {fault}")));

    [Fact]
    public void EveryRefusal_IsSummedUpFirstAndTiedToItsField() =>
        AssertNone(site.Refusals.SelectMany(refused => Summary(refused.Answer.Document!).Select(fault => $"{refused.Page}: {fault}")));

    [Fact]
    public void Visitors_GetACookieOnlyWithAForm() => Assert.All(site.Site.Pages.Where(page => page.Visitor.Account is null), page =>
    {
        var names = page.SetCookies.Select(cookie => cookie.Split('=')[0]);
        Assert.All(names, name => Assert.Equal("famiportal.jeton", name));
        Assert.True(page.SetCookies.Count == 0 || page.Document.QuerySelector("form[method=post]") is not null, $"{page} sends {string.Join(' ', page.SetCookies)}");
    });

    [Fact]
    public void PeopleSignedIn_GetNoCookieOnceTheyHaveThem() => AssertNone(site.Site.Pages
        .Where(page => page.Visitor.Account is not null && page.Path != page.Visitor.Home && page.SetCookies.Count > 0)
        .GroupBy(page => page.Visitor).SelectMany(pages => pages.Skip(1)).Select(page => $"{page}: {string.Join(' ', page.SetCookies)}"));

    private static void AssertNone(IEnumerable<string> faults) => Assert.True(!faults.Any(), string.Join('\n', faults.Distinct().Take(40)));

    private static IEnumerable<string> Frame(IDocument page)
    {
        var headings = page.QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(heading => heading.LocalName[1] - '0').ToList();
        (string Said, bool Holds)[] rules =
        [
            ("one h1", headings.Count(level => level == 1) == 1),
            ("headings without a gap", headings.Zip(headings.Skip(1)).All(pair => pair.Second <= pair.First + 1) && headings.FirstOrDefault() == 1),
            ("French", page.DocumentElement.GetAttribute("lang") == "fr"),
            ("a title that ends with the portal's name", page.Title?.EndsWith(" – FamiPortal", StringComparison.Ordinal) == true && page.Title.Length > 15),
            ("one main landmark", page.QuerySelectorAll("main").Length == 1),
            ("one banner, one navigation, one footer", page.QuerySelectorAll("body > header, body > header nav[aria-label], body > footer").Length == 3),
            ("a skip link first", page.Body!.Children[0].Matches("a.skip[href='#contenu']") && page.QuerySelector("main#contenu") is not null),
            ("nothing inline", page.QuerySelector("[style], style, script:not([src]), [onclick], [onsubmit], [onchange]") is null),
            ("nothing from elsewhere", page.QuerySelectorAll("[src], link[href], form[action]").All(IsOurs)),
        ];
        return rules.Where(rule => !rule.Holds).Select(rule => rule.Said);
    }

    private static bool IsOurs(IElement element) =>
        (element.GetAttribute("src") ?? element.GetAttribute("action") ?? element.GetAttribute("href"))!.StartsWith('/')
        || element.GetAttribute("action") is "" || element.GetAttribute("action")?.StartsWith('?') == true;

    /// <summary>Labels, descriptions and links within the page name elements that exist; ids are unique; every control has a name.</summary>
    private static IEnumerable<string> References(IDocument page)
    {
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        foreach (var twice in ids.GroupBy(id => id).Where(same => same.Count() > 1))
        {
            yield return $"id {twice.Key}, {twice.Count()} times";
        }

        string[] attributes = ["for", "form", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-activedescendant"];
        foreach (var attribute in attributes)
        {
            foreach (var missing in page.QuerySelectorAll($"[{attribute}]").SelectMany(element => element.GetAttribute(attribute)!.Split(' ')).Except(ids))
            {
                yield return $"{attribute} names {missing}, which is nowhere";
            }
        }

        foreach (var missing in page.QuerySelectorAll("a[href^='#']").Select(link => link.GetAttribute("href")![1..]).Except(ids))
        {
            yield return $"a link to #{missing}, which is nowhere";
        }

        foreach (var control in page.QuerySelectorAll("input:not([type=hidden]), select, textarea").Where(control => !HasName(page, control)))
        {
            yield return $"no label on {control.OuterHtml}";
        }
    }

    private static bool HasName(IDocument page, IElement control) =>
        control.HasAttribute("aria-label") || control.HasAttribute("aria-labelledby") || control.Closest("label") is not null
        || (control.Id is { Length: > 0 } id && page.QuerySelectorAll("label[for]").Any(label => label.GetAttribute("for") == id));

    private static IEnumerable<string> Summary(IDocument page)
    {
        if (page.QuerySelector("main [data-errors][role=alert][tabindex='-1'][autofocus]") is not { } summary)
        {
            yield return $"no summary of the errors that takes the focus, but « {page.QuerySelector("h1")?.TextContent} »";
            yield break;
        }

        if (page.Title?.StartsWith("Erreur, ", StringComparison.Ordinal) != true)
        {
            yield return "a title that doesn't say the error";
        }

        foreach (var link in summary.QuerySelectorAll("a[href^='#']"))
        {
            var field = page.GetElementById(link.GetAttribute("href")![1..]);
            var described = field?.Closest("fieldset[aria-describedby]") ?? field;
            var error = described?.GetAttribute("aria-describedby")?.Split(' ').Select(page.GetElementById).FirstOrDefault(text => text?.ClassList.Contains("err") == true);
            if (error?.TextContent.Contains(link.TextContent, StringComparison.Ordinal) != true)
            {
                yield return $"« {link.TextContent} » is not said beside its field";
            }
        }
    }
}
