using System.Security.Cryptography;
using System.Text;
using FamiPortal.Rules.Operators;

namespace FamiPortal.Rules.Yaml;

/// <summary>Reads one rule set: <c>&lt;profession&gt;/&lt;exercise&gt;.yaml</c>.</summary>
internal sealed class RuleSetFile
{
    private const int PaymentDaysMax = 366;

    private readonly YamlMap file;
    private readonly string text;
    private readonly Profession profession;
    private readonly int exercise;
    private readonly Vocabulary vocabulary;
    private readonly IReadOnlyList<Guide> guides;
    private readonly RuleProblems problems;
    private readonly OperatorFile operators;
    private readonly HashSet<string> proofs = new(StringComparer.Ordinal);
    private readonly List<(FormField Field, YamlMap Map)> conditional = [];
    private decimal? pointValue;

    private RuleSetFile(
        YamlMap file, string text, Profession profession, int exercise, Vocabulary vocabulary, IReadOnlyList<Guide> guides, RuleProblems problems)
    {
        this.file = file;
        this.text = text;
        this.profession = profession;
        this.exercise = exercise;
        this.vocabulary = vocabulary;
        this.guides = guides;
        this.problems = problems;
        operators = new OperatorFile(vocabulary, exercise, References, problems);
    }

    /// <returns>The rule set; without what could not be read, and never to be used, when the file has problems.</returns>
    public static RuleSet Read(
        YamlMap file, string text, Profession profession, int exercise, Vocabulary vocabulary, IReadOnlyList<Guide> guides, RuleProblems problems) =>
        new RuleSetFile(file, text, profession, exercise, vocabulary, guides, problems).Read();

