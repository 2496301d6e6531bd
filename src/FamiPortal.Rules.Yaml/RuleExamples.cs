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
    private readonly RuleProblems problems;
    private readonly bool isSound;
    private readonly bool areFactsSound;

    private RuleExamples(RuleCatalogue catalogue, RuleSet ruleSet, YamlMap file, RuleProblems problems, bool isSound)
    {
        areFactsSound = !problems.In("vocabulary.yaml") && !problems.In($"{ruleSet.Profession.Code}/vocabulary.yaml");
        this.catalogue = catalogue;
        this.ruleSet = ruleSet;
        this.file = file;
        this.problems = problems;
        this.isSound = isSound;
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
    /// <exception cref="RuleFileException">The file is wrong: every mistake, with file and line.</exception>
    public static IReadOnlyList<RuleExample> Read(RuleCatalogue catalogue, RuleSet ruleSet, string? folder = null)
    {
        var problems = new RuleProblems();
        var examples = Read(catalogue, ruleSet, folder ?? RuleCatalogueFolder.Default, problems, isSound: true);
        problems.ThrowIfAny();
        return examples;
    }

    /// <param name="isSound">False when the rule set has problems of its own: what may follow from them is not said again.</param>
    internal static List<RuleExample> Read(RuleCatalogue catalogue, RuleSet ruleSet, string folder, RuleProblems problems, bool isSound)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var name = FileName(ruleSet);
        return File.Exists(Path.Combine(folder, name))
            ? new RuleExamples(catalogue, ruleSet, RuleCatalogueFolder.Parse(folder, name, problems).Map, problems, isSound).Read()
            : [];
    }

    private List<RuleExample> Read()
    {
        var shared = file.OptionalMap("base");
        var examples = new List<RuleExample>();
        if (file.Require("examples", "aucun exemple.") && file.Maps("examples") is { Count: 0 })
        {
            file.Problem("aucun exemple.", "examples");
        }

        foreach (var map in file.Maps("examples"))
        {
            var name = map.Text("name");
            if (name.Length > 0 && examples.Any(e => e.Name == name))
            {
                map.Problem($"l’exemple « {name} » existe déjà.", "name");
            }

            if (Example(map, shared, name) is { } example)
            {
                examples.Add(example);
            }
        }

        shared?.Close();
        file.Close();
        return examples;
    }

    private RuleExample? Example(YamlMap map, YamlMap? shared, string name)
    {
        var about = map.Known("about") is { } written ? map.Reference("about", written, catalogue.Guides) : null;
        var situation = Situation(map, shared, name);
        var (amount, potential, points) = (map.Amount("amount"), map.Amount("potential"), Points(map));
        var (verdicts, rates) = (Verdicts(map), Rates(map));
        map.Close();
        return about is null || situation is null
            ? null
            : new RuleExample(
                name, about, map.Line, situation, amount, potential, points, verdicts, rates);
    }

    private decimal? Points(YamlMap map)
    {
        if (ruleSet.PointValue is not null)
        {
            return map.Amount("points");
        }

        if (map.Node("points") is not null && isSound)
        {
            map.Problem("ce référentiel ne compte pas de points.", "points");
        }

        return null;
    }

    private Dictionary<string, Verdict> Verdicts(YamlMap map)
    {
        var verdicts = map.Map("indicators");
        var read = new Dictionary<string, Verdict>(StringComparer.Ordinal);
        foreach (var code in verdicts.Keys.ToList())
        {
            var verdict = Verdict(verdicts, code);
            if (Indicator(verdicts, code) is not null)
            {
                read.Add(code, verdict);
            }
        }

        if (!verdicts.Keys.Any())
        {
            verdicts.Problem("un exemple dit le résultat d’au moins un indicateur.");
        }

        return read;
    }

    private static Verdict Verdict(YamlMap map, string code)
    {
        var written = map.OptionalText(code);
        foreach (var verdict in Enum.GetValues<Verdict>().Where(v => v.Code() == written))
        {
            return verdict;
        }

        if (written is not null)
        {
            map.Problem($"« {written} » n’est pas un résultat : achieved, not-achieved ou awaiting-evidence.", code);
        }

        return default;
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
            if (Indicator(rates, code) is { HasRate: false })
            {
                rates.Problem($"l’indicateur « {code} » n’a pas de taux.", code);
            }

            if (rates.OptionalText(code)?.Split('/') is not { } terms)
            {
                continue;
            }

            if (terms.Length == 2 && Count(terms[0]) is { } numerator && Count(terms[1]) is { } denominator)
            {
                read.Add(code, new Ratio(numerator, denominator));
            }
            else
            {
                rates.Problem("un taux s’écrit « 699/1000 ».", code);
            }
        }

        return read;

        static long? Count(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private Indicator? Indicator(YamlMap map, string code)
    {
        var indicator = ruleSet.Find(code);
        if (indicator is null && isSound)
        {
            map.Problem($"l’indicateur « {code} » n’existe pas dans ce référentiel.", code);
        }

        return indicator;
    }

    /// <summary>Merges base and differences, then reads the result as a situation so that a typing error shows here, with its line.</summary>
    private string? Situation(YamlMap map, YamlMap? shared, string name)
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
                    situation[property] = Json(node, property, lines);
                }
            }

            if (source.Node("facts") is { } differences)
            {
                Merge(facts, differences, "facts", lines);
            }
        }

        foreach (var path in map.Texts("without"))
        {
            Remove(facts, path, map);
        }

        situation["facts"] = facts;
        var json = situation.ToJsonString(Readable);
        var reading = SituationReader.Read(Encoding.UTF8.GetBytes(json), catalogue);
        if (reading.Error is not { } error)
        {
            return json;
        }

        // Facts cannot be judged while the vocabulary that names them is being mended.
        if (areFactsSound)
        {
            problems.Add(file.File, LineOf(error.Path, lines) ?? map.Line, $"{error.Path}{French.NoBreakSpace}: {error.Message}");
        }

        return null;
    }

    /// <summary>Mappings merge key by key (a key may be a dotted path); anything else replaces what stood there.</summary>
    private void Merge(JsonObject target, YamlNode differences, string path, Dictionary<string, long> lines)
    {
        if (differences is not YamlMappingNode map)
        {
            problems.Add(file.File, differences.Start.Line, $"« {path} » contient des clés et des valeurs.");
            return;
        }

        foreach (var (key, value) in map.Children)
        {
            var owner = target;
            var reached = path;
            var names = Key(key).Split('.');
            foreach (var name in names[..^1])
            {
                reached = $"{reached}.{name}";
                owner = Descend(owner, name);
            }

            reached = $"{reached}.{names[^1]}";
            lines[reached] = value.Start.Line;
            if (value is YamlMappingNode)
            {
                Merge(Descend(owner, names[^1]), value, reached, lines);
            }
            else
            {
                owner[names[^1]] = Json(value, reached, lines);
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
            map.Problem($"« {path} » n’est pas dans la situation de base, il n’y a rien à ôter.", "without");
        }
    }

    private JsonNode? Json(YamlNode node, string path, Dictionary<string, long> lines)
    {
        lines[path] = node.Start.Line;
        switch (node)
        {
            case YamlSequenceNode sequence:
                return new JsonArray([.. sequence.Children.Select((item, i) => Json(item, $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", lines))]);
            case YamlMappingNode map:
                var read = new JsonObject();
                foreach (var (key, value) in map.Children)
                {
                    var name = Key(key);
                    read[name] = Json(value, $"{path}.{name}", lines);
                }

                return read;
            case YamlScalarNode scalar:
                return Scalar(scalar);
            default:
                problems.Add(file.File, node.Start.Line, $"« {path} » n’a pas une forme connue.");
                return null;
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

    private string Key(YamlNode key)
    {
        if (key is YamlScalarNode { Value: { Length: > 0 } name })
        {
            return name;
        }

        problems.Add(file.File, key.Start.Line, "une clé est attendue ici.");
        return "?";
    }

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
