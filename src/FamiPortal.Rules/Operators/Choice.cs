namespace FamiPortal.Rules.Operators;

/// <summary><c>choice</c>: a code is one of those that count, some under a condition; the others are refused with their reason.</summary>
/// <param name="path">An enumeration.</param>
/// <param name="accepted">The codes that count, with the condition that each needs or null.</param>
/// <param name="refused">Why other codes do not count, in French.</param>
public sealed class Choice(
    FactPath path, IReadOnlyDictionary<string, Operator?> accepted, IReadOnlyDictionary<string, string> refused) : Operator
{
    /// <inheritdoc />
    public override IReadOnlyList<Operator> Parts => [.. accepted.Values.OfType<Operator>()];

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [path];

    /// <summary>Why codes do not count, by code.</summary>
    public IReadOnlyDictionary<string, string> Refused => refused;

    /// <summary>The codes that count.</summary>
    public IEnumerable<string> Accepted => accepted.Keys;

    /// <summary>The enumeration that is read.</summary>
    public Enumeration Enumeration => ((EnumerationType)path.Member.Type).Enumeration;

    /// <inheritdoc />
    public override IReadOnlyList<string> Details => [
        $"Comptent{French.NoBreakSpace}: {string.Join(" ; ", accepted.Select(a => Enumeration.Find(a.Key)!.Label + (a.Value is null ? "" : $" ({a.Value.Asked})")))}",
        .. refused.Select(r => $"Ne compte pas{French.NoBreakSpace}: {Enumeration.Find(r.Key)!.Label}. {r.Value}"),
    ];

    private protected override string Question => $"{path.Member.Label}{French.NoBreakSpace}: une réponse qui compte";

    /// <inheritdoc />
    internal override Finding Evaluate(Inquiry inquiry)
    {
        var code = path.Code(inquiry.Situation);
        var label = path.Member.Label;
        if (!accepted.TryGetValue(code, out var condition))
        {
            return Conclude(inquiry, Verdict.NotAchieved, () => new Words(
                code == Enumeration.None || !refused.TryGetValue(code, out var reason)
                    ? $"{label}{French.NoBreakSpace}: rien n’est déclaré qui compte."
                    : reason,
                $"Déclarez l’une des réponses qui comptent{French.NoBreakSpace}: "
                    + $"{French.Join([.. accepted.Keys.Select(c => Enumeration.Find(c)!.Label)], "ou")}."));
        }

        var chosen = Enumeration.Find(code)!.Label;
        if (condition is null)
        {
            return Conclude(inquiry, Verdict.Achieved, () => new Words($"{label}{French.NoBreakSpace}: {chosen}."));
        }

        var finding = condition.Evaluate(inquiry);
        return Conclude(
            inquiry,
            finding.Verdict,
            () => new Words($"{label}{French.NoBreakSpace}: {chosen}. {finding.Explanation!.Why}", finding.Explanation.Missing),
            inquiry.Explains ? [finding.Explanation!] : null);
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation)
    {
        if (accepted.TryGetValue(path.Code(situation), out var condition))
        {
            return condition is null ? [] : condition.Remedy(situation);
        }

        // Any answer that counts will do; the one with the least conditions stands for all of them.
        return accepted
            .Select(a => (Change: To(a.Key), Condition: a.Value))
            .Select(a => a.Condition is null ? [a.Change] : Joined(a.Change, a.Condition.Remedy(situation.With([a.Change]))))
            .OfType<IReadOnlyList<FactChange>>()
            .MinBy(r => r.Count);
    }

    private static IReadOnlyList<FactChange>? Joined(FactChange change, IReadOnlyList<FactChange>? more) =>
        more is null ? null : [change, .. more];

    private FactChange To(string code)
    {
        var labels = accepted.Keys.Select(c => Enumeration.Find(c)!.Label).ToList();
        return new FactChange(path, Enumeration.Find(code)!, ChangeKind.Of(path), $"{path.Member.Label}{French.NoBreakSpace}: {French.Join(labels, "ou")}");
    }
}
