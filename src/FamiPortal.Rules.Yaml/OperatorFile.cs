using System.Globalization;
using FamiPortal.Rules.Operators;

namespace FamiPortal.Rules.Yaml;

/// <summary>
/// Compiles the tests of a rule file: <c>{operator: {arguments}, label: …, source: …}</c>. Every path, code and date is
/// resolved here, once, so that a typing error stops the portal from starting instead of costing somebody an allowance.
/// What cannot be compiled is null, once everything wrong with it has been reported.
/// </summary>
internal sealed class OperatorFile(
    Vocabulary vocabulary, int exercise, Func<YamlMap, string, IReadOnlyList<Reference>> references, RuleProblems problems)
{
    public Operator? Read(YamlMap test)
    {
        if (test.OnlyKey("un test porte le nom d’un opérateur, et d’un seul.", "label", "source") is not { } name)
        {
            return null;
        }

        var label = test.OptionalText("label");
        var source = test.Has("source") ? references(test, "source") : [];
        var compiled = name switch
        {
            "all-of" => Tests(test, name) is { } tests ? new AllOf(tests) { Label = label, References = source } : null,
            "any-of" => Tests(test, name) is { } tests ? new AnyOf(tests) { Label = label, References = source } : null,
            "unless" => Unless(test.Map(name), label, source),
            "flag" => Path<BooleanType>(test, name) is { } path ? new Flag(path) { Label = label, References = source } : null,
            "named" => Path<TextType>(test, name) is { } path ? new Named(path) { Label = label, References = source } : null,
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
            _ => Unknown(test, name),
        };
        test.Close();
        return compiled;
    }

    public FactPath? Path(YamlMap map, string key) => map.Known(key) is { } text ? Resolve(map, key, text) : null;

    public IReadOnlyList<FactPath> Paths(YamlMap map, string key) =>
        [.. map.Texts(key).Select(text => Resolve(map, key, text)).OfType<FactPath>()];

    public FactPath? Resolve(YamlMap map, string key, string text)
    {
        var path = vocabulary.Path(text);
        if (path is null && !IsKnockOn(text))
        {
            map.Problem($"le chemin « {text} » n’existe pas dans le vocabulaire.", key);
        }

        return path;
    }

    /// <summary>Reports codes that a list does not have; silent about a list that could not be read.</summary>
    public EnumerationValue? Check(YamlMap map, Enumeration? enumeration, string code, string key)
    {
        var found = enumeration?.Find(code);
        if (found is null && enumeration is not null && !problems.IsStandIn(enumeration))
        {
            map.Problem($"« {code} » n’est pas un code de la liste « {enumeration.Name} ».", key);
        }

        return found;
    }

    /// <summary>The way leads through a fact, or a vocabulary, whose own mistake is reported.</summary>
    private bool IsKnockOn(string text)
    {
        var names = text.Split('.');
        return problems.IsStandIn(vocabulary)
            || Enumerable.Range(1, names.Length).Any(length =>
                vocabulary.Path(string.Join('.', names[..length])) is { } prefix && problems.IsStandIn(prefix.Member.Type));
    }

    private static Operator? Unknown(YamlMap test, string name)
    {
        // The name is the mistake, not a key too many.
        test.Node(name);
        test.Problem($"l’opérateur « {name} » n’existe pas.", name);
        return null;
    }

    private List<Operator>? Tests(YamlMap map, string key)
    {
        var written = map.Maps(key);
        if (written.Count == 0)
        {
            map.Problem($"« {key} » doit contenir au moins un test.", key);
        }

        var tests = written.Select(Read).ToList();
        return tests.Count == 0 || tests.Contains(null) ? null : [.. tests.OfType<Operator>()];
    }

    private FactPath? Path<T>(YamlMap map, string key)
        where T : FactType => Path(map, key) is { } path ? Typed<T>(map, key, path) : null;

    private FactPath? Typed<T>(YamlMap map, string key, FactPath path)
        where T : FactType
    {
        if (path.Member.Type is T)
        {
            return path;
        }

        if (!problems.IsStandIn(path.Member.Type))
        {
            map.Problem($"« {path} » n’a pas le type qu’attend « {key} »{French.NoBreakSpace}: {Words<T>()}.", key);
        }

        return null;
    }

    private static string Words<T>() => typeof(T).Name switch
    {
        nameof(BooleanType) => "bool",
        nameof(IntegerType) => "int",
        nameof(TextType) => "text",
        nameof(VersionType) => "version",
        nameof(DateType) => "date",
        nameof(ObjectType) => "object",
        nameof(ListType) => "list of …",
        _ => "le nom d’une liste",
    };

    private Unless? Unless(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var (test, reason) = (Read(map.Map("test")), map.Text("reason"));
        map.Close();
        return test is null ? null : new Unless(test, reason) { Label = label, References = source };
    }

    private Deadline? Deadline(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var unknownCounts = map.OneOf("unknown", "accepted", "refused") == "accepted";
        var (date, by) = (Path<DateType>(map, "date"), Day(map, "by"));
        map.Close();
        return date is null || by is null ? null : new Deadline(date, by.Value, unknownCounts) { Label = label, References = source };
    }

    private Count? Count(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var path = Path(map, "of");
        if (path is not null && path.Member.Type is not (IntegerType or NumberType) && !problems.IsStandIn(path.Member.Type))
        {
            map.Problem($"« {path} » n’est pas un nombre.", "of");
        }

        var least = Whole(map, "at-least", 1);
        map.Close();
        return path is null ? null : new Count(path, least) { Label = label, References = source };
    }

    private static long Whole(YamlMap map, string key, long min)
    {
        var value = map.Whole(key);
        if (value < min && map.OptionalText(key) is { } written && long.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            map.Problem($"« {key} » doit être un nombre entier, {French.Number(min)} ou plus.", key);
        }

        return value;
    }

    private Choice? Choice(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var path = Path<EnumerationType>(map, "of");
        var enumeration = (path?.Member.Type as EnumerationType)?.Enumeration;
        var accepted = new Dictionary<string, Operator?>(StringComparer.Ordinal);
        foreach (var (text, conditional) in map.Mixed("accepted"))
        {
            // « - msp », ou « - multidisciplinary-meetings: {count: …} » quand la réponse compte sous condition
            var code = text ?? conditional!.OnlyKey("une réponse qui compte sous condition s’écrit « code: {opérateur: …} ».");
            if (code is null)
            {
                continue;
            }

            var condition = conditional is null ? null : Read(conditional.Map(code));
            if (Check(map, enumeration, code, "accepted") is not null && !accepted.TryAdd(code, condition))
            {
                map.Problem($"« {code} » est accepté deux fois.", "accepted");
            }
        }

        var refused = Refused(map, enumeration);
        Undecided(map, accepted.Keys, refused);
        map.Close();
        return path is null ? null : new Choice(path, accepted, refused) { Label = label, References = source };
    }

    private AnyListed? AnyListed(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var (path, enumeration) = CodeList(map, "of");
        var (accepted, refused) = (Codes(map, "accepted", enumeration), Refused(map, enumeration));
        Undecided(map, accepted, refused);
        map.Close();
        return path is null ? null : new AnyListed(path, accepted, refused) { Label = label, References = source };
    }

    private TextListed? TextListed(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var (path, values) = (Path<TextType>(map, "of"), map.Texts("values"));
        map.Require("values");
        map.Close();
        return path is null ? null : new TextListed(path, values.ToHashSet(StringComparer.Ordinal)) { Label = label, References = source };
    }

    private Rate? Rate(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var (numerator, denominator) = (Path<IntegerType>(map, "numerator"), Path<IntegerType>(map, "denominator"));
        var threshold = Threshold(map);
        map.Close();
        return numerator is null || denominator is null || threshold is null
            ? null
            : new Rate(numerator, denominator, threshold) { Label = label, References = source };
    }

    private TeletransmissionRate? Teletransmission(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var previousYear = Path<BooleanType>(map, "previous-year");
        var firstSheet = Path<DateType>(map, "first-sheet");
        var acts = Path<ListType>(map, "acts");
        var act = (acts?.Member.Type as ListType)?.Item as ObjectType;
        if (acts is not null && act is null)
        {
            map.Problem($"« {acts} » n’est pas une liste de lignes.", "acts");
        }

        var month = Member<IntegerType>(map, act, "month");
        var mode = Member<EnumerationType>(map, act, "mode");
        var context = Member<EnumerationType>(map, act, "context");
        var number = Member<IntegerType>(map, act, "number");
        var modes = (mode?.Type as EnumerationType)?.Enumeration;
        var contexts = (context?.Type as EnumerationType)?.Enumeration;
        var secureModes = Codes(map, "secure-modes", modes);
        var excluded = Codes(map, "excluded", contexts);
        var excludedUnlessSecure = Codes(map, "excluded-unless-secure", contexts);
        var threshold = Threshold(map);
        map.Close();
        return previousYear is null || firstSheet is null || acts is null || month is null || mode is null || context is null
            || number is null || threshold is null
            ? null
            : new TeletransmissionRate
            {
                Label = label,
                References = source,
                PreviousYear = previousYear,
                FirstSheet = firstSheet,
                Acts = acts,
                Month = month,
                Mode = mode,
                Context = context,
                Number = number,
                SecureModes = secureModes,
                Excluded = excluded,
                ExcludedUnlessSecure = excludedUnlessSecure,
                Threshold = threshold,
            };
    }

    private VersionAtLeast? Version(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var (version, addendum) = (Path<VersionType>(map, "version"), Path<IntegerType>(map, "addendum"));
        var (amendments, enumeration) = CodeList(map, "amendments");
        var least = map.Map("at-least");
        var written = least.Known("version");
        var leastVersion = written is null ? null : FactVersion.Parse(written);
        if (written is not null && leastVersion is null)
        {
            least.Problem("une version s’écrit « 1.40 », entre guillemets.", "version");
        }

        var leastAddendum = Whole(least, "addendum", 0);
        map.Require("required");
        var required = map.Texts("required").Select(code => Check(map, enumeration, code, "required")).OfType<EnumerationValue>().ToList();
        least.Close();
        map.Close();
        return version is null || addendum is null || amendments is null || leastVersion is null
            ? null
            : new VersionAtLeast(version, addendum, amendments, leastVersion, leastAddendum, required) { Label = label, References = source };
    }

    private EvidenceAccepted? Evidence(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var state = Path<EnumerationType>(map, "state");
        if (state is { Member.Type: EnumerationType { Enumeration: var states } } && !problems.IsStandIn(states)
            && !states.Values.Select(v => v.Code).ToHashSet().SetEquals(EvidenceAccepted.States))
        {
            map.Problem($"« {state} » doit avoir exactement les états {French.Join([.. EvidenceAccepted.States])}.", "state");
        }

        var carriedOver = Path<BooleanType>(map, "carried-over");
        map.Close();
        return state is null || carriedOver is null ? null : new EvidenceAccepted(state, carriedOver) { Label = label, References = source };
    }

    private PrefilledOrDeclared? PrefilledOrDeclared(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        var (prefilled, declared) = (Path<BooleanType>(map, "prefilled"), Path<ObjectType>(map, "declared"));
        var test = Read(map.Map("test"));
        map.Close();
        return prefilled is null || declared is null || test is null
            ? null
            : new PrefilledOrDeclared(prefilled, declared, test) { Label = label, References = source };
    }

    /// <summary>Shorthand: the softwares are named, acquired in time, meet further conditions, and their proof is accepted.</summary>
    private AllOf? Equipment(YamlMap map, string? label, IReadOnlyList<Reference> source)
    {
        map.Require("named");
        List<Operator?> parts = [.. Paths(map, "named").Select(path => Typed<TextType>(map, "named", path)).Select(path => path is null ? null : new Named(path))];
        parts.AddRange(map.Maps("conditions").Select(Read));
        var (acquired, by) = (Path<DateType>(map, "acquired"), Day(map, "acquired-by"));
        parts.Add(acquired is null || by is null ? null : new Deadline(acquired, by.Value, unknownCounts: true));
        parts.Add(Evidence(map.Map("evidence"), null, []));
        map.Close();
        return parts.Contains(null) ? null : new AllOf([.. parts.OfType<Operator>()]) { Label = label, References = source };
    }

    private static Threshold? Threshold(YamlMap map)
    {
        const string Key = "at-least";
        if (map.Known(Key) is not { } written)
        {
            return null;
        }

        var slash = written.Split('/');
        Threshold? threshold = null;
        if (slash.Length == 2 && Digits(slash[0]) is { } numerator && Digits(slash[1]) is > 0 and { } denominator)
        {
            threshold = new Threshold(new Ratio(numerator, denominator), written);
        }
        else if (written.EndsWith('%') && Digits(written[..^1].Trim()) is { } percent)
        {
            threshold = new Threshold(new Ratio(percent, 100), $"{French.Number(percent)}{French.NarrowSpace}%");
        }

        var refusal = threshold switch
        {
            null => "s’écrit « 70 % » ou « 2/3 »",
            { Ratio.Numerator: var n } when n == 0 => "doit être un seuil supérieur à zéro",
            { Ratio: var ratio } when ratio.Numerator > ratio.Denominator => "ne peut pas dépasser 100 %",
            _ => null,
        };
        if (refusal is not null)
        {
            map.Problem($"« {Key} » {refusal}.", Key);
            return null;
        }

        return threshold;

        static long? Digits(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>A day of the exercise year N or the next: <c>31/12/N</c>, <c>31/01/N+1</c>.</summary>
    private DateOnly? Day(YamlMap map, string key)
    {
        if (map.Known(key) is not { } written)
        {
            return null;
        }

        var text = written.EndsWith("/N+1", StringComparison.Ordinal) ? $"{written[..^3]}{exercise + 1}"
            : written.EndsWith("/N", StringComparison.Ordinal) ? $"{written[..^1]}{exercise}"
            : "";
        if (DateOnly.TryParseExact(text, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        map.Problem($"« {key} » s’écrit « 31/12/N » ou « 31/01/N+1 », N étant l’exercice.", key);
        return null;
    }

    private (FactPath? Path, Enumeration? Enumeration) CodeList(YamlMap map, string key)
    {
        var path = Path<ListType>(map, key);
        var enumeration = ((path?.Member.Type as ListType)?.Item as EnumerationType)?.Enumeration;
        if (path is not null && enumeration is null)
        {
            map.Problem($"« {path} » n’est pas une liste de codes.", key);
        }

        return (path, enumeration);
    }

    private static FactMember? Member<T>(YamlMap map, ObjectType? owner, string key)
        where T : FactType
    {
        if (map.Known(key) is not { } written || owner is null)
        {
            return null;
        }

        if (owner.Find(written) is { Type: T } member)
        {
            return member;
        }

        map.Problem($"« {written} » n’est pas un membre du type attendu{French.NoBreakSpace}: {Words<T>()}.", key);
        return null;
    }

    private static void Undecided(YamlMap map, IEnumerable<string> accepted, Dictionary<string, string> refused)
    {
        map.Require("accepted");
        foreach (var code in accepted.Where(refused.ContainsKey))
        {
            map.Problem($"« {code} » est à la fois accepté et refusé.", "refused");
        }
    }

    private HashSet<string> Codes(YamlMap map, string key, Enumeration? enumeration) =>
        map.Texts(key).Where(code => Check(map, enumeration, code, key) is not null).ToHashSet(StringComparer.Ordinal);

    private Dictionary<string, string> Refused(YamlMap map, Enumeration? enumeration)
    {
        var refused = map.OptionalMap("refused");
        return (refused?.Keys.ToList() ?? []).Select(code => (Code: code, Reason: refused!.Text(code)))
            .Where(r => Check(refused!, enumeration, r.Code, r.Code) is not null)
            .ToDictionary(r => r.Code, r => r.Reason, StringComparer.Ordinal);
    }
}
