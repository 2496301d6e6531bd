using System.Numerics;

namespace FamiPortal.Rules;

/// <summary>
/// Proves what a rule set promises by trying every combination of indicator outcomes. Parts that do not depend on one
/// another are tried apart (their totals add up), and so is each indicator that is paid on its own.
/// </summary>
public static class Prover
{
    /// <summary>Most indicators that are tried together: 2²⁴ combinations take a few seconds.</summary>
    public const int LinkedIndicatorsMax = 24;

    /// <summary>Tries everything.</summary>
    /// <param name="ruleSet">The rules.</param>
    public static RuleSetProof Prove(RuleSet ruleSet)
    {
        ArgumentNullException.ThrowIfNull(ruleSet);
        var failures = new List<string>();
        var totals = new HashSet<decimal> { 0 };
        BigInteger combinations = 1;
        long tried = 0;
        foreach (var group in Groups(ruleSet))
        {
            if (group.Indicators.Count > LinkedIndicatorsMax)
            {
                failures.Add($"{group.Indicators.Count} indicateurs liés entre eux{French.NarrowSpace}: trop pour être tous combinés.");
                continue;
            }

            var reached = TryAll(ruleSet, group, failures);
            combinations *= BigInteger.One << group.Indicators.Count;
            tried += 1L << group.Indicators.Count;
            totals = [.. totals.SelectMany(t => reached.Select(r => t + r))];
        }

        var ordered = totals.Select(ruleSet.Euros).Order().ToList();
        if (ordered[^1] != ruleSet.Most)
        {
            failures.Add($"Le plus grand total est {French.Money(ordered[^1])}, le guide promet {French.Money(ruleSet.Most)}.");
        }

        return new RuleSetProof(ruleSet, combinations, tried, ordered, failures);
    }

    /// <summary>Indicators that have to be combined: those of parts linked by a requirement, or one alone.</summary>
    private static IEnumerable<Group> Groups(RuleSet ruleSet)
    {
        foreach (var root in ruleSet.Parts.Where(p => p.Requires is null))
        {
            var parts = ruleSet.Parts.Where(p => Root(p) == root).ToList();
            var indicators = ruleSet.Indicators.Where(i => parts.Contains(i.Part)).ToList();
            if (parts.Count == 1 && root.Rule == PartRule.Each)
            {
                foreach (var indicator in indicators)
                {
                    yield return new Group(parts, [indicator]);
                }
            }
            else
            {
                yield return new Group(parts, indicators);
            }
        }

        static Part Root(Part part) => part.Requires is { } required ? Root(required) : part;
    }

    private static HashSet<decimal> TryAll(RuleSet ruleSet, Group group, List<string> failures)
    {
        var bits = group.Indicators.Select(i => 1UL << (i.Number - 1)).ToArray();
        var units = new decimal[1 << bits.Length];
        for (var outcome = 0; outcome < units.Length; outcome++)
        {
            var achieved = Spread(outcome, bits);
            foreach (var part in group.Parts)
            {
                var won = ruleSet.UnitsOf(part, achieved);
                units[outcome] += won;
                if (won > 0 && part.Requires is { } required && !RuleSet.IsComplete(required, achieved))
                {
                    failures.Add($"« {part.Label} » paie sans « {required.Label} »{French.NoBreakSpace}: {Names(ruleSet, achieved)}.");
                }
            }
        }

        for (var outcome = 0; outcome < units.Length; outcome++)
        {
            for (var i = 0; i < bits.Length; i++)
            {
                if ((outcome >> i & 1) == 0 && units[outcome | (1 << i)] < units[outcome])
                {
                    failures.Add($"Gagner « {group.Indicators[i].Label} » fait baisser le total{French.NoBreakSpace}: {Names(ruleSet, Spread(outcome, bits))}.");
                }
            }
        }

        return [.. units];
    }

    private static ulong Spread(int outcome, ulong[] bits)
    {
        ulong achieved = 0;
        for (var rest = (uint)outcome; rest != 0; rest &= rest - 1)
        {
            achieved |= bits[BitOperations.TrailingZeroCount(rest)];
        }

        return achieved;
    }

    private static string Names(RuleSet ruleSet, ulong achieved) =>
        "atteints " + French.Join([.. ruleSet.Indicators.Where(i => (achieved >> (i.Number - 1) & 1) != 0).Select(i => i.Code)]);

    private sealed record Group(IReadOnlyList<Part> Parts, IReadOnlyList<Indicator> Indicators);
}

/// <summary>What was proven.</summary>
/// <param name="RuleSet">The rules.</param>
/// <param name="Combinations">Combinations of outcomes covered.</param>
/// <param name="Tried">Combinations tried one by one; fewer, since independent parts are tried apart.</param>
/// <param name="Totals">Every reachable total in euros, ascending.</param>
/// <param name="Failures">One French sentence each; empty when everything holds.</param>
public sealed record RuleSetProof(
    RuleSet RuleSet, BigInteger Combinations, long Tried, IReadOnlyList<decimal> Totals, IReadOnlyList<string> Failures)
{
    /// <summary>True when every promise holds.</summary>
    public bool Holds => Failures.Count == 0;
}
