using AngleSharp.Html.Dom;
using FamiPortal.TestKit;

namespace FamiPortal.Web.Tests.EveryPage;

/// <summary>The portal in Development, walked through once for the tests of a class; then each of its forms sent empty.</summary>
public sealed class WholeSite : IAsyncLifetime
{
    private DevelopmentPortal Portal { get; } = new();

    public PortalSite Site { get; private set; } = null!;

    /// <summary>What the forms answered to nothing at all, when they refused it.</summary>
    public IReadOnlyList<(SitePage Page, SiteAnswer Answer)> Refusals { get; private set; } = [];

    public IReadOnlyList<string> Failures { get; private set; } = [];

    public async Task InitializeAsync()
    {
        Site = await PortalSite.VisitAsync(PageRoutes.Of(typeof(Program).Assembly), () => Portal.Visit().Client);
        await SendFormsEmptyAsync();
    }

    public async Task DisposeAsync() => await Portal.DisposeAsync();

    /// <summary>Each form of each route once. Some do something: nothing reads this portal afterwards.</summary>
    private async Task SendFormsEmptyAsync()
    {
        var (refusals, failures) = (new List<(SitePage, SiteAnswer)>(), new List<string>());
        var forms = Site.Pages.Where(page => page.Status == System.Net.HttpStatusCode.OK)
            .SelectMany(page => page.Document.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().Select(form => (Page: page, Form: form)))
            .DistinctBy(pair => (pair.Page.Route, pair.Form.Id, string.Join(' ', pair.Form.QuerySelectorAll("[name]").Select(field => field.GetAttribute("name")).Distinct())));
        foreach (var (page, form) in forms.ToList())
        {
            var answer = await page.Visitor.SendEmptyAsync(page, form);
            if ((int)answer.Status >= 500)
            {
                failures.Add($"{page}: {(int)answer.Status}");
            }
            else if (answer.Status == System.Net.HttpStatusCode.BadRequest && answer.Document is not null)
            {
                refusals.Add((page, answer));
            }
        }

        (Refusals, Failures) = (refusals, failures);
    }
}
