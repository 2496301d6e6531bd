namespace FamiPortal.Rules.Operators;

/// <summary><c>all-of</c>: every test is needed; the weakest decides.</summary>
/// <param name="parts">One test at least.</param>
public sealed class AllOf(IReadOnlyList<Operator> parts) : Operator
{
    private readonly Operator[] tests = [.. parts];

    /// <inheritdoc />
    public override IReadOnlyList<Operator> Parts => parts;

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [];

    private protected override string Question => "Toutes ces conditions";

    /// <inheritdoc />
    internal override Verdict Judge(Situation situation, ref Ratio rate)
    {
        var least = Verdict.Achieved;
        foreach (var part in tests)
        {
            var verdict = part.Judge(situation, ref rate);
            least = verdict < least ? verdict : least;
        }

        return least;
    }

    /// <inheritdoc />
    internal override Explanation Explain(Situation situation)
    {
        var explained = parts.Select(p => p.Explain(situation)).ToList();
        var verdict = explained.Min(e => e.Verdict);
        var deciding = explained.Where(e => e.Verdict == verdict).ToList();
        return Node(
            situation,
            verdict,
            verdict == Verdict.Achieved ? "Toutes les conditions sont remplies." : deciding[0].Why,
            string.Join(' ', deciding.Select(e => e.Missing).OfType<string>().Distinct()),
            explained);
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
