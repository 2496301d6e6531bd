using System.Runtime.CompilerServices;
using FamiPortal.Rules;

namespace FamiPortal.Web.Infrastructure;

public static class Passages
{
    private static readonly ConditionalWeakTable<Indicator, IReadOnlyList<string>> OfIndicators = [];

    /// <summary>Those that an indicator and its proofs rest on: the same for everybody, hence made once.</summary>
    public static IReadOnlyList<string> Of(Indicator indicator) => OfIndicators.GetValue(
        indicator, _ => Of(indicator.References.Concat(indicator.Proofs.SelectMany(proof => proof.References))));

    /// <summary>« Guide …, parties 1.1 et 1.1.2, Annexe 1 », one line a guide.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Reference> references) =>
    [
        .. references.Distinct().GroupBy(reference => reference.Guide.Title).Select(guide =>
        {
            var sections = guide.Select(reference => reference.Section.Number).ToLookup(HasItsOwnName);
            List<string> parts = [guide.Key];
            if (sections[false].ToList() is { Count: > 0 } numbered)
            {
                parts.Add($"{(numbered.Count > 1 ? "parties" : "partie")} {French.Join(numbered)}");
            }

            if (sections[true].ToList() is { Count: > 0 } named)
            {
                parts.Add(French.Join(named));
            }

            return string.Join(", ", parts);
        }),
    ];

    /// <summary>« Annexe 1 », « Indicateur 3 »: not a number (1.4.1, II.3.b) that wants the word « partie » before it.</summary>
    private static bool HasItsOwnName(string section) => section.Length > 2 && char.IsLower(section[1]);
}
