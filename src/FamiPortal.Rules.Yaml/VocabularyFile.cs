namespace FamiPortal.Rules.Yaml;

/// <summary>Reads <c>vocabulary.yaml</c>: enumerations, then facts with their members.</summary>
internal sealed class VocabularyFile
{
    private readonly YamlMap file;
    private readonly RuleProblems problems;
    private readonly Dictionary<string, Enumeration> enumerations;
    private readonly List<FactMember> facts;
    private readonly bool isWhole;

    private VocabularyFile(YamlMap file, Vocabulary? inherited, RuleProblems problems)
    {
        this.file = file;
        this.problems = problems;
        enumerations = inherited?.Enumerations.ToDictionary(e => e.Name) ?? [];
        facts = inherited?.Facts.Members.Select(Copy).ToList() ?? [];

        // Without one of its two halves, everything that refers to it would seem wrong.
        isWhole = !file.IsStandIn && (inherited is null || !problems.IsStandIn(inherited))
            && file.Keys.All(k => k is "enumerations" or "facts");
    }

    /// <param name="file">The file.</param>
    /// <param name="inherited">The common vocabulary that a profession's own file adds to; null for the common one.</param>
    /// <param name="problems">Where mistakes go.</param>
    public static Vocabulary Read(YamlMap file, Vocabulary? inherited, RuleProblems problems) =>
        new VocabularyFile(file, inherited, problems).Read();

    private Vocabulary Read()
    {
        if (file.OptionalMap("enumerations") is { } lists)
        {
            foreach (var name in lists.Keys.ToList())
            {
                if (!enumerations.TryAdd(name, Enumeration(lists, name)))
                {
                    lists.Problem($"la liste « {name} » existe déjà.", name);
                }
            }
        }

        if (file.OptionalMap("facts") is { } added)
        {
            foreach (var name in added.Keys.ToList())
            {
                var fact = Member(name, added.Map(name), null);
                if (facts.Any(f => f.Name == name) || name == "specialty")
                {
                    added.Problem($"le fait « {name} » existe déjà.", name);
                }
                else
                {
                    facts.Add(fact);
                }
            }
        }

        file.Close();
        var vocabulary = new Vocabulary(facts, [.. enumerations.Values]);
        return isWhole ? vocabulary : problems.StandIn(vocabulary);
    }

    private Enumeration Enumeration(YamlMap lists, string name)
    {
        var values = lists.Map(name);
        var enumeration = new Enumeration(name, [.. values.Keys.ToList().Select(code => Value(values, code))]);
        return values.IsStandIn ? problems.StandIn(enumeration) : enumeration;
    }

    /// <summary><c>code: Libellé</c>, or <c>code: {label: …, hint: …}</c></summary>
    private static EnumerationValue Value(YamlMap values, string code)
    {
        if (values.TryMap(code) is not { } detailed)
        {
            return new EnumerationValue(code, values.Text(code));
        }

        var value = new EnumerationValue(code, detailed.Text("label"), detailed.OptionalText("hint"));
        detailed.Close();
        return value;
    }

    private FactMember Member(string name, YamlMap map, FactMember? owner)
    {
        if (owner is null)
        {
            map.Require("origin");
        }

        var origin = map.OneOf("origin", "declared", "prefilled", "measured") switch
        {
            "prefilled" => FactOrigin.Prefilled,
            "measured" => FactOrigin.Measured,
            "declared" => FactOrigin.Declared,
            _ => owner?.Origin ?? FactOrigin.Declared,
        };
        var shell = new FactMember { Name = name, Type = new BooleanType(), Origin = origin, Label = map.Text("label") };
        var member = new FactMember
        {
            Name = name,
            Label = shell.Label,
            Origin = origin,
            Type = Type(map, shell),
            Help = map.OptionalText("help"),
            Source = map.OptionalText("source"),
            IsEnteredByFund = map.Flag("entered-by-fund"),
            IsNullable = map.Flag("nullable"),
            IsMandatory = map.Flag("mandatory"),
            AtMost = map.OptionalText("at-most"),
            AtMostMessage = map.Has("at-most") ? map.Text("at-most-message") : null,
        };
        map.Close();
        return member;
    }

    private FactType Type(YamlMap map, FactMember owner)
    {
        if (map.Known("type") is not { } written)
        {
            return problems.StandIn(new TextType());
        }

        var listed = written.StartsWith("list of ", StringComparison.Ordinal);
        FactType type = (listed ? written["list of ".Length..] : written) switch
        {
            "bool" => new BooleanType(),
            "int" when map.Has("max") => Range(map),
            "int" => new IntegerType(),
            "number" => new NumberType(),
            "text" => new TextType(),
            "version" => new VersionType(),
            "date" => new DateType(map.OptionalText("within-exercise")),
            "object" => Object(map, owner),
            var name when enumerations.TryGetValue(name, out var enumeration) => Code(enumeration),
            var name => Unknown(map, name),
        };
        return !listed ? type : problems.IsStandIn(type) ? problems.StandIn(new ListType(type)) : new ListType(type);
    }

    private EnumerationType Code(Enumeration enumeration)
    {
        var type = new EnumerationType(enumeration);
        return problems.IsStandIn(enumeration) ? problems.StandIn(type) : type;
    }

    private TextType Unknown(YamlMap map, string name)
    {
        if (isWhole)
        {
            map.Problem($"le type « {name} » n’est ni un type de base ni une liste de ce vocabulaire.", "type");
        }

        // What this type would have needed is not too much.
        map.Node("members");
        return problems.StandIn(new TextType());
    }

    private static IntegerType Range(YamlMap map)
    {
        var (min, max) = (map.OptionalWhole("min") ?? 0, map.Whole("max"));
        if (min > max)
        {
            map.Problem("« max » est plus petit que « min ».", "max");
        }

        return new IntegerType(min, max, map.Text("range-message"));
    }

    private ObjectType Object(YamlMap map, FactMember owner)
    {
        var members = map.Map("members");
        var type = new ObjectType([.. members.Keys.ToList().Select(name => Member(name, members.Map(name), owner))]);
        foreach (var orphan in type.Members.Where(m => m.AtMost is not null && (m.AtMost == m.Name || type.Find(m.AtMost) is null)))
        {
            members.Map(orphan.Name).Problem(
                orphan.AtMost == orphan.Name
                    ? $"« {orphan.Name} » ne peut pas être limité par lui-même."
                    : $"« {orphan.Name} » ne peut pas dépasser « {orphan.AtMost} », qui n’existe pas.",
                "at-most");
        }

        return members.IsStandIn ? problems.StandIn(type) : type;
    }

    // A member knows its slot, so a vocabulary never shares its top members with another one.
    private static FactMember Copy(FactMember member) => new()
    {
        Name = member.Name,
        Type = member.Type,
        Origin = member.Origin,
        Label = member.Label,
        Help = member.Help,
        Source = member.Source,
        IsEnteredByFund = member.IsEnteredByFund,
        IsNullable = member.IsNullable,
        IsMandatory = member.IsMandatory,
        AtMost = member.AtMost,
        AtMostMessage = member.AtMostMessage,
    };
}
