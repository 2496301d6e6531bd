namespace FamiPortal.Rules.Operators;

/// <summary><c>devices</c>: a list holds at least one code of those that count.</summary>
/// <param name="path">A list of codes.</param>
/// <param name="accepted">The codes that count.</param>
/// <param name="refused">Why other codes do not count, in French.</param>
public sealed class AnyListed(FactPath path, IReadOnlySet<string> accepted, IReadOnlyDictionary<string, string> refused) : Operator
{
    private readonly bool[] counts = EnumerationOf(path).TableOf(accepted);

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [path];

    /// <summary>The codes that count.</summary>
    public IEnumerable<string> Accepted => accepted;

    /// <summary>Why codes do not count, by code.</summary>
    public IReadOnlyDictionary<string, string> Refused => refused;

    /// <inheritdoc />
    public override IReadOnlyList<string> Details => [
        $"Comptent{French.NoBreakSpace}: {French.Series(Enumeration.Values.Where(v => accepted.Contains(v.Code)).Select(v => v.Label))}",
        .. refused.Select(r => $"Ne compte pas{French.NoBreakSpace}: {Enumeration.Find(r.Key)!.Label}. {r.Value}"),
    ];

    private protected override string Question => $"{path.Member.Label}{French.NoBreakSpace}: au moins un de la liste";

    /// <inheritdoc />
    internal override Verdict Judge(Situation situation, ref Ratio rate)
    {
        foreach (var item in path.Items(situation))
        {
            if (counts[((EnumerationValue)item).Index])
            {
                return Verdict.Achieved;
            }
        }

        return Verdict.NotAchieved;
    }

    /// <inheritdoc />
    internal override Explanation Explain(Situation situation)
    {
        var label = path.Member.Label;
        var listed = path.Items(situation).Cast<EnumerationValue>().ToList();
        var counting = listed.Where(v => counts[v.Index]).ToList();
        var reasons = listed.Select(v => refused.GetValueOrDefault(v.Code)).OfType<string>().Distinct().ToList();
        return Node(
            situation,
            Judge(situation),
            counting.Count > 0 ? $"{label}{French.NoBreakSpace}: {French.Join([.. counting.Select(v => v.Label)])}."
                : listed.Count == 0 ? $"{label}{French.NoBreakSpace}: rien n’est déclaré."
                : reasons.Count > 0 ? string.Join(' ', reasons)
                : "Aucun des équipements déclarés n’est dans la liste de la profession.",
            "Il manque au moins un équipement de la liste.");
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation)
    {
        if (Judge(situation) == Verdict.Achieved)
        {
            return [];
        }

        object added = Enumeration.Values.First(v => accepted.Contains(v.Code));
        return [new FactChange(path, (object[])[.. path.Items(situation), added], ChangeKind.Of(path), Asked)];
    }

    private Enumeration Enumeration => EnumerationOf(path);

    private static Enumeration EnumerationOf(FactPath path) => ((EnumerationType)((ListType)path.Member.Type).Item).Enumeration;
}
