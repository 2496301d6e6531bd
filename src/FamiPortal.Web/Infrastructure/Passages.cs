using FamiPortal.Rules;

namespace FamiPortal.Web.Infrastructure;

public static class Passages
{
    /// <summary>« Guide …, parties 1.1 et 1.1.2 », one line a guide.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Reference> references) =>
    [
        .. references.Distinct().GroupBy(reference => reference.Guide.Title).Select(guide =>
            $"{guide.Key}, {(guide.Count() > 1 ? "parties" : "partie")} {French.Join([.. guide.Select(reference => reference.Section.Number)])}"),
    ];
}
