using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FamiPortal.Rules.Yaml;

/// <summary>
/// Reads the named cases of a rule set, <c>&lt;profession&gt;/&lt;exercise&gt;.examples.yaml</c>. A <c>base</c> situation
/// holds what most cases share; each case says only what differs.
/// </summary>
public sealed partial class RuleExamples
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly RuleCatalogue catalogue;
    private readonly RuleSet ruleSet;
    private readonly YamlMap file;

    private RuleExamples(RuleCatalogue catalogue, RuleSet ruleSet, YamlMap file)
    {
        this.catalogue = catalogue;
        this.ruleSet = ruleSet;
        this.file = file;
    }

    /// <summary>The name of the file of examples of a rule set, relative to the catalogue's folder.</summary>
    /// <param name="ruleSet">The rule set.</param>
    public static string FileName(RuleSet ruleSet)
    {
        ArgumentNullException.ThrowIfNull(ruleSet);
        return $"{ruleSet.Key}.examples.yaml";
    }

    /// <summary>Reads the examples of a rule set.</summary>
    /// <param name="catalogue">The catalogue that holds the rule set.</param>
    /// <param name="ruleSet">One of its rule sets.</param>
    /// <param name="folder">The catalogue's folder; the application's own when null.</param>
    /// <returns>In file order; none when there is no such file.</returns>
    /// <exception cref="RuleFileException">The file is wrong; the message names file and line.</exception>
    public static IReadOnlyList<RuleExample> Read(RuleCatalogue catalogue, RuleSet ruleSet, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var name = FileName(ruleSet);
        var path = Path.Combine(folder ?? RuleCatalogueFolder.Default, name);
        return File.Exists(path) ? new RuleExamples(catalogue, ruleSet, YamlMap.Parse(name, File.ReadAllText(path))).Read() : [];
    }

    private List<RuleExample> Read()
    {
        var shared = file.OptionalMap("base");
        var examples = new List<RuleExample>();
        foreach (var map in file.Maps("examples"))
        {
            var example = Example(map, shared);
            if (examples.Any(e => e.Name == example.Name))
            {
                throw map.Error($"l’exemple « {example.Name} » existe déjà.", "name");
            }

            examples.Add(example);
        }

        shared?.Close();
        file.Close();
        return examples.Count > 0 ? examples : throw file.Error("aucun exemple.", "examples");
    }

    private RuleExample Example(YamlMap map, YamlMap? shared)
    {
        var name = map.Text("name");
        var about = map.Text("about");
        var example = new RuleExample(
            name,
            Reference.Find(catalogue.Guides, about) ?? throw map.Error($"« {about} » n’est pas une partie numérotée d’un guide de guides.yaml.", "about"),
            $"{map.File}:{map.Line.ToString(CultureInfo.InvariantCulture)}",
            Situation(map, shared, name),
            map.Number("amount"),
            map.Number("potential"),
            Points(map),
            Verdicts(map),
            Rates(map));
        map.Close();
        return example;
    }

    private decimal? Points(YamlMap map) => (ruleSet.PointValue, map.Has("points")) switch
    {
        (null, true) => throw map.Error("ce référentiel ne compte pas de points.", "points"),
        (null, false) => null,
        (not null, _) => map.Number("points"),
    };

    private Dictionary<string, Verdict> Verdicts(YamlMap map)
    {
        var verdicts = map.Map("indicators");
        var read = verdicts.Keys.ToList().ToDictionary(code => Indicator(verdicts, code).Code, code => Verdict(verdicts, code), StringComparer.Ordinal);
        return read.Count > 0 ? read : throw map.Error("un exemple dit le résultat d’au moins un indicateur.", "indicators");
    }

    private static Verdict Verdict(YamlMap map, string code)
    {
        var written = map.Text(code);
        foreach (var verdict in Enum.GetValues<Verdict>().Where(v => v.Code() == written))
        {
            return verdict;
        }

        throw map.Error($"« {written} » n’est pas un résultat : achieved, not-achieved ou awaiting-evidence.", code);
    }

    private Dictionary<string, Ratio> Rates(YamlMap map)
    {
        var read = new Dictionary<string, Ratio>(StringComparer.Ordinal);
        if (map.OptionalMap("rates") is not { } rates)
        {
            return read;
        }

        foreach (var code in rates.Keys.ToList())
        {
            if (!Indicator(rates, code).HasRate)
            {
                throw rates.Error($"l’indicateur « {code} » n’a pas de taux.", code);
            }

            var terms = rates.Text(code).Split('/');
            read.Add(code, terms.Length == 2 && Count(terms[0]) is { } numerator && Count(terms[1]) is { } denominator
                ? new Ratio(numerator, denominator)
                : throw rates.Error("un taux s’écrit « 699/1000 ».", code));
        }

        return read;

        static long? Count(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private Indicator Indicator(YamlMap map, string code) =>
        ruleSet.Find(code) ?? throw map.Error($"l’indicateur « {code} » n’existe pas dans ce référentiel.", code);

    /// <summary>Merges base and differences, then reads the result as a situation so that a typing error shows here, with its line.</summary>
    private string Situation(YamlMap map, YamlMap? shared, string name)
    {
        var lines = new Dictionary<string, long>(StringComparer.Ordinal);
        var situation = new JsonObject { ["id"] = name, ["profession"] = ruleSet.Profession.Code, ["exercise"] = ruleSet.Exercise };
        var facts = new JsonObject();
        foreach (var source in shared is null ? [map] : new[] { shared, map })
        {
            foreach (var property in new[] { "specialty", "transmittedOn" })
            {
                if (source.Node(property) is { } node)
                {
                    situation[property] = Json(node, property, lines, source.File);
                }
            }

            if (source.Node("facts") is { } differences)
            {
                Merge(facts, differences, "facts", lines, source.File);
            }
        }

        foreach (var path in map.Texts("without"))
        {
            Remove(facts, path, map);
        }

        situation["facts"] = facts;
        var json = situation.ToJsonString(Readable);
        var reading = SituationReader.Read(Encoding.UTF8.GetBytes(json), catalogue);
        return reading.Error is { } error
            ? throw new RuleFileException(map.File, LineOf(error.Path, lines) ?? map.Line, $"{error.Path}{French.NoBreakSpace}: {error.Message}")
            : json;
    }

    /// <summary>Mappings merge key by key (a key may be a dotted path); anything else replaces what stood there.</summary>
    private static void Merge(JsonObject target, YamlNode differences, string path, Dictionary<string, long> lines, string fileName)
    {
        if (differences is not YamlMappingNode map)
        {
            throw new RuleFileException(fileName, differences.Start.Line, $"« {path} » contient des clés et des valeurs.");
        }

        foreach (var (key, value) in map.Children)
        {
            var owner = target;
            var reached = path;
            var names = Key(key, fileName).Split('.');
            foreach (var name in names[..^1])
            {
                reached = $"{reached}.{name}";
                owner = Descend(owner, name);
            }

            reached = $"{reached}.{names[^1]}";
            lines[reached] = value.Start.Line;
            if (value is YamlMappingNode)
            {
                Merge(Descend(owner, names[^1]), value, reached, lines, fileName);
            }
            else
            {
                owner[names[^1]] = Json(value, reached, lines, fileName);
            }
        }
    }

    private static JsonObject Descend(JsonObject owner, string name)
    {
        if (owner[name] is JsonObject existing)
        {
            return existing;
        }

        var created = new JsonObject();
        owner[name] = created;
        return created;
    }

    private static void Remove(JsonObject facts, string path, YamlMap map)
    {
        var names = path.Split('.');
        JsonObject? owner = facts;
        foreach (var name in names[..^1])
        {
            owner = owner?[name] as JsonObject;
        }

        if (owner is null || !owner.Remove(names[^1]))
        {
            throw map.Error($"« {path} » n’est pas dans la situation de base, il n’y a rien à ôter.", "without");
        }
    }

    private static JsonNode? Json(YamlNode node, string path, Dictionary<string, long> lines, string fileName)
    {
        lines[path] = node.Start.Line;
        switch (node)
        {
            case YamlSequenceNode sequence:
                return new JsonArray([.. sequence.Children.Select((item, i) => Json(item, $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", lines, fileName))]);
            case YamlMappingNode map:
                var read = new JsonObject();
                foreach (var (key, value) in map.Children)
                {
                    var name = Key(key, fileName);
                    read[name] = Json(value, $"{path}.{name}", lines, fileName);
                }

                return read;
            case YamlScalarNode scalar:
                return Scalar(scalar);
            default:
                throw new RuleFileException(fileName, node.Start.Line, $"« {path} » n’a pas une forme connue.");
        }
    }

    private static JsonNode? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        return (scalar.Style, text) switch
        {
            (ScalarStyle.Plain, "" or "~" or "null") => null,
            (ScalarStyle.Plain, "true" or "false") => JsonValue.Create(text == "true"),
            (ScalarStyle.Plain, _) when JsonNumber().IsMatch(text) => JsonNode.Parse(text),
            _ => JsonValue.Create(text),
        };
    }

    [GeneratedRegex(@"^-?(0|[1-9]\d*)(\.\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex JsonNumber();

    private static string Key(YamlNode key, string fileName) => key is YamlScalarNode { Value: { Length: > 0 } name }
        ? name
        : throw new RuleFileException(fileName, key.Start.Line, "une clé est attendue ici.");

    /// <summary>The line of the deepest known part of an error's path.</summary>
    private static long? LineOf(string? path, Dictionary<string, long> lines)
    {
        for (var reached = path; !string.IsNullOrEmpty(reached); reached = reached[..Math.Max(0, reached.LastIndexOfAny(['.', '[']))])
        {
            if (lines.TryGetValue(reached, out var line))
            {
                return line;
            }
        }

        return null;
    }
}
