using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FamiPortal.Rules.Yaml;

/// <summary>
/// A mapping of a rule file, read strictly: every problem has a file and a line, a key that nobody asked for is one (a
/// mistyped optional key would otherwise be a silent change of the rules). Nothing here throws: problems are collected, and
/// reading goes on with an empty text, a zero, or an empty mapping that has nothing more to say.
/// </summary>
internal sealed partial class YamlMap
{
    private const decimal AmountMax = 1_000_000;

    private readonly YamlMappingNode node;
    private readonly RuleProblems problems;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly List<(string Key, RuleProblem Problem)> missing = [];

    private YamlMap(string file, YamlMappingNode node, RuleProblems problems)
    {
        File = file;
        this.node = node;
        this.problems = problems;
    }

    public string File { get; }

    public long Line => node.Start.Line;

    /// <summary>True when there was no mapping to read: the problem is known, this one is empty and silent.</summary>
    public bool IsStandIn { get; private init; }

    public IEnumerable<string> Keys => node.Children.Keys.Select(k => ((YamlScalarNode)k).Value!);

    /// <summary>Parses a file that holds one mapping.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="text">The content.</param>
    /// <param name="problems">Where mistakes go.</param>
    public static YamlMap Parse(string file, string text, RuleProblems problems)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new DistinctKeys(file, text, problems));
        }
        catch (YamlException invalid)
        {
            var (line, message) = Explain(text, invalid);
            problems.Add(file, line, message);
            return StandIn(file, problems);
        }

        if (stream.Documents.Count == 1)
        {
            return Wrap(file, stream.Documents[0].RootNode, problems);
        }

        problems.Add(file, 1, "le fichier doit contenir un document YAML, et un seul.");
        return StandIn(file, problems);
    }

    /// <summary>For a file that is not there.</summary>
    public static YamlMap StandIn(string file, RuleProblems problems) => new(file, new YamlMappingNode(), problems) { IsStandIn = true };

    public void Problem(string message, string? key = null)
    {
        if (!IsStandIn)
        {
            problems.Add(File, LineOf(key), message);
        }
    }

    /// <summary>Where a key is written; where this mapping begins when it is not.</summary>
    public long LineOf(string? key) => (node.Children.Keys.FirstOrDefault(k => ((YamlScalarNode)k).Value == key) ?? node).Start.Line;

    public bool Has(string key) => Child(key) is not null;

    /// <summary>Says that a key is missing if it is.</summary>
    /// <param name="key">The key.</param>
    /// <param name="message">A better sentence than the usual one.</param>
    public bool Require(string key, string? message = null)
    {
        if (Ask(key) is not null)
        {
            return true;
        }

        if (!IsStandIn)
        {
            missing.Add((key, problems.Add(File, node.Start.Line, message ?? $"la clé « {key} » manque.")));
        }

        return false;
    }

    /// <summary>A text that must be there; empty once its absence is reported.</summary>
    public string Text(string key) => Known(key) ?? "";

    /// <summary>A text that must be there; null once its absence is reported, for a reader with more to check.</summary>
    public string? Known(string key) => Require(key) ? OptionalText(key) : null;

    public string? OptionalText(string key)
    {
        switch (Ask(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { } value } when !string.IsNullOrWhiteSpace(value):
                return French.Typeset(value.Trim());
            case YamlScalarNode { Style: ScalarStyle.Plain }:
                Problem($"« {key} » est à compléter.", key);
                return null;
            default:
                Problem($"« {key} » doit être un texte.", key);
                return null;
        }
    }

    /// <summary>One word among a few; null when the key is absent or another word stands there.</summary>
    public string? OneOf(string key, params IReadOnlyList<string> admitted)
    {
        var written = OptionalText(key);
        if (written is null || admitted.Contains(written))
        {
            return written;
        }

        Problem($"« {key} » vaut {French.Join(admitted, "ou")}.", key);
        return null;
    }

    public bool Flag(string key) => OneOf(key, "true", "false") == "true";

    public long Whole(string key)
    {
        if (Known(key) is not { } written)
        {
            return 0;
        }

        if (!long.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            Problem($"« {key} » doit être un nombre entier.", key);
        }

        return value;
    }

    public long? OptionalWhole(string key) => Has(key) ? Whole(key) : null;

    /// <summary>Euros or points: nothing below zero, nothing finer than a cent, nothing that no allowance ever paid.</summary>
    public decimal Amount(string key)
    {
        if (Known(key) is not { } written)
        {
            return 0;
        }

        if (!decimal.TryParse(written, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            Problem(
                WithUnit().IsMatch(written)
                    ? $"« {key} » s’écrit sans unité : la clé « unit » de « money » dit, pour tout le référentiel, s’il compte en euros ou en points."
                    : $"« {key} » doit être un nombre (point décimal).",
                key);
            return 0;
        }

        var refusal = value < 0 ? "ne peut pas être négatif"
            : value > AmountMax ? $"dépasse {French.Number(AmountMax)} : ce n’est pas un montant de forfait"
            : value.Scale > 2 ? "a plus de deux décimales : ce n’est pas un montant"
            : null;
        if (refusal is not null)
        {
            Problem($"« {key} » {refusal}.", key);
            return 0;
        }

        return value;
    }

    public DateOnly? OptionalDate(string key)
    {
        if (OptionalText(key) is not { } written)
        {
            return null;
        }

        if (DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value))
        {
            return value;
        }

        Problem($"« {key} » doit être une date de la forme AAAA-MM-JJ.", key);
        return null;
    }

    public YamlMap Map(string key) => Require(key) ? Wrap(File, Child(key)!, problems) : StandIn(File, problems);

    /// <summary>The mapping under a key, or null when something else stands there.</summary>
    public YamlMap? TryMap(string key) => Child(key) is YamlMappingNode ? Map(key) : null;

    public YamlMap? OptionalMap(string key) => Has(key) ? Map(key) : null;

    /// <summary>A list of mappings; empty when the key is absent.</summary>
    public IReadOnlyList<YamlMap> Maps(string key) => [.. Items(key).Select(item => Wrap(File, item, problems))];

    /// <summary>A list of texts without repetition, or one text alone; empty when the key is absent.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        if (Ask(key) is YamlScalarNode)
        {
            return OptionalText(key) is { } alone ? [alone] : [];
        }

        var texts = new List<string>();
        foreach (var item in Items(key))
        {
            if (item is not YamlScalarNode { Value: { } value } || string.IsNullOrWhiteSpace(value))
            {
                Problem(item, $"« {key} » est une liste de textes, aucun ne peut être vide.");
            }
            else if (texts.Contains(French.Typeset(value.Trim())))
            {
                Problem(item, $"« {value.Trim()} » est écrit deux fois dans « {key} ».");
            }
            else
            {
                texts.Add(French.Typeset(value.Trim()));
            }
        }

        return texts;
    }

    /// <summary>The only key of a mapping that names something; <paramref name="others"/> are keys that may stand beside it.</summary>
    /// <param name="message">The sentence when there is none, or several; null is then returned.</param>
    public string? OnlyKey(string message, params IReadOnlyList<string> others)
    {
        var keys = Keys.Except(others).ToList();
        if (keys.Count == 1)
        {
            return keys[0];
        }

        Problem(message);
        return null;
    }

    /// <summary>The list under a key: scalars and mappings as they come.</summary>
    public IReadOnlyList<(string? Text, YamlMap? Map)> Mixed(string key)
    {
        var read = new List<(string? Text, YamlMap? Map)>();
        foreach (var item in Items(key))
        {
            switch (item)
            {
                case YamlScalarNode { Value: { } value } when !string.IsNullOrWhiteSpace(value):
                    read.Add((value, null));
                    break;
                case YamlScalarNode:
                    Problem(item, $"« {key} » : aucune valeur ne peut être vide.");
                    break;
                default:
                    read.Add((null, Wrap(File, item, problems)));
                    break;
            }
        }

        return read;
    }

    /// <summary>Whatever stands under a key, for content whose shape this class does not know.</summary>
    public YamlNode? Node(string key) => Ask(key);

    /// <summary>The passage of a guide that is written there; null once it is reported that no guide has it.</summary>
    public Reference? Reference(string key, string written, IReadOnlyList<Guide> guides)
    {
        var reference = Rules.Reference.Find(guides, written);
        var isKnockOn = problems.IsStandIn(guides)
            || guides.Any(g => problems.IsStandIn(g) && written.StartsWith($"{g.Code} ", StringComparison.Ordinal));
        if (reference is null && !isKnockOn)
        {
            Problem($"« {written} » n’est pas une partie numérotée d’un guide de guides.yaml.", key);
        }

        return reference;
    }

    /// <summary>To be called once everything was read.</summary>
    public void Close()
    {
        var awaited = new Queue<(string Key, RuleProblem Problem)>(missing);
        foreach (var unknown in Keys.Where(k => !asked.Contains(k)))
        {
            // A mistyped key is one mistake, not an unknown key and a missing one.
            if (awaited.TryDequeue(out var expected))
            {
                problems.Withdraw(expected.Problem);
                Problem($"la clé « {unknown} » n’est pas connue ici, et « {expected.Key} » manque.", unknown);
            }
            else
            {
                Problem($"la clé « {unknown} » n’est pas connue ici.", unknown);
            }
        }
    }

    /// <summary>YamlDotNet speaks English to developers; an analyst needs the mistake that was most likely made.</summary>
    private static (long Line, string Message) Explain(string text, YamlException invalid)
    {
        if (invalid.Message == DistinctKeys.NoAlias)
        {
            return (invalid.Start.Line, invalid.Message);
        }

        // The parser may stop at the end of the line before, or name the beginning of what the tab is in.
        var (line, lines) = (invalid.Start.Line, text.Split('\n'));
        for (var near = Math.Max(line, 1); near <= lines.Length; near++)
        {
            var written = lines[near - 1];
            if (written[..^written.TrimStart().Length].Contains('\t') && (near <= line + 1 || invalid.Message.Contains("invalid tab", StringComparison.Ordinal)))
            {
                return (near, "une tabulation sert de retrait : le retrait se fait avec des espaces.");
            }
        }

        return (line, $"YAML invalide (retrait, guillemets ou deux-points ?). Détail technique : {invalid.Message}");
    }

    private static YamlMap Wrap(string file, YamlNode node, RuleProblems problems)
    {
        if (node is YamlMappingNode map && map.Children.Keys.All(k => k is YamlScalarNode))
        {
            return new YamlMap(file, map, problems);
        }

        problems.Add(file, node.Start.Line, "des clés et des valeurs sont attendues ici.");
        return StandIn(file, problems);
    }

    private void Problem(YamlNode at, string message) => problems.Add(File, at.Start.Line, message);

    private IList<YamlNode> Items(string key)
    {
        switch (Ask(key))
        {
            case null:
                return [];
            case YamlSequenceNode sequence:
                return sequence.Children;
            case YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" }:
                Problem($"« {key} » est à compléter.", key);
                return [];
            default:
                Problem($"« {key} » doit être une liste.", key);
                return [];
        }
    }

    private YamlNode? Ask(string key)
    {
        asked.Add(key);
        return Child(key);
    }

    private YamlNode? Child(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    [GeneratedRegex(@"^-?[\d.,\s]+(€|euros?|points?|pts?)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex WithUnit();
}
