namespace FamiPortal.Rules.Operators;

/// <summary><c>all-of</c>: every test is needed; the weakest decides.</summary>
/// <param name="parts">One test at least.</param>
public sealed class AllOf(IReadOnlyList<Operator> parts) : Operator
{
    /// <inheritdoc />
    public override IReadOnlyList<Operator> Parts => parts;

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [];

    private protected override string Question => "Toutes ces conditions";

    /// <inheritdoc />
    internal override Finding Evaluate(Inquiry inquiry)
    {
        var findings = parts.Select(p => p.Evaluate(inquiry)).ToList();
        var verdict = findings.Min(f => f.Verdict);
        return Conclude(
            inquiry,
            verdict,
            () =>
            {
                var deciding = findings.Where(f => f.Verdict == verdict).Select(f => f.Explanation!).ToList();
                return new Words(
                    verdict == Verdict.Achieved ? "Toutes les conditions sont remplies." : deciding[0].Why,
                    string.Join(' ', deciding.Select(e => e.Missing).OfType<string>().Distinct()));
            },
            inquiry.Explains ? [.. findings.Select(f => f.Explanation!)] : null);
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation)
    {
        var changes = new List<FactChange>();
        foreach (var part in parts)
        {
            if (part.Remedy(situation.With(changes)) is not { } more)
            {
                return null;
            }

            changes.AddRange(more);
        }

        return changes;
    }
}
