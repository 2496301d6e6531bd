namespace FamiPortal.Rules.Operators;

/// <summary><c>named</c>: a text is filled in with more than blanks.</summary>
/// <param name="path">A text.</param>
public sealed class Named(FactPath path) : Operator
{
    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [path];

    private protected override string Question => path.Member.Label;

    /// <inheritdoc />
    internal override Verdict Judge(Situation situation, ref Ratio rate) =>
        When(path.Read(situation) is string text && !string.IsNullOrWhiteSpace(text));

    /// <inheritdoc />
    internal override Explanation Explain(Situation situation)
    {
        var (verdict, label) = (Judge(situation), path.Member.Label);
        return Node(
            situation,
            verdict,
            $"{label}{French.NoBreakSpace}: {(verdict == Verdict.Achieved ? "renseigné" : "rien n’est indiqué")}.",
            $"Il manque{French.NoBreakSpace}: {label}.");
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation) => Judge(situation) == Verdict.Achieved
        ? []
        : [new FactChange(path, path.Member.Label, ChangeKind.Of(path), $"Renseigner{French.NoBreakSpace}: {path.Member.Label}")];
}
