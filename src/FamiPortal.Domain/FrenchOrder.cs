using FamiPortal.Domain.Desk;

namespace FamiPortal.Domain;

/// <summary>
/// The alphabetical order of names and labels, the same on every machine and with both databases, whose own orders differ: accents and
/// capitals count only between texts that are otherwise the same.
/// </summary>
public static class FrenchOrder
{
    public static IOrderedEnumerable<T> InFrenchOrder<T>(this IEnumerable<T> items, Func<T, string> text) =>
        items.OrderBy(item => SearchText.Plain(text(item)), StringComparer.Ordinal).ThenBy(text, StringComparer.Ordinal);
}
