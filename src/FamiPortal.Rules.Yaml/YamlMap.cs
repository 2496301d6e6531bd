using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FamiPortal.Rules.Yaml;

/// <summary>
/// A mapping of a rule file, read strictly: every error names the file and the line, a key that nobody asked for is one
/// (a mistyped optional key would otherwise be a silent change of the rules).
/// </summary>
internal sealed class YamlMap
{
    private readonly YamlMappingNode node;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    private YamlMap(string file, YamlMappingNode node)
    {
        File = file;
        this.node = node;
    }

    public string File { get; }

    public long Line => node.Start.Line;

    public IEnumerable<string> Keys => node.Children.Keys.Select(k => ((YamlScalarNode)k).Value!);

    /// <summary>Parses a file that holds one mapping.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="text">The content.</param>
    public static YamlMap Parse(string file, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException invalid)
        {
            throw Explain(file, text, invalid);
        }

        return stream.Documents.Count == 1
            ? Wrap(file, stream.Documents[0].RootNode)
            : throw new RuleFileException(file, 1, "le fichier doit contenir un document YAML, et un seul.");
    }

    public RuleFileException Error(string problem, string? key = null) =>
        new(File, key is not null && Child(key) is { } child ? child.Start.Line : node.Start.Line, problem);

    public bool Has(string key) => Child(key) is not null;

    public string Text(string key) => OptionalText(key) ?? throw Error($"la clé « {key} » manque ou est vide.", key);

    public string? OptionalText(string key) => Ask(key) switch
    {
        null => null,
        YamlScalarNode { Value: { } value } when !string.IsNullOrWhiteSpace(value) => French.Typeset(value.Trim()),
        YamlScalarNode { Style: ScalarStyle.Plain } => throw Error($"« {key} » est à compléter.", key),
        _ => throw Error($"« {key} » doit être un texte.", key),
    };

    public bool Flag(string key) => OptionalText(key) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw Error($"« {key} » doit valoir true ou false.", key),
    };

    public long Whole(string key) => long.TryParse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw Error($"« {key} » doit être un nombre entier.", key);

    public long? OptionalWhole(string key) => Has(key) ? Whole(key) : null;

    public decimal Number(string key) => decimal.TryParse(Text(key), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw Error($"« {key} » doit être un nombre (point décimal).", key);

    public decimal? OptionalNumber(string key) => Has(key) ? Number(key) : null;

    public DateOnly Date(string key) => DateOnly.TryParseExact(Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)
        ? value
        : throw Error($"« {key} » doit être une date de la forme AAAA-MM-JJ.", key);

    public YamlMap Map(string key) => Ask(key) is { } child
        ? Wrap(File, child)
        : throw Error($"la clé « {key} » manque.");

    /// <summary>The mapping under a key, or null when something else stands there.</summary>
    public YamlMap? TryMap(string key) => Child(key) is YamlMappingNode ? Map(key) : null;

    public YamlMap? OptionalMap(string key) => Has(key) ? Map(key) : null;

    /// <summary>A list of mappings; empty when the key is absent.</summary>
    public IReadOnlyList<YamlMap> Maps(string key) => [.. Items(key).Select(item => Wrap(File, item))];

    /// <summary>A list of texts, or one text alone; empty when the key is absent.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        if (Ask(key) is YamlScalarNode)
        {
            return [Text(key)];
        }

        return [.. Items(key).Select(item => item is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value)
            ? French.Typeset(value.Trim())
            : throw new RuleFileException(File, item.Start.Line, $"« {key} » est une liste de textes, aucun ne peut être vide."))];
    }

    /// <summary>Code to text, in file order; empty when the key is absent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs(string key)
    {
        if (OptionalMap(key) is not { } map)
        {
            return [];
        }

        return [.. map.Keys.ToList().Select(k => KeyValuePair.Create(k, map.Text(k)))];
    }

    /// <summary>The only key of a mapping that names an operator; <paramref name="others"/> are keys that may stand beside it.</summary>
    public string OnlyKey(params IReadOnlyList<string> others)
    {
        var keys = Keys.Except(others).ToList();
        return keys.Count == 1 ? keys[0] : throw Error("un test porte le nom d’un opérateur, et d’un seul.");
    }

    /// <summary>The list under a key: scalars and mappings as they come.</summary>
    public IReadOnlyList<(string? Text, YamlMap? Map)> Mixed(string key) =>
        [.. Items(key).Select(item => item switch
        {
            YamlScalarNode { Value: { } value } when !string.IsNullOrWhiteSpace(value) => ((string?)value, (YamlMap?)null),
            YamlScalarNode => throw new RuleFileException(File, item.Start.Line, $"« {key} » : aucune valeur ne peut être vide."),
            _ => (null, Wrap(File, item)),
        })];

    /// <summary>Whatever stands under a key, for content whose shape this class does not know.</summary>
    public YamlNode? Node(string key) => Ask(key);

    /// <summary>To be called once everything was read.</summary>
    public void Close()
    {
        var unknown = Keys.FirstOrDefault(k => !asked.Contains(k));
        if (unknown is not null)
        {
            throw Error($"la clé « {unknown} » n’est pas connue ici.", unknown);
        }
    }

    /// <summary>YamlDotNet speaks English to developers; an analyst needs the mistake that was most likely made.</summary>
    private static RuleFileException Explain(string file, string text, YamlException invalid)
    {
        // The parser may stop at the end of the line before.
        var line = invalid.Start.Line;
        var lines = text.Split('\n');
        for (var near = line; near <= Math.Min(line + 1, lines.Length); near++)
        {
            var written = lines[near - 1];
            if (written[..^written.TrimStart().Length].Contains('\t'))
            {
                return new RuleFileException(file, near, "une tabulation sert de retrait : le retrait se fait avec des espaces.");
            }
        }

        const string Duplicate = "Duplicate key";
        return new RuleFileException(file, line, invalid.Message.StartsWith(Duplicate, StringComparison.Ordinal)
            ? $"la clé « {invalid.Message[Duplicate.Length..].Trim()} » est écrite deux fois au même endroit."
            : $"YAML invalide (retrait, guillemets ou deux-points ?). Détail technique : {invalid.Message}");
    }

    private static YamlMap Wrap(string file, YamlNode node) => node is YamlMappingNode map && map.Children.Keys.All(k => k is YamlScalarNode)
        ? new YamlMap(file, map)
        : throw new RuleFileException(file, node.Start.Line, "des clés et des valeurs sont attendues ici.");

    private IList<YamlNode> Items(string key) => Ask(key) switch
    {
        null => [],
        YamlSequenceNode sequence => sequence.Children,
        _ => throw Error($"« {key} » doit être une liste.", key),
    };

    private YamlNode? Ask(string key)
    {
        asked.Add(key);
        return Child(key);
    }

    private YamlNode? Child(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;
}
