using System.Runtime.CompilerServices;
using FamiPortal.Domain.Feeds;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Contests;

/// <summary>A value of the administration that an indicator reads, as it is known.</summary>
/// <param name="Path">The known fact's, or the one that the rule reads when nothing is known.</param>
/// <param name="Label">In French.</param>
/// <param name="Member">Its type.</param>
/// <param name="ValueJson">Null when nothing is known.</param>
/// <param name="Source">Null when nothing is known.</param>
/// <param name="AsOf">The day it was true.</param>
public sealed record ContestedFact(string Path, string Label, FactMember Member, string? ValueJson, string? Source, DateOnly? AsOf)
{
    private static readonly ConditionalWeakTable<Indicator, IReadOnlyList<ContestedFact>> OfIndicators = [];

    /// <summary>The same without what is known: for everybody, hence made once.</summary>
    public static IReadOnlyList<ContestedFact> Of(RuleSet ruleSet, Indicator indicator) => OfIndicators.GetValue(indicator, _ => Of(ruleSet, indicator, []));

    /// <summary>What an indicator rests on that the administration brings: each known fact once, in the order it is read.</summary>
    public static IReadOnlyList<ContestedFact> Of(RuleSet ruleSet, Indicator indicator, IReadOnlyList<KnownFact> known) =>
    [
        .. indicator.Achieved.Flatten().SelectMany(test => test.AllReads())
            .Where(path => path.Origin != FactOrigin.Declared && ruleSet.Vocabulary.Path(path.Text) is not null)
            .Select(path => At(ruleSet, path, known)).DistinctBy(fact => fact.Path),
    ];

    /// <summary>All of a rule set.</summary>
    public static IReadOnlyList<ContestedFact> All(RuleSet ruleSet, IReadOnlyList<KnownFact> known) =>
        [.. ruleSet.Indicators.SelectMany(indicator => Of(ruleSet, indicator, known)).DistinctBy(fact => fact.Path)];

    private static ContestedFact At(RuleSet ruleSet, FactPath read, IReadOnlyList<KnownFact> known)
    {
        var row = known.Where(fact => read.Text == fact.Path || read.Text.StartsWith(fact.Path + ".", StringComparison.Ordinal)).MaxBy(fact => fact.Path.Length);

        // Nothing known: a measured fact is contested whole, as feeds bring it; a prefilled answer by itself.
        var path = row?.Path ?? (read.Members[0].Origin == FactOrigin.Declared ? read.Text : read.Members[0].Name);
        var member = ruleSet.Vocabulary.Path(path)?.Member ?? read.Member;
        return new ContestedFact(path, member.Label, member, row?.ValueJson, row?.Source, row?.AsOf);
    }
}
