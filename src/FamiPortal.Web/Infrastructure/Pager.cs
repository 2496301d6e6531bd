using Microsoft.AspNetCore.Http.Extensions;

namespace FamiPortal.Web.Infrastructure;

/// <summary>Where a list stands and where its other pages are; <paramref name="Href"/> ends where the number goes.</summary>
public sealed record Pager(int Number, int Count, string Href)
{
    /// <summary>The address of a filtered list: at that page, or, without one, ending where the number goes.</summary>
    public static string HrefOf(string path, int? page, params IEnumerable<(string Name, string? Value)> filters)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in filters)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                query.Add(name, value.Trim());
            }
        }

        query.Add("p", $"{page}");
        return path + query.ToQueryString();
    }
}
