namespace FamiPortal.Rules;

/// <summary>
/// One node of the tree that explains a verdict, in French: what was asked, what was known, what follows, why, what is
/// missing, and which passage of a guide says so. Screens, PDFs and the API show the same tree.
/// </summary>
/// <param name="Asked">The condition, as a phrase.</param>
/// <param name="Verdict">What it comes to here.</param>
/// <param name="Why">One sentence.</param>
/// <param name="Missing">What would change it, or null when nothing is missing: one sentence that reads right while it can still be done
/// and once the exercise is closed (« Il manque un justificatif. », no imperative).</param>
/// <param name="Known">The values that were read.</param>
/// <param name="References">Sections of the guides.</param>
/// <param name="Parts">The nodes that it is made of.</param>
public sealed record Explanation(
    string Asked,
    Verdict Verdict,
    string Why,
    string? Missing,
    IReadOnlyList<KnownValue> Known,
    IReadOnlyList<Reference> References,
    IReadOnlyList<Explanation> Parts)
{
    /// <summary>This node and all below it, depth first.</summary>
    public IEnumerable<Explanation> Flatten() => Parts.SelectMany(p => p.Flatten()).Prepend(this);
}

/// <summary>A value that an explanation read.</summary>
/// <param name="Path">Dotted path in the situation.</param>
/// <param name="Label">What a person calls it, in French.</param>
/// <param name="Value">Written in French.</param>
/// <param name="Origin">Who brought it.</param>
/// <param name="Source">Where it comes from, in French.</param>
/// <param name="AsOf">When it was collected or declared, or null.</param>
public sealed record KnownValue(string Path, string Label, string Value, FactOrigin Origin, string Source, DateOnly? AsOf)
{
    /// <summary>A value with its source, as explanations show it.</summary>
    /// <param name="path">Where.</param>
    /// <param name="situation">Where to read.</param>
    public static KnownValue Read(FactPath path, Situation situation)
    {
        var (source, asOf) = Provenance(path, situation);
        return new KnownValue(path.Text, path.Member.Label, Write(path.Read(situation), path.Member.Type), path.Origin, source, asOf);
    }

    private static (string Source, DateOnly? AsOf) Provenance(FactPath path, Situation situation)
    {
        for (var text = path.Text; text.Length > 0; text = text[..Math.Max(0, text.LastIndexOf('.'))])
        {
            if (situation.Provenance.TryGetValue(text, out var provenance))
            {
                return (provenance.Source, provenance.AsOf);
            }
        }

        var known = path.Members.LastOrDefault(m => m.Source is not null)?.Source;
        return path.Origin == FactOrigin.Declared ? ("Votre déclaration", situation.TransmittedOn) : (known ?? "Système d’information de l’Assurance Maladie", null);
    }

    private static string Write(object? value, FactType type) => (value, type) switch
    {
        (bool flag, _) => flag ? "oui" : "non",
        (null, BooleanType) => "non",
        (null, IntegerType or NumberType) => "0",
        (null, _) => "rien de connu",
        (long whole, _) => French.Number(whole),
        (DateOnly day, _) => French.Date(day),
        (EnumerationValue choice, _) => choice.Label,
        (string text, _) => text,
        (object[] list, _) when list.Length == 0 => "aucun",
        (object[] list, ListType { Item: ObjectType }) => $"{French.Number(list.Length)} lignes",
        (FactTable table, _) => $"{French.Number(table.Count)} lignes",
        (object[] list, ListType { Item: var item }) => French.Join([.. list.Select(v => Write(v, item))]),
        (ObjectType, _) => "renseigné",
        (FactVersion version, _) => version.ToString()!,
        _ => value.ToString()!.Replace('.', ','),
    };
}
