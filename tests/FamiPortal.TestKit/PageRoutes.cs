using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace FamiPortal.TestKit;

/// <summary>
/// The pages that an assembly declares, as its route table has them, so that a test which holds for every page needs no list
/// by hand. Actions that only answer a POST are no pages.
/// </summary>
public sealed class PageRoutes
{
    private static readonly IInlineConstraintResolver Constraints =
        new ServiceCollection().AddLogging().AddRouting().BuildServiceProvider().GetRequiredService<IInlineConstraintResolver>();

    private readonly IReadOnlyList<Route> routes;

    private PageRoutes(IReadOnlyList<Route> routes) => this.routes = routes;

    public IEnumerable<string> Templates => routes.Select(route => route.Template);

    public static PageRoutes Of(Assembly assembly) => new(
    [
        .. new RazorCompiledItemLoader().LoadItems(assembly)
            .Where(item => item.Kind == "mvc.1.0.razor-page" && typeof(PageBase).IsAssignableFrom(item.Type) && IsPage(item.Type))
            .Select(item => new Route(TemplateOf(item)))
            .OrderBy(route => route.Template.Count(character => character == '{')),
    ]);

    /// <summary>The template that an address belongs to, the most precise first; null when it is no page's.</summary>
    public string? Find(string path) => routes.FirstOrDefault(route => route.Matches(path))?.Template;

    public static bool HasParameters(string template) => template.Contains('{', StringComparison.Ordinal);

    private static bool IsPage(Type page)
    {
        var handlers = page.GetProperty("Model", BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)?.PropertyType.GetMethods() ?? [];
        return handlers.All(handler => !handler.Name.StartsWith("OnPost", StringComparison.Ordinal))
            || handlers.Any(handler => handler.Name.StartsWith("OnGet", StringComparison.Ordinal));
    }

    private static string TemplateOf(RazorCompiledItem item) =>
        item.Metadata.OfType<RazorCompiledItemMetadataAttribute>().FirstOrDefault(metadata => metadata.Key == "RouteTemplate")?.Value
        ?? item.Identifier.Replace("/Pages", "", StringComparison.Ordinal).Replace(".cshtml", "", StringComparison.Ordinal)
            .Replace("/Index", "/", StringComparison.Ordinal);

    private sealed class Route(string template)
    {
        private readonly TemplateMatcher matcher = new(TemplateParser.Parse(template.TrimStart('/')), []);

        public string Template => template;

        public bool Matches(string path)
        {
            var values = new RouteValueDictionary();
            return matcher.TryMatch(new PathString(path), values)
                && matcher.Template.Parameters.All(parameter => parameter.InlineConstraints.All(constraint =>
                    Constraints.ResolveConstraint(constraint.Constraint)!.Match(null, null, parameter.Name!, values, RouteDirection.IncomingRequest)));
        }
    }
}
