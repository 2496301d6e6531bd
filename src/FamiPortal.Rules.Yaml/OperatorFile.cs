using System.Globalization;
using FamiPortal.Rules.Operators;

namespace FamiPortal.Rules.Yaml;

/// <summary>
/// Compiles the tests of a rule file: <c>{operator: {arguments}, label: …, source: …}</c>. Every path, code and date is
/// resolved here, once, so that a typing error stops the portal from starting instead of costing somebody an allowance.
/// </summary>
internal sealed class OperatorFile(Vocabulary vocabulary, int exercise, Func<YamlMap, string, IReadOnlyList<Reference>> references)
{
    public Operator Read(YamlMap test)
    {
        var name = test.OnlyKey("label", "source");
        var label = test.OptionalText("label");
        var source = test.Has("source") ? references(test, "source") : [];
        Operator compiled = name switch
        {
            "all-of" => new AllOf(Tests(test, name)) { Label = label, References = source },
            "any-of" => new AnyOf(Tests(test, name)) { Label = label, References = source },
            "unless" => Unless(test.Map(name), label, source),
            "flag" => new Flag(Path<BooleanType>(test, name)) { Label = label, References = source },
            "named" => new Named(Path<TextType>(test, name)) { Label = label, References = source },
            "deadline" => Deadline(test.Map(name), label, source),
            "count" => Count(test.Map(name), label, source),
            "choice" => Choice(test.Map(name), label, source),
            "devices" => AnyListed(test.Map(name), label, source),
            "text-listed" => TextListed(test.Map(name), label, source),
            "rate" => Rate(test.Map(name), label, source),
            "teletransmission-rate" => Teletransmission(test.Map(name), label, source),
            "version" => Version(test.Map(name), label, source),
            "evidence" => Evidence(test.Map(name), label, source),
            "prefilled-or-declared" => PrefilledOrDeclared(test.Map(name), label, source),
            "equipment-with-proof" => Equipment(test.Map(name), label, source),
            _ => throw test.Error($"l’opérateur « {name} » n’existe pas.", name),
        };
        test.Close();
        return compiled;
    }

    public FactPath Path(YamlMap map, string key) => Resolve(map, key, map.Text(key));

    public IReadOnlyList<FactPath> Paths(YamlMap map, string key) => [.. map.Texts(key).Select(text => Resolve(map, key, text))];

    public FactPath Resolve(YamlMap map, string key, string text) =>
        vocabulary.Path(text) ?? throw map.Error($"le chemin « {text} » n’existe pas dans le vocabulaire.", key);

    private List<Operator> Tests(YamlMap map, string key)
    {
        var tests = map.Maps(key).Select(Read).ToList();
        return tests.Count > 0 ? tests : throw map.Error($"« {key} » doit contenir au moins un test.", key);
    }

    private FactPath Path<T>(YamlMap map, string key)
        where T : FactType => Typed<T>(map, key, Path(map, key));

    private static FactPath Typed<T>(YamlMap map, string key, FactPath path)
        where T : FactType => path.Member.Type is T
        ? path
        : throw map.Error($"« {path} » n’a pas le type qu’attend « {key} » ({typeof(T).Name}).", key);

    private Unless Unless(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var built = new Unless(Read(map.Map("test")), map.Text("reason")) { Label = label, References = source };
        map.Close();
        return built;
    }

    private Deadline Deadline(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var unknown = map.OptionalText("unknown") switch
        {
            null or "refused" => false,
            "accepted" => true,
            _ => throw map.Error("« unknown » vaut accepted ou refused.", "unknown"),
        };
        var built = new Deadline(Path<DateType>(map, "date"), Day(map, "by"), unknown) { Label = label, References = source };
        map.Close();
        return built;
    }

    private Count Count(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var path = Path(map, "of");
        if (path.Member.Type is not (IntegerType or NumberType))
        {
            throw map.Error($"« {path} » n’est pas un nombre.", "of");
        }

        var built = new Count(path, map.Whole("at-least")) { Label = label, References = source };
        map.Close();
        return built;
    }

    private Choice Choice(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var path = Path<EnumerationType>(map, "of");
        var enumeration = ((EnumerationType)path.Member.Type).Enumeration;
        var accepted = new Dictionary<string, Operator?>(StringComparer.Ordinal);
        foreach (var (text, conditional) in map.Mixed("accepted"))
        {
            // « - msp », ou « - multidisciplinary-meetings: {count: …} » quand la réponse compte sous condition
            var code = text ?? conditional!.OnlyKey();
            Check(map, enumeration, code, "accepted");
            if (!accepted.TryAdd(code, conditional is null ? null : Read(conditional.Map(code))))
            {
                throw map.Error($"« {code} » est accepté deux fois.", "accepted");
            }
        }

        var built = new Choice(path, accepted, Refused(map, enumeration)) { Label = label, References = source };
        map.Close();
        return built;
    }

    private AnyListed AnyListed(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var path = Path<ListType>(map, "of");
        if (path.Member.Type is not ListType { Item: EnumerationType { Enumeration: var enumeration } })
        {
            throw map.Error($"« {path} » n’est pas une liste de codes.", "of");
        }

        var built = new AnyListed(path, Codes(map, "accepted", enumeration), Refused(map, enumeration)) { Label = label, References = source };
        map.Close();
        return built;
    }

    private TextListed TextListed(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var built = new TextListed(Path<TextType>(map, "of"), map.Texts("values").ToHashSet(StringComparer.Ordinal)) { Label = label, References = source };
        map.Close();
        return built;
    }

    private Rate Rate(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var built = new Rate(Path<IntegerType>(map, "numerator"), Path<IntegerType>(map, "denominator"), Threshold(map)) { Label = label, References = source };
        map.Close();
        return built;
    }

