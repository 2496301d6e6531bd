using System.Collections.Frozen;

namespace FamiPortal.Rules.Operators;

/// <summary><c>text-listed</c>: a text is exactly one of a list (a specialty of an annex).</summary>
/// <param name="path">A text.</param>
/// <param name="listed">The texts, case-sensitive.</param>
public sealed class TextListed(FactPath path, IReadOnlySet<string> listed) : Operator
{
    private readonly FrozenSet<string> texts = listed.ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [path];

    /// <summary>The texts that count.</summary>
    public IEnumerable<string> Listed => listed;

    /// <inheritdoc />
    public override IReadOnlyList<string> Details => [French.Series(listed)];

    private protected override string Question => $"{path.Member.Label}{French.NoBreakSpace}: dans la liste";

    /// <inheritdoc />
    internal override Verdict Judge(Situation situation, ref Ratio rate) => When(path.Read(situation) is string text && texts.Contains(text));

    /// <inheritdoc />
    internal override Explanation Explain(Situation situation)
    {
        var verdict = Judge(situation);
        return Node(
            situation,
            verdict,
            $"{path.Read(situation) as string ?? path.Member.Label}{French.NoBreakSpace}: {(verdict == Verdict.Achieved ? "dans la liste" : "pas dans la liste")}.");
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation) => Judge(situation) == Verdict.Achieved ? [] : null;
}
