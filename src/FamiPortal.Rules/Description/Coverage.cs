namespace FamiPortal.Rules;

/// <summary>Which numbered sections of the guides are covered by which rules, or why none does.</summary>
public static class Coverage
{
    /// <summary>One line a section, guide by guide.</summary>
    /// <param name="catalogue">The rules and the guides.</param>
    public static IReadOnlyList<SectionCoverage> Of(RuleCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var rules = catalogue.RuleSets.SelectMany(Cited).ToLookup(c => c.Reference, c => c.Rule);
        return
        [
            .. from guide in catalogue.Guides
               from section in guide.Sections
               select new SectionCoverage(guide, section, [.. rules[(guide.Code, section.Number)].Distinct()]),
        ];
    }

    private static IEnumerable<((string, string) Reference, string Rule)> Cited(RuleSet ruleSet)
    {
        var whole = ruleSet.References.Concat(ruleSet.Window.References).Concat(ruleSet.Parts.SelectMany(p => p.References))
            .Select(r => (Key(r), ruleSet.Key));
        var each = from indicator in ruleSet.Indicators
                   let own = indicator.References
                       .Concat(indicator.Achieved.Flatten().SelectMany(o => o.References))
                       .Concat(indicator.Proofs.SelectMany(p => p.References))
                   from reference in own
                   select (Key(reference), $"{ruleSet.Key} {indicator.Code}");
        return whole.Concat(each);

        static (string, string) Key(Reference reference) => (reference.Guide.Code, reference.Section.Number);
    }
}

/// <summary>A section and the rules that cite it.</summary>
/// <param name="Guide">The guide.</param>
/// <param name="Section">The section.</param>
/// <param name="Rules">Rule sets, or rule set and indicator; empty when none cites it.</param>
public sealed record SectionCoverage(Guide Guide, GuideSection Section, IReadOnlyList<string> Rules)
{
    /// <summary>False when no rule cites the section and nothing says why none would.</summary>
    public bool IsSettled => Rules.Count > 0 || Section.NotARule is not null;
}
