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
    internal override Verdict Judge(Situation situation, ref Ratio rate) => When(IsInTime(path.Date(situation)));

    /// <inheritdoc />
    internal override Explanation Explain(Situation situation)
    {
        var label = path.Member.Label;
        return Node(
            situation,
            Judge(situation),
            path.Date(situation) switch
            {
                null when unknownCounts => $"{label}{French.NoBreakSpace}: aucune date n’est exigée.",
                null => $"{label}{French.NoBreakSpace}: aucune date connue.",
                { } known when IsInTime(known) => $"{label}{French.NoBreakSpace}: {French.Date(known)}, à temps.",
                { } known => $"{label}{French.NoBreakSpace}: {French.Date(known)}, après le {French.Date(limit)}.",
            },
            $"Il fallait une date au plus tard le {French.Date(limit)}.");
    }

    private bool IsInTime(DateOnly? day) => day is null ? unknownCounts : day <= limit;

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation) => Judge(situation) == Verdict.Achieved
        ? []
        : [new FactChange(path, limit, ChangeKind.Of(path), Asked) { Deadline = limit }];
}
