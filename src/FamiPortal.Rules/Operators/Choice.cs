namespace FamiPortal.Rules.Operators;

/// <summary><c>choice</c>: a code is one of those that count, some under a condition; the others are refused with their reason.</summary>
/// <param name="path">An enumeration.</param>
/// <param name="accepted">The codes that count, with the condition that each needs or null.</param>
/// <param name="refused">Why other codes do not count, in French.</param>
public sealed class Choice(
    FactPath path, IReadOnlyDictionary<string, Operator?> accepted, IReadOnlyDictionary<string, string> refused) : Operator
{
    private readonly bool[] counts = EnumerationOf(path).TableOf(accepted.Keys);
    private readonly Operator?[] conditions = [.. EnumerationOf(path).Values.Select(v => accepted.GetValueOrDefault(v.Code))];

    /// <inheritdoc />
    public override IReadOnlyList<Operator> Parts => [.. accepted.Values.OfType<Operator>()];

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [path];

    /// <summary>Why codes do not count, by code.</summary>
    public IReadOnlyDictionary<string, string> Refused => refused;

    /// <summary>The codes that count.</summary>
    public IEnumerable<string> Accepted => accepted.Keys;

    /// <summary>The enumeration that is read.</summary>
    public Enumeration Enumeration => EnumerationOf(path);

    /// <inheritdoc />
    public override IReadOnlyList<string> Details => [
        $"Comptent{French.NoBreakSpace}: {French.Series(accepted.Select(a => Enumeration.Find(a.Key)!.Label + (a.Value is null ? "" : $" ({a.Value.Asked})")))}",
        .. refused.Select(r => $"Ne compte pas{French.NoBreakSpace}: {Enumeration.Find(r.Key)!.Label}. {r.Value}"),
    ];

    private protected override string Question => $"{path.Member.Label}{French.NoBreakSpace}: une réponse qui compte";

    /// <inheritdoc />
    internal override Verdict Judge(Situation situation, ref Ratio rate) =>
        path.Choice(situation) is { } chosen && counts[chosen.Index]
            ? conditions[chosen.Index]?.Judge(situation, ref rate) ?? Verdict.Achieved
            : Verdict.NotAchieved;

    /// <inheritdoc />
    internal override Explanation Explain(Situation situation)
    {
        var (code, label) = (path.Code(situation), path.Member.Label);
        if (!accepted.TryGetValue(code, out var condition))
        {
            return Node(
                situation,
                Verdict.NotAchieved,
                code == Enumeration.None || !refused.TryGetValue(code, out var reason)
                    ? $"{label}{French.NoBreakSpace}: rien n’est déclaré qui compte."
                    : reason,
                $"Il manque une réponse qui compte{French.NoBreakSpace}: {Labels}.");
        }

        var chosen = $"{label}{French.NoBreakSpace}: {Enumeration.Find(code)!.Label}.";
        return condition?.Explain(situation) is { } explained
            ? Node(situation, explained.Verdict, $"{chosen} {explained.Why}", explained.Missing, [explained])
            : Node(situation, Verdict.Achieved, chosen);
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation)
    {
        if (accepted.TryGetValue(path.Code(situation), out var condition))
        {
            return condition is null ? [] : condition.Remedy(situation);
        }

        // Any answer that counts will do; the one with the least conditions stands for all of them.
        IReadOnlyList<FactChange>? least = null;
        foreach (var (code, needed) in accepted)
        {
            var change = To(code);
            IReadOnlyList<FactChange>? more = needed is null ? [] : needed.Remedy(situation.With([change]));
            if (more is not null && (least is null || more.Count + 1 < least.Count))
            {
                least = [change, .. more];
            }
        }

        return least;
    }

    private static Enumeration EnumerationOf(FactPath path) => ((EnumerationType)path.Member.Type).Enumeration;

    private FactChange To(string code) =>
        new(path, Enumeration.Find(code)!, ChangeKind.Of(path), $"{path.Member.Label}{French.NoBreakSpace}: {Labels}");

    private string Labels => string.Join($"{French.NarrowSpace}; ", accepted.Keys.Select(c => Enumeration.Find(c)!.Label));
}
