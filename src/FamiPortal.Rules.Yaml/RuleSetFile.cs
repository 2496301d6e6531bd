using System.Security.Cryptography;
using System.Text;
using FamiPortal.Rules.Operators;

namespace FamiPortal.Rules.Yaml;

/// <summary>Reads one rule set: <c>&lt;profession&gt;/&lt;exercise&gt;.yaml</c>.</summary>
internal sealed class RuleSetFile
{
    private readonly YamlMap file;
    private readonly string text;
    private readonly Profession profession;
    private readonly int exercise;
    private readonly Vocabulary vocabulary;
    private readonly IReadOnlyList<Guide> guides;
    private readonly OperatorFile operators;

    private RuleSetFile(YamlMap file, string text, Profession profession, int exercise, Vocabulary vocabulary, IReadOnlyList<Guide> guides)
    {
        this.file = file;
        this.text = text;
        this.profession = profession;
        this.exercise = exercise;
        this.vocabulary = vocabulary;
        this.guides = guides;
        operators = new OperatorFile(vocabulary, exercise, References);
    }

    public static RuleSet Read(YamlMap file, string text, Profession profession, int exercise, Vocabulary vocabulary, IReadOnlyList<Guide> guides) =>
        new RuleSetFile(file, text, profession, exercise, vocabulary, guides).Read();

    private RuleSet Read()
    {
        if (file.Text("profession") != profession.Code || file.Whole("exercise") != exercise)
        {
            throw file.Error($"la profession et l’exercice du fichier doivent être ceux de son chemin, {profession.Code}/{exercise}.", "exercise");
        }

        var money = file.Map("money");
        var pointValue = money.OptionalNumber("point-value");
        var most = money.Number("most");
        References(money, "source");
        money.Close();
        var parts = Parts();
        var indicators = Indicators(parts);
        foreach (var part in parts.Where(p => indicators.All(i => i.Part != p)))
        {
            throw file.Error($"la partie « {part.Code} » n’a aucun indicateur.", "parts");
        }

        var attestation = file.Map("attestation");
        var ruleSet = new RuleSet(indicators)
        {
            Profession = profession,
            Exercise = exercise,
            Title = file.Text("title"),
            Allowance = file.Text("allowance"),
            Hash = Hash(indicators),
            Vocabulary = vocabulary,
            Window = Window(),
            PaidWhen = file.Text("paid-when"),
            PointValue = pointValue,
            Most = most,
            Parts = parts,
            Attestation = new Attestation(attestation.Text("version"), attestation.Text("text")),
            References = References(file, "source"),
        };
        attestation.Close();
        file.Close();
        return ruleSet;
    }

    private Window Window()
    {
        var window = file.Map("window");
        var read = new Window(
            window.Has("opens-on") ? window.Date("opens-on") : null,
            window.Has("closes-on") ? window.Date("closes-on") : null,
            References(window, "source"));
        window.Close();
        return read;
    }

    private List<Part> Parts()
    {
        var parts = new List<Part>();
        foreach (var map in file.Maps("parts"))
        {
            var rule = map.Text("rule") switch
            {
                "all-required" => PartRule.AllRequired,
                "each" => PartRule.Each,
                _ => throw map.Error("« rule » vaut all-required ou each.", "rule"),
            };
            if (parts.Any(p => p.Code == map.Text("code")))
            {
                throw map.Error($"la partie « {map.Text("code")} » existe déjà.", "code");
            }

            var requires = map.OptionalText("requires");
            parts.Add(new Part
            {
                Code = map.Text("code"),
                Label = map.Text("label"),
                Summary = map.Text("summary"),
                Rule = rule,
                Worth = rule == PartRule.AllRequired ? map.Number("worth") : 0,
                Requires = requires is null ? null : parts.Find(p => p.Code == requires)
                    ?? throw map.Error($"la partie « {requires} » doit exister plus haut.", "requires"),
                References = References(map, "source"),
            });
            map.Close();
        }

        return parts.Count > 0 ? parts : throw file.Error("aucune partie.", "parts");
    }

    private List<Indicator> Indicators(List<Part> parts)
    {
        var indicators = new List<Indicator>();
        foreach (var map in file.Maps("indicators"))
        {
            var code = map.Text("code");
            if (indicators.Any(i => i.Code == code))
            {
                throw map.Error($"l’indicateur « {code} » existe déjà.", "code");
            }

            var part = parts.Find(p => p.Code == map.Text("part")) ?? throw map.Error($"la partie « {map.Text("part")} » n’existe pas.", "part");
            var achieved = operators.Read(map.Map("achieved"));
            indicators.Add(new Indicator
            {
                Code = code,
                Number = indicators.Count + 1,
                Label = map.Text("label"),
                Summary = map.Text("summary"),
                Help = map.Text("help"),
                Part = part,
                Worth = part.Rule == PartRule.Each ? map.Number("worth") : 0,
                Achieved = achieved,
                Form = [.. map.Maps("form").Select(field => Field(field, achieved))],
                Proofs = [.. map.Maps("proofs").Select(Proof)],
                IsAttestedOnHonour = map.Flag("attested-on-honour"),
                IsAnnual = map.Flag("annual"),
                References = References(map, "source"),
                Reading = map.OptionalText("reading"),
            });
            map.Close();
        }

        if (indicators.SelectMany(i => i.Proofs).GroupBy(p => p.Code).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw file.Error($"le justificatif « {twice.Key} » est défini deux fois.", "indicators");
        }

        // Outcomes are combined as the bits of a 64-bit word.
        return indicators.Count is > 0 and <= 64 ? indicators : throw file.Error("un référentiel a de 1 à 64 indicateurs.", "indicators");
    }

