using System.Runtime.CompilerServices;
using FamiPortal.Rules;

namespace FamiPortal.Web.Infrastructure;

public static class Passages
{
    private static readonly ConditionalWeakTable<Indicator, IReadOnlyList<string>> OfIndicators = [];

    /// <summary>Those that an indicator and its proofs rest on: the same for everybody, hence made once.</summary>
    public static IReadOnlyList<string> Of(Indicator indicator) => OfIndicators.GetValue(
        indicator, _ => Of(indicator.References.Concat(indicator.Proofs.SelectMany(proof => proof.References))));

    /// <summary>« Guide …, parties 1.1 et 1.1.2 », one line a guide.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Reference> references) =>
    [
        .. references.Distinct().GroupBy(reference => reference.Guide.Title).Select(guide =>
            $"{guide.Key}, {(guide.Count() > 1 ? "parties" : "partie")} {French.Join([.. guide.Select(reference => reference.Section.Number)])}"),
    ];
}
