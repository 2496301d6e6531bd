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
    internal override Finding Evaluate(Inquiry inquiry)
    {
        var code = path.Code(inquiry.Situation);
        var label = path.Member.Label;
        var asked = $"{label}{French.NoBreakSpace}: une réponse qui compte";
        if (!accepted.TryGetValue(code, out var condition))
        {
            return Conclude(inquiry, Verdict.NotAchieved, () => new Words(
                asked,
                code == Enumeration.None || !refused.TryGetValue(code, out var reason)
                    ? $"{label}{French.NoBreakSpace}: rien n’est déclaré qui compte."
                    : reason,
                $"Déclarez l’une des réponses qui comptent{French.NoBreakSpace}: "
                    + $"{French.Join([.. accepted.Keys.Select(c => Enumeration.Find(c)!.Label)], "ou")}."));
        }

        var chosen = Enumeration.Find(code)!.Label;
        if (condition is null)
        {
            return Conclude(inquiry, Verdict.Achieved, () => new Words(asked, $"{label}{French.NoBreakSpace}: {chosen}."));
        }

        var finding = condition.Evaluate(inquiry);
        return Conclude(
            inquiry,
            finding.Verdict,
            () => new Words(asked, $"{label}{French.NoBreakSpace}: {chosen}. {finding.Explanation!.Why}", finding.Explanation.Missing),
            inquiry.Explains ? [finding.Explanation!] : null);
    }
}
