namespace FamiPortal.Rules.Yaml;

/// <summary>Reads <c>vocabulary.yaml</c>: enumerations, then facts with their members.</summary>
internal static class VocabularyFile
{
    /// <param name="inherited">The common vocabulary that a profession's own file adds to; null for the common one.</param>
    public static Vocabulary Read(YamlMap file, Vocabulary? inherited)
    {
        var enumerations = inherited?.Enumerations.ToDictionary(e => e.Name) ?? [];
        if (file.OptionalMap("enumerations") is { } lists)
        {
            foreach (var name in lists.Keys.ToList())
            {
                if (!enumerations.TryAdd(name, new Enumeration(name, [.. Values(lists, name)])))
                {
                    throw lists.Error($"la liste « {name} » existe déjà.", name);
                }
            }
        }

        var facts = inherited?.Facts.Members.Select(Copy).ToList() ?? [];
        if (file.OptionalMap("facts") is { } added)
        {
            foreach (var name in added.Keys.ToList())
            {
                if (facts.Any(f => f.Name == name) || name == "specialty")
                {
                    throw added.Error($"le fait « {name} » existe déjà.", name);
                }

                facts.Add(Member(name, added.Map(name), null, enumerations));
            }
        }

        file.Close();
        return new Vocabulary(facts, [.. enumerations.Values]);
    }

    private static IEnumerable<EnumerationValue> Values(YamlMap lists, string name)
    {
        var values = lists.Map(name);
        foreach (var code in values.Keys.ToList())
        {
            // « code: Libellé », ou « code: {label: …, hint: …} »
            if (values.TryMap(code) is { } detailed)
            {
                yield return new EnumerationValue(code, detailed.Text("label"), detailed.OptionalText("hint"));
                detailed.Close();
            }
            else
            {
                yield return new EnumerationValue(code, values.Text(code));
            }
        }
    }

    private static FactMember Member(string name, YamlMap map, FactMember? owner, Dictionary<string, Enumeration> enumerations)
    {
        var origin = map.OptionalText("origin") switch
        {
            "declared" => FactOrigin.Declared,
            "prefilled" => FactOrigin.Prefilled,
            "measured" => FactOrigin.Measured,
            null when owner is not null => owner.Origin,
            _ => throw map.Error("« origin » vaut declared, prefilled ou measured.", "origin"),
        };
        var shell = new FactMember { Name = name, Type = new BooleanType(), Origin = origin, Label = map.Text("label") };
        var member = new FactMember
        {
            Name = name,
            Label = shell.Label,
            Origin = origin,
            Type = Type(map, shell, enumerations),
            Help = map.OptionalText("help"),
            Source = map.OptionalText("source"),
            IsNullable = map.Flag("nullable"),
            IsMandatory = map.Flag("mandatory"),
            AtMost = map.OptionalText("at-most"),
            AtMostMessage = map.Has("at-most") ? map.Text("at-most-message") : null,
        };
        map.Close();
        return member;
    }

    private static FactType Type(YamlMap map, FactMember owner, Dictionary<string, Enumeration> enumerations)
    {
        var written = map.Text("type");
        var listed = written.StartsWith("list of ", StringComparison.Ordinal);
        FactType type = (listed ? written["list of ".Length..] : written) switch
        {
            "bool" => new BooleanType(),
            "int" when map.Has("max") => new IntegerType(map.OptionalWhole("min") ?? 0, map.Whole("max"), map.Text("range-message")),
            "int" => new IntegerType(),
            "number" => new NumberType(),
            "text" => new TextType(),
            "version" => new VersionType(),
            "date" => new DateType(map.OptionalText("within-exercise")),
            "object" => Object(map, owner, enumerations),
            var name when enumerations.TryGetValue(name, out var enumeration) => new EnumerationType(enumeration),
            var name => throw map.Error($"le type « {name} » n’est ni un type de base ni une liste de ce vocabulaire.", "type"),
        };
        return listed ? new ListType(type) : type;
    }

    private static ObjectType Object(YamlMap map, FactMember owner, Dictionary<string, Enumeration> enumerations)
    {
        var members = map.Map("members");
        var type = new ObjectType([.. members.Keys.ToList().Select(name => Member(name, members.Map(name), owner, enumerations))]);
        if (type.Members.FirstOrDefault(m => m.AtMost is not null && type.Find(m.AtMost) is null) is { } orphan)
        {
            throw members.Map(orphan.Name).Error($"« {orphan.Name} » ne peut pas dépasser « {orphan.AtMost} », qui n’existe pas.", "at-most");
        }

        return type;
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
        IsNullable = member.IsNullable,
        IsMandatory = member.IsMandatory,
        AtMost = member.AtMost,
        AtMostMessage = member.AtMostMessage,
    };
}
