namespace FamiPortal.Rules.Operators;

/// <summary><c>text-listed</c>: a text is exactly one of a list (a specialty of an annex).</summary>
/// <param name="path">A text.</param>
/// <param name="listed">The texts, case-sensitive.</param>
public sealed class TextListed(FactPath path, IReadOnlySet<string> listed) : Operator
{
    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [path];

    /// <summary>The texts that count.</summary>
    public IEnumerable<string> Listed => listed;

    /// <inheritdoc />
    public override IReadOnlyList<string> Details => [string.Join(" ; ", listed)];

    private protected override string Question => $"{path.Member.Label}{French.NoBreakSpace}: dans la liste";

    /// <inheritdoc />
    internal override Finding Evaluate(Inquiry inquiry)
    {
        var text = path.Read(inquiry.Situation) as string;
        var found = text is not null && listed.Contains(text);
        return Conclude(inquiry, found ? Verdict.Achieved : Verdict.NotAchieved, () => new Words(
            found ? $"{text}{French.NoBreakSpace}: dans la liste." : $"{text ?? path.Member.Label}{French.NoBreakSpace}: pas dans la liste."));
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation) => Judge(situation) == Verdict.Achieved ? [] : null;
}
