namespace FamiPortal.Rules.Operators;

/// <summary><c>flag</c>: a yes-or-no value is yes.</summary>
/// <param name="path">A boolean.</param>
public sealed class Flag(FactPath path) : Operator
{
    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [path];

    private protected override string Question => path.Member.Label;

    /// <inheritdoc />
    internal override Verdict Judge(Situation situation, ref Ratio rate) => When(path.Flag(situation));

    /// <inheritdoc />
    internal override Explanation Explain(Situation situation)
    {
        var (verdict, label) = (Judge(situation), path.Member.Label);
        return Node(
            situation,
            verdict,
            $"{label}{French.NoBreakSpace}: {(verdict == Verdict.Achieved ? "oui" : "non")}.",
            path.Origin == FactOrigin.Declared ? $"Il manque une déclaration{French.NoBreakSpace}: {label}." : null);
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation) =>
        path.Flag(situation) ? [] : [new FactChange(path, true, ChangeKind.Of(path), path.Member.Label)];
}
