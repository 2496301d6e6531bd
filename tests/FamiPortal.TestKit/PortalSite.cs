using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace FamiPortal.TestKit;

/// <summary>
/// Every page of a running portal on its demonstration data, found as people find them: each demonstration account signs in
/// and follows the links. A page that is added is covered as soon as something leads to it, and a page that nothing leads to
/// is said (<see cref="Unreached"/>).
/// </summary>
public sealed class PortalSite
{
    /// <summary>Addresses of one route that one person opens: enough for each state that the demonstration data has.</summary>
    private const int AddressesMax = 6;

    private static readonly string[] NoFollow = ["/api", "/health"];

    private readonly PageRoutes routes;
    private readonly List<SitePage> pages = [];
    private readonly List<string> broken = [];
    private readonly HashSet<string> files = new(StringComparer.Ordinal);
    private readonly HashSet<string> signposts = new(StringComparer.Ordinal);

    private PortalSite(PageRoutes routes) => this.routes = routes;

    public IReadOnlyList<SitePage> Pages => pages;

    /// <summary>Links that lead to an error, and where they stand.</summary>
    public IReadOnlyList<string> Broken => broken;

    /// <summary>Whoever signed in; the first one is a visitor.</summary>
    public IReadOnlyList<SiteVisitor> Visitors { get; private set; } = [];

    /// <summary>Pages of the route table that nobody reached: neither linked nor in the demonstration data.</summary>
    public IEnumerable<string> Unreached => routes.Templates.Except(pages.Select(page => page.Route)).Except(files).Except(signposts);

    /// <param name="routes">Of the portal's assembly.</param>
    /// <param name="browse">A client with cookies of its own, which follows no redirect.</param>
    public static async Task<PortalSite> VisitAsync(PageRoutes routes, Func<HttpClient> browse)
    {
        var site = new PortalSite(routes);
        var visitor = new SiteVisitor(null, browse());
        var signIn = await visitor.GetAsync("/connexion");
        var accounts = signIn.Document!.QuerySelectorAll("button[name=email]").Select(button => button.GetAttribute("value")!).ToList();
        List<SiteVisitor> visitors = [visitor];
        await site.FollowAsync(visitor, "/");
        foreach (var account in accounts)
        {
            var person = new SiteVisitor(account, browse());
            visitors.Add(person);
            await site.FollowAsync(person, await person.SignInAsync());
        }

        site.Visitors = visitors;
        await site.OpenUnlinkedAsync(visitors);
        return site;
    }

    /// <summary>
    /// For each route, as few addresses as show every kind of element that the route shows anywhere: what is enough to look at
    /// in a browser, where looking takes time.
    /// </summary>
    public IReadOnlyList<SitePage> Representatives()
    {
        var chosen = new List<SitePage>();
        foreach (var route in pages.GroupBy(page => (page.Route, page.Status)))
        {
            var left = route.Select(page => (Page: page, Kinds: page.Kinds().ToHashSet(StringComparer.Ordinal))).ToList();
            while (left.Count > 0)
            {
                var (page, kinds) = left.MaxBy(candidate => candidate.Kinds.Count);
                if (kinds.Count == 0)
                {
                    break;
                }

                chosen.Add(page);
                string[] shown = [.. kinds];
                left.ForEach(candidate => candidate.Kinds.ExceptWith(shown));
            }
        }

        return chosen;
    }

    private async Task FollowAsync(SiteVisitor visitor, string start)
    {
        var waiting = new Queue<(string Path, string From)>([(start, "la connexion")]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { start };
        var opened = new Dictionary<string, int>(StringComparer.Ordinal);
        while (waiting.TryDequeue(out var next))
        {
            var route = routes.Find(next.Path.Split('?')[0]);
            var most = route is not null && files.Contains(route) ? 1 : AddressesMax;
            if (NoFollow.Any(prefix => next.Path.StartsWith(prefix, StringComparison.Ordinal)) || opened.GetValueOrDefault(route ?? "") >= most)
            {
                continue;
            }

            opened[route ?? ""] = opened.GetValueOrDefault(route ?? "") + 1;
            var answer = await visitor.GetAsync(next.Path);
            if (answer.Status == HttpStatusCode.Redirect)
            {
                Pass(route);
                answer = await visitor.GetAsync(answer.Location!);
            }

            if (answer.Status != HttpStatusCode.OK || route is null)
            {
                broken.Add($"{visitor.Account ?? "visiteur"}: {next.From} -> {next.Path}: {(int)answer.Status}");
            }
            else if (Keep(visitor, answer) is { } page)
            {
                foreach (var link in page.Links().Where(seen.Add))
                {
                    waiting.Enqueue((link, page.Path));
                }
            }
        }
    }

    /// <summary>Pages without parameters that nothing links to, for whoever may open them; the page of errors, as an unknown address shows it.</summary>
    private async Task OpenUnlinkedAsync(List<SiteVisitor> visitors)
    {
        foreach (var visitor in visitors.Where(visitor => visitor.Account is not null).DistinctBy(visitor => visitor.Home))
        {
            Keep(visitor, await visitor.GetAsync("/nulle-part"));
            Keep(visitor, await visitor.GetAsync(visitors.First(other => other.Home != visitor.Home && other.Account is not null).Home));
        }

        foreach (var template in Unreached.Where(template => !PageRoutes.HasParameters(template)).ToList())
        {
            foreach (var visitor in visitors)
            {
                var answer = await visitor.GetAsync(template);
                if (answer.Status == HttpStatusCode.Redirect && answer.Location?.StartsWith("/connexion", StringComparison.Ordinal) == false)
                {
                    Pass(template);
                    break;
                }

                if (answer.Status == HttpStatusCode.OK)
                {
                    Keep(visitor, answer);
                    break;
                }
            }
        }
    }

    /// <summary>An address that only leads elsewhere; one with parameters is still to be seen as a page.</summary>
    private void Pass(string? route)
    {
        if (route is not null && !PageRoutes.HasParameters(route))
        {
            signposts.Add(route);
        }
    }

    private SitePage? Keep(SiteVisitor visitor, SiteAnswer answer)
    {
        var route = answer.Status == HttpStatusCode.OK ? routes.Find(answer.Path.Split('?')[0])! : "/erreur";
        if (answer.Document is null)
        {
            files.Add(route);
            return null;
        }

        var page = new SitePage(visitor, route, answer.Path, answer.Status, answer.Html, answer.Document, answer.SetCookies);
        if (!pages.Any(known => known.Visitor == visitor && known.Path == page.Path))
        {
            pages.Add(page);
        }

        return page;
    }
}

/// <summary>A demonstration account at a browser of its own; a visitor when <paramref name="account"/> is null.</summary>
public sealed class SiteVisitor(string? account, HttpClient client)
{
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    public string? Account => account;