    private FormField Field(YamlMap map, Operator achieved)
    {
        var path = operators.Path(map, "ask");
        if (path.Origin != FactOrigin.Declared)
        {
            throw map.Error($"« {path} » n’est pas déclaratif : il ne peut pas être demandé.", "ask");
        }

        var control = Control(map, path);
        var field = new FormField
        {
            Path = path,
            Control = control,
            Label = map.OptionalText("label") ?? path.Member.Label,
            Hint = map.OptionalText("hint") ?? path.Member.Help,
            IsRequired = map.Flag("required"),
            Options = Options(map, path, achieved),
            ShownWhen = ShownWhen(map),
        };
        map.Close();
        return field;
    }

    private static FormControl Control(YamlMap map, FactPath path) => (map.OptionalText("control"), path.Member.Type) switch
    {
        ("software", TextType) => FormControl.Software,
        ("long-text", TextType) => FormControl.LongText,
        (null, TextType) => FormControl.Text,
        (null, BooleanType) => FormControl.Tick,
        (null, DateType) => FormControl.Date,
        (null, IntegerType) => FormControl.Count,
        (null, EnumerationType) => FormControl.Choice,
        (null, ListType { Item: EnumerationType }) => FormControl.Choices,
        (null, _) => throw map.Error($"« {path} » ne peut pas être demandé.", "ask"),
        var (control, _) => throw map.Error($"« control: {control} » ne convient pas à « {path} ».", "control"),
    };

    private static IReadOnlyList<FormOption> Options(YamlMap map, FactPath path, Operator achieved)
    {
        var enumeration = path.Member.Type switch
        {
            EnumerationType single => single.Enumeration,
            ListType { Item: EnumerationType several } => several.Enumeration,
            _ => null,
        };
        if (enumeration is null)
        {
            return [];
        }

        var refusals = achieved.Flatten().Where(o => o.Reads.Contains(path, PathComparer)).SelectMany(o => o switch
        {
            Choice choice => choice.Refused,
            AnyListed listed => listed.Refused,
            _ => (IEnumerable<KeyValuePair<string, string>>)[],
        }).DistinctBy(p => p.Key).ToDictionary();
        var codes = map.Has("options") ? map.Texts("options") : [.. enumeration.Values.Select(v => v.Code)];
        return [.. codes.Select(code => enumeration.Find(code) is { } value
            ? new FormOption(value.Code, value.Label, value.Hint, refusals.GetValueOrDefault(code))
            : throw map.Error($"« {code} » n’est pas un code de la liste « {enumeration.Name} ».", "options"))];
    }

    private static readonly EqualityComparer<FactPath> PathComparer =
        EqualityComparer<FactPath>.Create((a, b) => a?.Text == b?.Text, p => p.Text.GetHashCode(StringComparison.Ordinal));

    private ShownWhen? ShownWhen(YamlMap map)
    {
        if (map.OptionalMap("shown-when") is not { } condition)
        {
            return null;
        }

        var other = condition.OnlyKey();
        var read = new ShownWhen(operators.Resolve(condition, other, other), condition.Texts(other));
        condition.Close();
        return read;
    }

    private Proof Proof(YamlMap map)
    {
        var proof = new Proof
        {
            Code = map.Text("code"),
            Label = map.Text("label"),
            State = operators.Path(map, "state"),
            CarriedOver = operators.Path(map, "carried-over"),
            SameWhile = operators.Paths(map, "same-while"),
            NeededWith = operators.Path(map, "needed-with"),
            Accepted = map.Text("accepted"),
            Wanted = map.Texts("wanted"),
            RefusalReasons = [.. map.Maps("refusal-reasons").Select(Reason)],
            References = References(map, "source"),
        };
        map.Close();
        return proof;
    }

    private static RefusalReason Reason(YamlMap map)
    {
        var reason = new RefusalReason(map.Text("code"), map.Text("label"), map.Text("message"));
        map.Close();
        return reason;
    }

    private List<Reference> References(YamlMap map, string key)
    {
        var references = map.Texts(key).Select(written => Reference.Find(guides, written)
            ?? throw map.Error($"« {written} » n’est pas une partie numérotée d’un guide de guides.yaml.", key)).ToList();
        return references.Count > 0 ? references : throw map.Error($"la clé « {key} » manque : d’où vient cette règle ?");
    }

    /// <summary>
    /// Covers the rule file to the letter and the shape of the facts that it reads, so that adding a fact for another
    /// profession does not change the hash of a closed exercise.
    /// </summary>
    private string Hash(List<Indicator> indicators)
    {
        var facts = indicators.SelectMany(i => i.Achieved.Flatten()).SelectMany(o => o.AllReads()).Select(p => p.Members[0])
            .DistinctBy(f => f.Name).OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => f.Canonical);
        var covered = $"{text.ReplaceLineEndings("\n")}\n--\n{string.Join('\n', facts)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(covered)));
    }
}
