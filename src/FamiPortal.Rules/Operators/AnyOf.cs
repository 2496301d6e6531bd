namespace FamiPortal.Rules.Operators;

/// <summary><c>any-of</c>: one test is enough; the strongest decides.</summary>
/// <param name="parts">One test at least.</param>
public sealed class AnyOf(IReadOnlyList<Operator> parts) : Operator
{
    /// <inheritdoc />
    public override IReadOnlyList<Operator> Parts => parts;

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [];

    private protected override string Question => "L’une de ces conditions";

    /// <inheritdoc />
    internal override Finding Evaluate(Inquiry inquiry)
    {
        var findings = parts.Select(p => p.Evaluate(inquiry)).ToList();
        var verdict = findings.Max(f => f.Verdict);
        return Conclude(
            inquiry,
            verdict,
            () =>
            {
                var deciding = findings.Where(f => f.Verdict == verdict).Select(f => f.Explanation!).ToList();
                return new Words(
                    verdict == Verdict.NotAchieved ? "Aucune des conditions possibles n’est remplie." : deciding[0].Why,
                    string.Join(" Ou bien : ", deciding.Select(e => e.Missing).OfType<string>().Distinct()));
            },
            inquiry.Explains ? [.. findings.Select(f => f.Explanation!)] : null);
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation) =>
        parts.Select(p => p.Remedy(situation)).OfType<IReadOnlyList<FactChange>>()
            .OrderBy(r => r.Count).ThenBy(r => r.Select(c => c.Kind).DefaultIfEmpty().Max()).FirstOrDefault();
}