    private TeletransmissionRate Teletransmission(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var acts = Path<ListType>(map, "acts");
        if (acts.Member.Type is not ListType { Item: ObjectType act })
        {
            throw map.Error($"« {acts} » n’est pas une liste de lignes.", "acts");
        }

        var mode = Member<EnumerationType>(map, act, "mode");
        var context = Member<EnumerationType>(map, act, "context");
        var modes = ((EnumerationType)mode.Type).Enumeration;
        var contexts = ((EnumerationType)context.Type).Enumeration;
        var built = new TeletransmissionRate
        {
            Label = label,
            References = source,
            PreviousYear = Path<BooleanType>(map, "previous-year"),
            FirstSheet = Path<DateType>(map, "first-sheet"),
            Acts = acts,
            Month = Member<IntegerType>(map, act, "month"),
            Mode = mode,
            Context = context,
            Number = Member<IntegerType>(map, act, "number"),
            SecureModes = Codes(map, "secure-modes", modes),
            Excluded = Codes(map, "excluded", contexts),
            ExcludedUnlessSecure = Codes(map, "excluded-unless-secure", contexts),
            Threshold = Threshold(map),
        };
        map.Close();
        return built;
    }

    private VersionAtLeast Version(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var amendments = Path<ListType>(map, "amendments");
        if (amendments.Member.Type is not ListType { Item: EnumerationType { Enumeration: var enumeration } })
        {
            throw map.Error($"« {amendments} » n’est pas une liste de codes.", "amendments");
        }

        var least = map.Map("at-least");
        var required = map.Texts("required").Select(code => Check(map, enumeration, code, "required")).ToList();
        var built = new VersionAtLeast(
            Path<VersionType>(map, "version"),
            Path<IntegerType>(map, "addendum"),
            amendments,
            FactVersion.Parse(least.Text("version")) ?? throw least.Error("une version s’écrit « 1.40 », entre guillemets.", "version"),
            least.Whole("addendum"),
            required)
        { Label = label, References = source };
        least.Close();
        map.Close();
        return built;
    }

    private EvidenceAccepted Evidence(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var state = Path<EnumerationType>(map, "state");
        if (!((EnumerationType)state.Member.Type).Enumeration.Values.Select(v => v.Code).ToHashSet().SetEquals(EvidenceAccepted.States))
        {
            throw map.Error($"« {state} » doit avoir exactement les états {French.Join([.. EvidenceAccepted.States])}.", "state");
        }

        var built = new EvidenceAccepted(state, Path<BooleanType>(map, "carried-over")) { Label = label, References = source };
        map.Close();
        return built;
    }

    private PrefilledOrDeclared PrefilledOrDeclared(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var built = new PrefilledOrDeclared(
            Path<BooleanType>(map, "prefilled"), Path<ObjectType>(map, "declared"), Read(map.Map("test")))
        { Label = label, References = source };
        map.Close();
        return built;
    }

    /// <summary>Shorthand: the softwares are named, acquired in time, meet further conditions, and their proof is accepted.</summary>
    private AllOf Equipment(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var parts = Paths(map, "named").Select(path => (Operator)new Named(Typed<TextType>(map, "named", path))).ToList();
        parts.AddRange(map.Maps("conditions").Select(Read));
        parts.Add(new Deadline(Path<DateType>(map, "acquired"), Day(map, "acquired-by"), unknownCounts: true));
        parts.Add(Evidence(map.Map("evidence"), null, []));
        map.Close();
        return new AllOf(parts) { Label = label, References = source };
    }

    private static Threshold Threshold(YamlMap map)
    {
        var written = map.Text("at-least");
        var slash = written.Split('/');
        if (slash.Length == 2 && Digits(slash[0]) is { } numerator && Digits(slash[1]) is > 0 and { } denominator)
        {
            return new Threshold(new Ratio(numerator, denominator), written);
        }

        return written.EndsWith('%') && Digits(written[..^1].Trim()) is { } percent
            ? new Threshold(new Ratio(percent, 100), $"{French.Number(percent)}{French.NarrowSpace}%")
            : throw map.Error("« at-least » s’écrit « 70 % » ou « 2/3 ».", "at-least");

        static long? Digits(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>A day of the exercise year N or the next: <c>31/12/N</c>, <c>31/01/N+1</c>.</summary>
    private DateOnly Day(YamlMap map, string key)
    {
        var written = map.Text(key);
        var text = written.EndsWith("/N+1", StringComparison.Ordinal) ? $"{written[..^3]}{exercise + 1}"
            : written.EndsWith("/N", StringComparison.Ordinal) ? $"{written[..^1]}{exercise}"
            : "";
        return DateOnly.TryParseExact(text, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw map.Error($"« {key} » s’écrit « 31/12/N » ou « 31/01/N+1 », N étant l’exercice.", key);
    }

    private static FactMember Member<T>(YamlMap map, ObjectType owner, string key)
        where T : FactType => owner.Find(map.Text(key)) is { Type: T } member
        ? member
        : throw map.Error($"« {map.Text(key)} » n’est pas un membre du type attendu.", key);

    private static HashSet<string> Codes(YamlMap map, string key, Enumeration enumeration) =>
        map.Texts(key).Select(code => Check(map, enumeration, code, key).Code).ToHashSet(StringComparer.Ordinal);

    private static Dictionary<string, string> Refused(YamlMap map, Enumeration enumeration) =>
        map.Pairs("refused").ToDictionary(p => Check(map, enumeration, p.Key, "refused").Code, p => p.Value, StringComparer.Ordinal);

    private static EnumerationValue Check(YamlMap map, Enumeration enumeration, string code, string key) =>
        enumeration.Find(code) ?? throw map.Error($"« {code} » n’est pas un code de la liste « {enumeration.Name} ».", key);
}
