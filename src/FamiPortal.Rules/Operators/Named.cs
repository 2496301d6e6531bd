namespace FamiPortal.Rules.Operators;

/// <summary><c>named</c>: a text is filled in with more than blanks.</summary>
/// <param name="path">A text.</param>
public sealed class Named(FactPath path) : Operator
{
    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [path];

    private protected override string Question => path.Member.Label;

    /// <inheritdoc />
    internal override Finding Evaluate(Inquiry inquiry)
    {
        var named = path.Read(inquiry.Situation) is string text && !string.IsNullOrWhiteSpace(text);
        var label = path.Member.Label;
        return Conclude(inquiry, named ? Verdict.Achieved : Verdict.NotAchieved, () => new Words(
            named ? $"{label}{French.NoBreakSpace}: renseigné." : $"{label}{French.NoBreakSpace}: rien n’est indiqué.",
            $"Renseignez{French.NoBreakSpace}: {label}."));
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation) => Judge(situation) == Verdict.Achieved
        ? []
        : [new FactChange(path, path.Member.Label, ChangeKind.Of(path), $"Renseigner{French.NoBreakSpace}: {path.Member.Label}")];
}