    private RuleSet Read()
    {
        CheckKey();
        var (most, paymentDays) = Money();
        var parts = Parts();
        var indicators = Indicators(parts);
        CheckShownWhen();
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
            PaymentDays = paymentDays,
            Parts = parts,
            Attestation = new Attestation(attestation.Text("version"), attestation.Text("text")),
            References = References(file, "source"),
        };
        attestation.Close();
        file.Close();
        return ruleSet;
    }

    private void CheckKey()
    {
        var (isThere, written) = (file.Has("exercise"), file.Whole("exercise"));
        if ((file.Known("profession") is { } named && named != profession.Code) || (isThere && written != 0 && written != exercise))
        {
            file.Problem($"la profession et l’exercice du fichier doivent être ceux de son chemin, {profession.Code}/{exercise}.", "exercise");
        }
    }

    /// <summary>The unit is written, so that points are never taken for euros.</summary>
    private (decimal Most, int PaymentDays) Money()
    {
        var money = file.Map("money");
        money.Require("unit");
        var unit = money.OneOf("unit", "euro", "point");
        if (unit == "point" || money.Has("point-value"))
        {
            pointValue = money.Amount("point-value");
            if (unit == "euro")
            {
                money.Problem("« point-value » ne va qu’avec « unit: point » : ce référentiel compte en euros.", "point-value");
            }
        }

        var most = money.Amount("most");
        var days = money.Whole("payment-days");
        if (days is < 0 or > PaymentDaysMax)
        {
            money.Problem($"« payment-days » compte de 0 à {PaymentDaysMax} jours, du calcul des montants au versement prévu.", "payment-days");
        }

        References(money, "source");
        money.Close();
        return (most, (int)Math.Clamp(days, 0, PaymentDaysMax));
    }

    private decimal Worth(YamlMap map)
    {
        var worth = map.Amount("worth");
        if (pointValue is { } value && decimal.Round(worth * value, 2) != worth * value)
        {
            map.Problem($"{French.Number(worth)} points à {French.Money(value)} ne font pas un nombre entier de centimes.", "worth");
        }

        return worth;
    }

    private Window Window()
    {
        var window = file.Map("window");
        var read = new Window(Day(window, "opens-on"), Day(window, "closes-on"), References(window, "source"));
        window.Close();
        return read;
    }

    /// <summary>What was done in year N is declared at its end, or the year after.</summary>
    private DateOnly? Day(YamlMap window, string key)
    {
        var day = window.OptionalDate(key);
        if (day is { } known && (known.Year < exercise || known.Year > exercise + 1))
        {
            window.Problem($"« {key} » : la saisie de l’exercice {exercise} a lieu en {exercise} ou en {exercise + 1}.", key);
        }

        return day;
    }

    private List<Part> Parts()
    {
        var parts = new List<Part>();
        var written = file.Maps("parts");
        var codes = written.Select(p => p.Has("code") ? p.OptionalText("code") : null).ToList();
        foreach (var map in written)
        {
            var code = map.Text("code");
            var isTwice = code.Length > 0 && parts.Any(p => p.Code == code);
            if (isTwice)
            {
                map.Problem($"la partie « {code} » existe déjà.", "code");
            }

            map.Require("rule");
            var rule = map.OneOf("rule", "all-required", "each");
            var part = new Part
            {
                Code = code,
                Label = map.Text("label"),
                Summary = map.Text("summary"),
                Rule = rule == "each" ? PartRule.Each : PartRule.AllRequired,
                Worth = rule == "all-required" || (rule is null && map.Has("worth")) ? Worth(map) : 0,
                Requires = Required(map, code, parts, codes),
                References = References(map, "source"),
            };
            map.Close();
            if (!isTwice)
            {
                parts.Add(rule is null ? problems.StandIn(part) : part);
            }
        }

        if (file.Require("parts", "la clé « parts » manque : aucune partie.") && written.Count == 0)
        {
            file.Problem("aucune partie.", "parts");
        }

        // Which parts exist is not known for sure: what refers to them is not judged.
        return written.Count == 0 || codes.Contains(null) || parts.Count < codes.Count ? problems.StandIn(parts) : parts;
    }

    /// <summary>A part only requires a part that is written before it, so that no part can lead back to itself.</summary>
    private static Part? Required(YamlMap map, string code, List<Part> before, List<string?> codes)
    {
        if (map.OptionalText("requires") is not { } requires)
        {
            return null;
        }

        var part = before.Find(p => p.Code == requires);
        if (requires == code && part is null)
        {
            map.Problem($"la partie « {code} » s’exige elle-même.", "requires");
        }
        else if (part is null && codes.Contains(requires))
        {
            map.Problem($"la partie « {requires} » est écrite plus bas : une partie n’exige qu’une partie écrite avant elle, sans quoi elles pourraient s’exiger l’une l’autre.", "requires");
        }
        else if (part is null && !codes.Contains(null))
        {
            map.Problem($"la partie « {requires} » n’existe pas.", "requires");
        }

        return part;
    }

    private List<Indicator> Indicators(List<Part> parts)
    {
        var indicators = new List<Indicator>();
        var written = file.Maps("indicators");
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var filled = new HashSet<Part>();
        var allPlaced = true;
        foreach (var map in written)
        {
            var code = map.Text("code");
            var isTwice = code.Length > 0 && !codes.Add(code);
            if (isTwice)
            {
                map.Problem($"l’indicateur « {code} » existe déjà.", "code");
            }

            var part = PartOf(map, parts);
            allPlaced &= part is not null && filled.Add(part) | true;
            if (Indicator(map, code, part, indicators.Count + 1) is { } indicator && !isTwice)
            {
                indicators.Add(indicator);
            }
        }

        if (file.Require("indicators") && written.Count is 0 or > 64)
        {
            // Outcomes are combined as the bits of a 64-bit word.
            file.Problem("un référentiel a de 1 à 64 indicateurs.", "indicators");
        }

        if (written.Count > 0 && allPlaced)
        {
            foreach (var part in parts.Where(p => !filled.Contains(p)))
            {
                file.Problem($"la partie « {part.Code} » n’a aucun indicateur.", "parts");
            }
        }

        return indicators;
    }

    private Part? PartOf(YamlMap map, List<Part> parts)
    {
        if (map.Known("part") is not { } code)
        {
            return null;
        }

        var part = parts.Find(p => p.Code == code);
        if (part is null && !problems.IsStandIn(parts))
        {
            map.Problem($"la partie « {code} » n’existe pas.", "part");
        }

        return part;
    }

    private Indicator? Indicator(YamlMap map, string code, Part? part, int number)
    {
        var achieved = operators.Read(map.Map("achieved"));
        var ownWorth = part is null || problems.IsStandIn(part) ? map.Has("worth") : part.Rule == PartRule.Each;
        var worth = ownWorth ? Worth(map) : 0;
        var (label, summary, help) = (map.Text("label"), map.Text("summary"), map.Text("help"));
        var form = Form(map, achieved);
        var documents = map.Maps("proofs").Select(Proof).OfType<Proof>().ToList();
        var (isAttested, isAnnual) = (map.Flag("attested-on-honour"), map.Flag("annual"));
        var references = References(map, "source");
        var reading = map.OptionalText("reading");
        map.Close();
        return achieved is null || part is null
            ? null
            : new Indicator
            {
                Code = code,
                Number = number,
                Label = label,
                Summary = summary,
                Help = help,
                Part = part,
                Worth = worth,
                Achieved = achieved,
                Form = form,
                Proofs = documents,
                IsAttestedOnHonour = isAttested,
                IsAnnual = isAnnual,
                References = references,
                Reading = reading,
            };
    }

    private List<FormField> Form(YamlMap indicator, Operator? achieved)
    {
        var form = new List<FormField>();
        foreach (var map in indicator.Maps("form"))
        {
            if (Field(map, achieved) is not { } field)
            {
                continue;
            }

            if (form.Any(f => f.Path.Text == field.Path.Text))
            {
                map.Problem($"« {field.Path} » est déjà demandé.", "ask");
                continue;
            }

            form.Add(field);
            if (field.ShownWhen is not null)
            {
                conditional.Add((field, map));
            }
        }

        return form;
    }

    private FormField? Field(YamlMap map, Operator? achieved)
    {
        var path = operators.Path(map, "ask");
        if (path is not null && path.Origin != FactOrigin.Declared)
        {
            map.Problem($"« {path} » n’est pas déclaratif : il ne peut pas être demandé.", "ask");
        }

        var written = map.OptionalText("control");
        var control = path is null ? null : Control(map, written, path);
        var (label, hint, isRequired) = (map.OptionalText("label"), map.OptionalText("hint"), map.Flag("required"));
        var options = Options(map, path, achieved);
        var shownWhen = ShownWhen(map);
        map.Close();
        return path is null || control is null
            ? null
            : new FormField
            {
                Path = path,
                Control = control.Value,
                Label = label ?? path.Member.Label,
                Hint = hint ?? path.Member.Help,
                IsRequired = isRequired,
                Options = options,
                ShownWhen = shownWhen,
            };
    }

    private FormControl? Control(YamlMap map, string? written, FactPath path)
    {
        switch (written, path.Member.Type)
        {
            case ("software", TextType):
                return FormControl.Software;
            case ("long-text", TextType):
                return FormControl.LongText;
            case (null, TextType):
                return FormControl.Text;
            case (null, BooleanType):
                return FormControl.Tick;
            case (null, DateType):
                return FormControl.Date;
            case (null, IntegerType):
                return FormControl.Count;
            case (null, EnumerationType):
                return FormControl.Choice;
            case (null, ListType { Item: EnumerationType }):
                return FormControl.Choices;
            case var (_, type) when problems.IsStandIn(type):
                return null;
            case (null, _):
                map.Problem($"« {path} » ne peut pas être demandé.", "ask");
                return null;
            default:
                map.Problem($"« control: {written} » ne convient pas à « {path} ».", "control");
                return null;
        }
    }

    private List<FormOption> Options(YamlMap map, FactPath? path, Operator? achieved)
    {
        var enumeration = path?.Member.Type switch
        {
            EnumerationType single => single.Enumeration,
            ListType { Item: EnumerationType several } => several.Enumeration,
            _ => null,
        };
        if (enumeration is null)
        {
            if (path is null || problems.IsStandIn(path.Member.Type))
            {
                map.Node("options");
            }

            return [];
        }

        var refusals = (achieved?.Flatten() ?? []).Where(o => o.Reads.Contains(path!, PathComparer)).SelectMany(o => o switch
        {
            Choice choice => choice.Refused,
            AnyListed listed => listed.Refused,
            _ => (IEnumerable<KeyValuePair<string, string>>)[],
        }).DistinctBy(p => p.Key).ToDictionary();
        var codes = map.Has("options") ? map.Texts("options") : [.. enumeration.Values.Select(v => v.Code)];
        return
        [
            .. codes.Select(code => operators.Check(map, enumeration, code, "options")).OfType<EnumerationValue>()
                .Select(value => new FormOption(value.Code, value.Label, value.Hint, refusals.GetValueOrDefault(value.Code))),
        ];
    }

    private static readonly EqualityComparer<FactPath> PathComparer =
        EqualityComparer<FactPath>.Create((a, b) => a?.Text == b?.Text, p => p.Text.GetHashCode(StringComparison.Ordinal));

    private ShownWhen? ShownWhen(YamlMap map)
    {
        if (map.OptionalMap("shown-when") is not { } condition || condition.OnlyKey("« shown-when » nomme une autre question, et une seule.") is not { } other)
        {
            return null;
        }

        var (path, codes) = (operators.Resolve(condition, other, other), condition.Texts(other));
        foreach (var code in codes)
        {
            switch (path?.Member.Type)
            {
                case EnumerationType { Enumeration: var enumeration }:
                    operators.Check(condition, enumeration, code, other);
                    break;
                case ListType { Item: EnumerationType { Enumeration: var enumeration } }:
                    operators.Check(condition, enumeration, code, other);
                    break;
                case BooleanType when code is not ("true" or "false"):
                    condition.Problem($"« {other} » vaut true ou false.", other);
                    break;
            }
        }

        condition.Close();
        return path is null ? null : new ShownWhen(path, codes);
    }

    /// <summary>A question that waits, directly or not, for its own answer would never be shown.</summary>
    private void CheckShownWhen()
    {
        var awaited = conditional.GroupBy(c => c.Field.Path.Text).ToDictionary(g => g.Key, g => g.First().Field.ShownWhen!.Path.Text);
        foreach (var (field, map) in conditional)
        {
            var next = field.ShownWhen!.Path.Text;
            for (var steps = 0; next is not null && next != field.Path.Text && steps < awaited.Count; steps++)
            {
                next = awaited.GetValueOrDefault(next);
            }

            if (next == field.Path.Text)
            {
                map.Problem($"« {field.Path} » attend, de question en question, sa propre réponse : elle ne serait jamais posée.", "shown-when");
            }
        }
    }

    private Proof? Proof(YamlMap map)
    {
        var code = map.Text("code");
        if (code.Length > 0 && !proofs.Add(code))
        {
            map.Problem($"le justificatif « {code} » existe déjà.", "code");
        }

        var label = map.Text("label");
        var (state, carriedOver, neededWith) = (operators.Path(map, "state"), operators.Path(map, "carried-over"), operators.Path(map, "needed-with"));
        var sameWhile = operators.Paths(map, "same-while");
        var (accepted, wanted) = (map.Text("accepted"), map.Texts("wanted"));
        var lookFor = map.Maps("look-for").Select(looked => (Map: looked, Read: LookedFor(looked))).ToList();
        var reasons = map.Maps("refusal-reasons").Select(reason => (Map: reason, Read: Reason(reason))).ToList();
        foreach (var (twice, reason) in reasons.Where((r, i) => reasons.Take(i).Any(before => before.Read.Code == r.Read.Code && r.Read.Code.Length > 0)))
        {
            twice.Problem($"la raison de refus « {reason.Code} » existe déjà.", "code");
        }

        foreach (var (looked, read) in lookFor.Where(l => l.Read.Refusal is { } refusal && reasons.All(r => r.Read.Code != refusal)))
        {
            looked.Problem($"« {read.Refusal} » n’est pas une raison de refus de ce justificatif.", "refusal");
        }

        var attestation = map.OptionalMap("editor-attestation") is { } model ? EditorAttestation(model) : null;
        var references = References(map, "source");
        map.Close();
        return state is null || carriedOver is null || neededWith is null
            ? null
            : new Proof
            {
                Code = code,
                Label = label,
                State = state,
                CarriedOver = carriedOver,
                SameWhile = sameWhile,
                NeededWith = neededWith,
                Accepted = accepted,
                Wanted = wanted,
                LookFor = [.. lookFor.Select(l => l.Read)],
                RefusalReasons = [.. reasons.Select(r => r.Read)],
                EditorAttestation = attestation,
                References = references,
            };
    }

    private EditorAttestation EditorAttestation(YamlMap map)
    {
        var attestation = new EditorAttestation(
            map.Text("about"),
            operators.Paths(map, "software"),
            map.Has("acquired") ? operators.Path(map, "acquired") : null,
            map.Texts("statements"),
            map.Has("choices") ? map.Texts("choices") : [],
            map.Has("remarks") ? map.Texts("remarks") : [],
            References(map, "source"));
        map.Close();
        return attestation;
    }

    private LookedFor LookedFor(YamlMap map)
    {
        var label = map.Text("label");
        var path = map.Has("answer") ? operators.Path(map, "answer") : null;
        if (path is not null && path.Origin != FactOrigin.Declared)
        {
            map.Problem($"« {path} » n’est pas déclaratif : seule une réponse peut être cherchée sur un document.", "answer");
        }

        var looked = new LookedFor(label) { Answer = path, IsPractitionerName = map.Flag("practitioner"), IsDate = map.Flag("date"), Texts = map.Texts("texts"), Refusal = map.OptionalText("refusal") };
        var ways = new[] { map.Has("answer"), looked.IsPractitionerName, looked.IsDate, looked.Texts.Count > 0 }.Count(isSet => isSet);
        map.Close();
        if (ways != 1)
        {
            map.Problem("on cherche une seule chose à la fois : « answer », « practitioner: true », « date: true » ou « texts ».");
        }

        return looked;
    }

    private static RefusalReason Reason(YamlMap map)
    {
        var reason = new RefusalReason(map.Text("code"), map.Text("label"), map.Text("message"));
        map.Close();
        return reason;
    }

    private List<Reference> References(YamlMap map, string key)
    {
        const string Why = "d’où vient cette règle ?";
        if (!map.Require(key, $"la clé « {key} » manque : {Why}"))
        {
            return [];
        }

        if (map.Node(key) is YamlDotNet.RepresentationModel.YamlSequenceNode { Children.Count: 0 })
        {
            map.Problem($"« {key} » est vide : {Why}", key);
        }

        return [.. map.Texts(key).Select(written => map.Reference(key, written, guides)).OfType<Reference>()];
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
