using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FamiPortal.Domain.Declarations;
using FamiPortal.Rules;
using FamiPortal.Rules.Operators;

namespace FamiPortal.Domain.Situations;

/// <summary>
/// What anybody may try without an account: every question of a rule set, those that the administration answers itself
/// included, and the situation that the answers make. Nothing is read from the portal's data and nothing is kept.
/// </summary>
public sealed class Simulation
{
    /// <summary>The state of a proof that a fund has accepted, as the contract names it.</summary>
    public const string AcceptedProof = "accepted";

    /// <summary>Any id does: the situation is nobody's.</summary>
    private const string Id = "simulation";

    public Simulation(RuleSet ruleSet)
    {
        RuleSet = ruleSet;
        var asked = new HashSet<string>(StringComparer.Ordinal);
        Indicators = [.. ruleSet.Indicators.Select(indicator => new SimulatedIndicator(
            indicator,
            [.. AutomaticFields(indicator).Where(field => asked.Add(field.Path.Text))],
            [.. indicator.Achieved.Flatten().OfType<TeletransmissionRate>().Where(rate => asked.Add(rate.Acts.Text)).Select(rate => new SimulatedActs(rate))]))];
    }

    public RuleSet RuleSet { get; }

    public IReadOnlyList<SimulatedIndicator> Indicators { get; }

    /// <summary>Every name that an answer may have.</summary>
    public IEnumerable<string> Names => Indicators.SelectMany(one =>
        one.Indicator.Form.Concat(one.Automatic).Select(asked => asked.Path.Text).Concat(one.Acts.SelectMany(acts => (string[])[acts.SecureName, acts.OtherName])));

    /// <summary>The situation that these answers make, or every answer that can't be read, each with its field.</summary>
    /// <param name="typed">As typed, by name.</param>
    /// <param name="proofState">A code of the evidence list: what becomes of the proofs that the answers call for.</param>
    /// <param name="today">Day of the imagined transmission.</param>
    /// <param name="catalogue">Where the rule set is.</param>
    public Outcome<AssembledSituation> Assemble(Answers typed, string proofState, DateOnly today, RuleCatalogue catalogue)
    {
        var facts = new JsonObject();
        var root = new JsonObject
        {
            ["id"] = Id,
            ["profession"] = RuleSet.Profession.Code,
            ["exercise"] = RuleSet.Exercise,
            ["transmittedOn"] = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["facts"] = facts,
        };
        var problems = new List<Problem>();
        foreach (var field in Indicators.SelectMany(one => one.Indicator.Form.Concat(one.Automatic)))
        {
            if (!AnswerReader.Read(field, typed[field.Path.Text]).TryGet(out var kept, out var refused))
            {
                problems.AddRange(refused);
            }
            else if (AnswerReader.ToJson(field, kept) is { } value)
            {
                SituationAssembler.Place(RuleSet.Vocabulary.Facts.Find(field.Path.Members[0].Name) is null ? root : facts, field.Path.Text, value);
            }
        }

        foreach (var acts in Indicators.SelectMany(one => one.Acts))
        {
            if (!acts.Read(typed).TryGet(out var rows, out var refused))
            {
                problems.AddRange(refused);
            }
            else if (rows.Count > 0)
            {
                SituationAssembler.Place(facts, acts.Rate.Acts.Text, rows);
            }
        }

        if (problems.Count > 0)
        {
            return problems.ToArray();
        }

        foreach (var proof in RuleSet.Indicators.SelectMany(indicator => indicator.Proofs))
        {
            if (SituationAssembler.Parent(facts, proof.State.Text) is { } declared)
            {
                declared[SituationAssembler.Name(proof.State.Text)] = proofState;
            }
        }

        var json = root.ToJsonString(Json.Readable);
        var reading = SituationReader.Read(Encoding.UTF8.GetBytes(json), catalogue);
        return reading.Error is { } error
            ? new Problem(error.Code, error.Message)
            : new AssembledSituation(json, reading.Situation!, RuleSet, new Dictionary<string, Provenance>());
    }