    public HttpClient Client => client;

    public string Home { get; private set; } = "/";

    /// <summary>As a browser holds them, to go on in another one.</summary>
    public IReadOnlyDictionary<string, string> Cookies => cookies;

    /// <returns>Where the person lands.</returns>
    public async Task<string> SignInAsync()
    {
        var page = await GetAsync("/connexion");
        var form = page.Document!.QuerySelector("form:has(button[name=email])")!;
        var token = form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([new("email", account!), new("__RequestVerificationToken", token)]);
        var answer = await ReadAsync(await client.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.RelativeOrAbsolute), content), "/connexion");
        Home = answer.Location ?? throw new InvalidOperationException($"{account} could not sign in: {answer.Status}.");
        return Home;
    }

    public async Task<SiteAnswer> GetAsync(string path) => await ReadAsync(await client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute)), path);

    /// <summary>Sends a form as it stands, with every field emptied.</summary>
    public async Task<SiteAnswer> SendEmptyAsync(SitePage page, IHtmlFormElement form)
    {
        var kept = form.QuerySelectorAll("input[type=hidden][name], button[name]:not([formaction])")
            .GroupBy(control => control.GetAttribute("name")!, control => control.GetAttribute("value") ?? "").Select(group => (group.Key, group.First()));
        var emptied = form.QuerySelectorAll("input:not([type=hidden]):not([type=file]):not([type=checkbox]):not([type=radio])[name], textarea[name], select[name]")
            .Select(control => (control.GetAttribute("name")!, ""));
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in kept.Concat(emptied))
        {
            content.Add(new StringContent(value), name);
        }

        var action = form.GetAttribute("action") is { Length: > 0 } own ? own : page.Path;
        return await ReadAsync(await client.PostAsync(new Uri(action, UriKind.RelativeOrAbsolute), content), page.Path);
    }

    private async Task<SiteAnswer> ReadAsync(HttpResponseMessage response, string path)
    {
        IReadOnlyList<string> set = response.Headers.TryGetValues("Set-Cookie", out var values) ? [.. values] : [];
        foreach (var cookie in set)
        {
            var (name, value) = (cookie.Split('=')[0], cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..].Split(';')[0]);
            cookies[name] = value;
        }

        var isHtml = response.Content.Headers.ContentType?.MediaType == "text/html";
        var html = isHtml ? await response.Content.ReadAsStringAsync() : "";
        var document = isHtml ? await new HtmlParser().ParseDocumentAsync(html) : null;
        var location = response.Headers.Location is { } uri ? (uri.IsAbsoluteUri ? uri.PathAndQuery : uri.ToString()) : null;
        return new SiteAnswer(path, response.StatusCode, location, set, html, document);
    }
}

public sealed record SiteAnswer(
    string Path, HttpStatusCode Status, string? Location, IReadOnlyList<string> SetCookies, string Html, IHtmlDocument? Document);

/// <summary>A page as one person sees it.</summary>
public sealed record SitePage(
    SiteVisitor Visitor, string Route, string Path, HttpStatusCode Status, string Html, IHtmlDocument Document, IReadOnlyList<string> SetCookies)
{
    /// <summary>Own addresses that this page leads to, fragments left out.</summary>
    public IEnumerable<string> Links() => Document.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!.Split('#')[0])
        .Where(href => href.StartsWith('/')).Distinct(StringComparer.Ordinal);

    /// <summary>What there is to see: elements by name, classes, state and role.</summary>
    public IEnumerable<string> Kinds() => Document.Body!.QuerySelectorAll("*").Select(element =>
        $"{element.LocalName}.{element.ClassName}[{element.GetAttribute("data-s")}][{element.GetAttribute("type")}][{element.GetAttribute("role")}]").Distinct();

    public override string ToString() => $"{Path} ({Visitor.Account ?? "visiteur"})";
}
