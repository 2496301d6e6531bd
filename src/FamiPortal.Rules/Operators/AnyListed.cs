namespace FamiPortal.Rules.Operators;

/// <summary><c>devices</c>: a list holds at least one code of those that count.</summary>
/// <param name="path">A list of codes.</param>
/// <param name="accepted">The codes that count.</param>
/// <param name="refused">Why other codes do not count, in French.</param>
public sealed class AnyListed(FactPath path, IReadOnlySet<string> accepted, IReadOnlyDictionary<string, string> refused) : Operator
{
    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [path];

    /// <summary>The codes that count.</summary>
    public IEnumerable<string> Accepted => accepted;

    /// <summary>Why codes do not count, by code.</summary>
    public IReadOnlyDictionary<string, string> Refused => refused;

    /// <inheritdoc />
    public override IReadOnlyList<string> Details => [
        $"Comptent{French.NoBreakSpace}: {string.Join(" ; ", Enumeration.Values.Where(v => accepted.Contains(v.Code)).Select(v => v.Label))}",
        .. refused.Select(r => $"Ne compte pas{French.NoBreakSpace}: {Enumeration.Find(r.Key)!.Label}. {r.Value}"),
    ];

    private protected override string Question => $"{path.Member.Label}{French.NoBreakSpace}: au moins un de la liste";

    /// <inheritdoc />
    internal override Finding Evaluate(Inquiry inquiry)
    {
        var listed = path.Items<EnumerationValue>(inquiry.Situation).ToList();
        var counting = listed.Where(v => accepted.Contains(v.Code)).ToList();
        return Conclude(inquiry, counting.Count > 0 ? Verdict.Achieved : Verdict.NotAchieved, () =>
        {
            var label = path.Member.Label;
            var reasons = listed.Select(v => refused.GetValueOrDefault(v.Code)).OfType<string>().Distinct().ToList();
            return new Words(
                counting.Count > 0 ? $"{label}{French.NoBreakSpace}: {French.Join([.. counting.Select(v => v.Label)])}."
                    : listed.Count == 0 ? $"{label}{French.NoBreakSpace}: rien n’est déclaré."
                    : reasons.Count > 0 ? string.Join(' ', reasons)
                    : "Aucun des équipements déclarés n’est dans la liste de la profession.",
                "Déclarez au moins un équipement de la liste, si vous en disposez.");
        });
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation)
    {
        if (Judge(situation) == Verdict.Achieved)
        {
            return [];
        }

        object added = Enumeration.Values.First(v => accepted.Contains(v.Code));
        return [new FactChange(path, (IReadOnlyList<object>)[.. path.Items<object>(situation), added], ChangeKind.Of(path), Asked)];
    }

    private Enumeration Enumeration => ((EnumerationType)((ListType)path.Member.Type).Item).Enumeration;
}
