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
    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [version, addendum, amendments];

    private protected override string Question => $"Version {leastVersion} addendum {French.Number(leastAddendum)}"
        + (required.Count == 0 ? "" : $", avec {French.Join([.. required.Select(r => r.Label)])}");

    /// <inheritdoc />
    internal override Finding Evaluate(Inquiry inquiry)
    {
        var known = version.Read(inquiry.Situation) as FactVersion;
        var number = addendum.Integer(inquiry.Situation);
        var present = amendments.Items<EnumerationValue>(inquiry.Situation).ToHashSet();
        var missing = required.Where(r => !present.Contains(r)).ToList();
        var recent = known is not null
            && (known.Major, known.Minor, number).CompareTo((leastVersion.Major, leastVersion.Minor, leastAddendum)) >= 0;
        return Conclude(inquiry, recent && missing.Count == 0 ? Verdict.Achieved : Verdict.NotAchieved, () => new Words(
            known is null ? "Aucune version connue."
                : !recent ? $"Version {known} addendum {French.Number(number)}, trop ancienne."
                : missing.Count > 0 ? $"Version {known} addendum {French.Number(number)}, sans {French.Join([.. missing.Select(m => m.Label)], "ni")}."
                : $"Version {known} addendum {French.Number(number)}, à jour.",
            recent ? $"Il manque {French.Join([.. missing.Select(m => m.Label)])}."
                : $"Il fallait la version {leastVersion} addendum {French.Number(leastAddendum)}."));
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
                (IReadOnlyList<object>)[.. amendments.Items<object>(situation).Union(required)],
                ChangeKind.Of(amendments),
                Asked),
        ];
}
