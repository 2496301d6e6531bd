namespace FamiPortal.Rules.Operators;

/// <summary><c>version</c>: a version and its addendum are at least the required pair, and the required amendments are all there.</summary>
/// <param name="version">A version.</param>
/// <param name="addendum">A whole number.</param>
/// <param name="amendments">A list of codes.</param>
/// <param name="leastVersion">Required version.</param>
/// <param name="leastAddendum">Required addendum of that version.</param>
/// <param name="required">Codes of the required amendments; may be empty.</param>
public sealed class VersionAtLeast(
    FactPath version,
    FactPath addendum,
    FactPath amendments,
    FactVersion leastVersion,
    long leastAddendum,
    IReadOnlyList<EnumerationValue> required) : Operator
{
    // Bit i stands for the i-th code of the list of amendments, 64 at most.
    private readonly ulong requiredBits = required.Aggregate(0UL, (bits, code) => bits | (1UL << code.Index));

    /// <summary>The list of amendments.</summary>
    public FactPath Amendments => amendments;

    /// <summary>The amendments that are asked for; the others change nothing.</summary>
    public IReadOnlyList<EnumerationValue> Required => required;

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [version, addendum, amendments];

    private protected override string Question => $"Version {leastVersion} addendum {French.Number(leastAddendum)}"
        + (required.Count == 0 ? "" : $", avec {French.Join([.. required.Select(r => r.Label)])}");

    /// <inheritdoc />
    internal override Verdict Judge(Situation situation, ref Ratio rate) => When(IsRecent(situation) && HasAll(situation));

    /// <inheritdoc />
    internal override Explanation Explain(Situation situation)
    {
        var known = version.Read(situation) as FactVersion;
        var number = French.Number(addendum.Integer(situation));
        var missing = required.Except(amendments.Items(situation).Cast<EnumerationValue>()).Select(m => m.Label).ToList();
        var recent = IsRecent(situation);
        return Node(
            situation,
            Judge(situation),
            known is null ? "Aucune version connue."
                : !recent ? $"Version {known} addendum {number}, trop ancienne."
                : missing.Count > 0 ? $"Version {known} addendum {number}, sans {French.Join(missing, "ni")}."
                : $"Version {known} addendum {number}, à jour.",
            recent ? $"Il manque {French.Join(missing)}." : $"Il fallait la version {leastVersion} addendum {French.Number(leastAddendum)}.");
    }

    private bool IsRecent(Situation situation) => version.Read(situation) is FactVersion known
        && (known.Major != leastVersion.Major ? known.Major > leastVersion.Major
            : known.Minor != leastVersion.Minor ? known.Minor > leastVersion.Minor
            : addendum.Integer(situation) >= leastAddendum);

    private bool HasAll(Situation situation)
    {
        var missing = requiredBits;
        foreach (var present in amendments.Items(situation))
        {
            missing &= ~(1UL << ((EnumerationValue)present).Index);
        }

        return missing == 0;
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation) => Judge(situation) == Verdict.Achieved
        ? []
        :
        [
            new FactChange(version, leastVersion, ChangeKind.Of(version), Asked),
            new FactChange(addendum, leastAddendum, ChangeKind.Of(addendum), Asked),
            new FactChange(
                amendments,
                (object[])[.. amendments.Items(situation).Union(required)],
                ChangeKind.Of(amendments),
                Asked),
        ];
}
