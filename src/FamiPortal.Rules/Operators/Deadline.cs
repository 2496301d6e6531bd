namespace FamiPortal.Rules.Operators;

/// <summary><c>deadline</c>: a day is not after a limit; the limit itself is in time.</summary>
/// <param name="path">A date.</param>
/// <param name="limit">The last day that counts.</param>
/// <param name="unknownCounts">True where a missing date does no harm.</param>
public sealed class Deadline(FactPath path, DateOnly limit, bool unknownCounts) : Operator
{
    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [path];

    /// <summary>The last day that counts.</summary>
    public DateOnly Limit => limit;

    private protected override string Question => $"{path.Member.Label}{French.NoBreakSpace}: au plus tard le {French.Date(limit)}";

    /// <inheritdoc />
    internal override Finding Evaluate(Inquiry inquiry)
    {
        var day = path.Date(inquiry.Situation);
        var inTime = day is null ? unknownCounts : day <= limit;
        return Conclude(inquiry, inTime ? Verdict.Achieved : Verdict.NotAchieved, () => new Words(
            day switch
            {
                null when unknownCounts => $"{path.Member.Label}{French.NoBreakSpace}: aucune date n’est exigée.",
                null => $"{path.Member.Label}{French.NoBreakSpace}: aucune date connue.",
                { } known when inTime => $"{path.Member.Label}{French.NoBreakSpace}: {French.Date(known)}, à temps.",
                { } known => $"{path.Member.Label}{French.NoBreakSpace}: {French.Date(known)}, après le {French.Date(limit)}.",
            },
            $"Il fallait une date au plus tard le {French.Date(limit)}."));
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation) => Judge(situation) == Verdict.Achieved
        ? []
        : [new FactChange(path, limit, ChangeKind.Of(path), Asked) { Deadline = limit }];
}
