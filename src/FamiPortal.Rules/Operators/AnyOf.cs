namespace FamiPortal.Rules.Operators;

/// <summary><c>any-of</c>: one test is enough; the strongest decides.</summary>
/// <param name="parts">One test at least.</param>
public sealed class AnyOf(IReadOnlyList<Operator> parts) : Operator
{
    private readonly Operator[] tests = [.. parts];

    /// <inheritdoc />
    public override IReadOnlyList<Operator> Parts => parts;

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [];

    private protected override string Question => "L’une de ces conditions";

    /// <inheritdoc />
    internal override Verdict Judge(Situation situation, ref Ratio rate)
    {
        var greatest = Verdict.NotAchieved;
        foreach (var part in tests)
        {
            var verdict = part.Judge(situation, ref rate);
            greatest = verdict > greatest ? verdict : greatest;
        }

        return greatest;
    }

    /// <inheritdoc />
    internal override Explanation Explain(Situation situation)
    {
        var explained = parts.Select(p => p.Explain(situation)).ToList();
        var verdict = explained.Max(e => e.Verdict);
        var deciding = explained.Where(e => e.Verdict == verdict).ToList();
        return Node(
            situation,
            verdict,
            verdict == Verdict.NotAchieved ? "Aucune des conditions possibles n’est remplie." : deciding[0].Why,
            string.Join(" Ou bien : ", deciding.Select(e => e.Missing).OfType<string>().Distinct()),
            explained);
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation)
    {
        IReadOnlyList<FactChange>? least = null;
        foreach (var part in tests)
        {
            if (part.Remedy(situation) is { } remedy && (least is null || IsLess(remedy, least)))
            {
                least = remedy;
            }
        }

        return least;
    }

    /// <summary>Fewer changes; as many, and more of it in the practitioner's hands.</summary>
    private static bool IsLess(IReadOnlyList<FactChange> one, IReadOnlyList<FactChange> other) =>
        one.Count != other.Count ? one.Count < other.Count : one.Count > 0 && one.Max(c => c.Kind) < other.Max(c => c.Kind);
}