    /// <summary>What the administration would know: a field for each value that the rules read and nobody declares.</summary>
    private static IEnumerable<FormField> AutomaticFields(Indicator indicator)
    {
        var operators = indicator.Achieved.Flatten();
        var paths = operators.SelectMany(one => one.AllReads()).Where(path => path.Origin != FactOrigin.Declared)
            .DistinctBy(path => path.Text).Where(path => ControlOf(path.Member.Type) is not null && AskedFor(path) is not { Count: 0 }).ToList();
        foreach (var path in paths)
        {
            var texts = operators.OfType<TextListed>().Where(listed => listed.Reads.Contains(path)).SelectMany(listed => listed.Listed).Distinct().InFrenchOrder(text => text).ToList();
            var isAmbiguous = paths.Any(other => other != path && other.Member.Label == path.Member.Label);
            yield return new FormField
            {
                Path = path,
                Control = texts.Count > 0 ? FormControl.Choice : ControlOf(path.Member.Type)!.Value,
                Label = isAmbiguous ? $"{path.Members[^2].Label}{French.NoBreakSpace}: {char.ToLowerInvariant(path.Member.Label[0])}{path.Member.Label[1..]}" : path.Member.Label,
                Hint = path.Member.Help,
                Options = texts.Count > 0 ? [.. texts.Select(text => new FormOption(text, text, null, null))] : OptionsOf(AskedFor(path), path.Member.Type),
            };
        }

        // Of a long list of amendments, those that this rule set asks for: whoever simulates need not know the others.
        IReadOnlyList<EnumerationValue>? AskedFor(FactPath path) => operators.OfType<VersionAtLeast>().FirstOrDefault(version => version.Amendments == path)?.Required;
    }

    private static FormControl? ControlOf(FactType type) => type switch
    {
        BooleanType => FormControl.Tick,
        IntegerType => FormControl.Count,
        DateType => FormControl.Date,
        NumberType or TextType or VersionType => FormControl.Text,
        EnumerationType => FormControl.Choice,
        ListType { Item: EnumerationType } => FormControl.Choices,
        _ => null,
    };

    private static IReadOnlyList<FormOption> OptionsOf(IReadOnlyList<EnumerationValue>? asked, FactType type) =>
        asked is null ? OptionsOf(type) : [.. asked.Select(value => new FormOption(value.Code, value.Label, null, null))];

    private static IReadOnlyList<FormOption> OptionsOf(FactType type) => type switch
    {
        EnumerationType choice => [.. choice.Enumeration.Values.Select(value => new FormOption(value.Code, value.Label, null, null))],
        ListType { Item: var item } => OptionsOf(item),
        _ => [],
    };
}

/// <summary>An indicator as the simulator asks it.</summary>
/// <param name="Indicator">With the form that a practitioner fills.</param>
/// <param name="Automatic">What the administration would know; a value that several indicators read is asked by the first.</param>
/// <param name="Acts">The rates to count from numbers of acts.</param>
public sealed record SimulatedIndicator(Indicator Indicator, IReadOnlyList<FormField> Automatic, IReadOnlyList<SimulatedActs> Acts);

/// <summary>A rate that is counted from acts month by month, asked as two totals: acts sent securely, and the others.</summary>
/// <param name="Rate">The test that counts it.</param>
public sealed record SimulatedActs(TeletransmissionRate Rate)
{
    /// <summary>Every period of counting ends with the year.</summary>
    private const int LastMonth = 12;

    public string SecureName => $"{Rate.Acts.Text}.secure";

    public string OtherName => $"{Rate.Acts.Text}.other";

    public Outcome<JsonArray> Read(Answers typed)
    {
        var problems = new List<Problem>();
        var rows = new JsonArray();
        Add(SecureName, mode => Rate.SecureModes.Contains(mode));
        Add(OtherName, mode => !Rate.SecureModes.Contains(mode));
        return problems.Count > 0 ? problems.ToArray() : rows;

        void Add(string name, Func<string, bool> isMode)
        {
            var text = string.Concat((typed.ValueOf(name) ?? "").Where(character => !char.IsWhiteSpace(character)));
            if (text.Length == 0)
            {
                return;
            }

            if (text.Length > 9 || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                problems.Add(DeclarationErrors.NotAWholeNumber(name, 0, 999_999_999));
                return;
            }

            rows.Add(new JsonObject
            {
                [Rate.Month.Name] = LastMonth,
                [Rate.Mode.Name] = CodeOf(Rate.Mode, isMode),
                [Rate.Context.Name] = CodeOf(Rate.Context, context => !Rate.Excluded.Contains(context) && !Rate.ExcludedUnlessSecure.Contains(context)),
                [Rate.Number.Name] = number,
            });
        }
    }

    private static string CodeOf(FactMember member, Func<string, bool> fits) =>
        ((EnumerationType)member.Type).Enumeration.Values.First(value => fits(value.Code)).Code;
}
