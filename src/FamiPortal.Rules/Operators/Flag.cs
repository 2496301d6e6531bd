namespace FamiPortal.Rules.Operators;

/// <summary><c>flag</c>: a yes-or-no value is yes.</summary>
/// <param name="path">A boolean.</param>
public sealed class Flag(FactPath path) : Operator
{
    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [path];

    private protected override string Question => path.Member.Label;

    /// <inheritdoc />
    internal override Finding Evaluate(Inquiry inquiry)
    {
        var yes = path.Flag(inquiry.Situation);
        var label = path.Member.Label;
        return Conclude(inquiry, yes ? Verdict.Achieved : Verdict.NotAchieved, () => new Words(
            yes ? $"{label}{French.NoBreakSpace}: oui." : $"{label}{French.NoBreakSpace}: non.",
            path.Origin == FactOrigin.Declared ? $"Déclarez-le si c’est le cas{French.NoBreakSpace}: {label}." : null));
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation) =>
        path.Flag(situation) ? [] : [new FactChange(path, true, ChangeKind.Of(path), path.Member.Label)];
}
