using System.Text;
using FamiPortal.Rules.Operators;

namespace FamiPortal.Rules.Tests;

/// <summary>
/// A profession that does not exist, built in memory: the facts of a lamplighter, and short ways to ask an operator. No official
/// amount or list stands here, so that these tests never change with a guide.
/// </summary>
internal static class Invented
{
    public const int Year = 2030;

    public static readonly DateOnly TransmittedOn = new(2031, 1, 15);

    public static readonly Enumeration Lamps = new(
        "lamp", [new("oil", "Huile"), new("wax", "Cire"), new("gas", "Gaz"), new("none", "Aucune")]);

    public static readonly Enumeration Badges = new("badge", [new("red", "Rouge"), new("blue", "Bleu"), new("gold", "Or")]);

    public static readonly Enumeration Proofs = new("proof", [.. EvidenceAccepted.States.Select(s => new EnumerationValue(s, s))]);

    public static readonly Enumeration Modes = new("mode", [new("sealed", "Scellé"), new("open", "Ouvert"), new("none", "Inconnu")]);

    public static readonly Enumeration Contexts = new("context", [new("plain", "Ordinaire"), new("far", "Loin"), new("guest", "Invité")]);

    private static readonly ObjectType Round = new(
    [
        Member("month", new IntegerType(1, 12), FactOrigin.Measured),
        Member("mode", new EnumerationType(Modes), FactOrigin.Measured),
        Member("context", new EnumerationType(Contexts), FactOrigin.Measured, isMandatory: true),
        Member("count", new IntegerType(), FactOrigin.Measured),
    ]);

    private static readonly ObjectType Shift = new(
    [
        Member("day", new IntegerType(), FactOrigin.Measured),
        Member("mode", new EnumerationType(Modes), FactOrigin.Measured),
        Member("count", new IntegerType(), FactOrigin.Measured),
    ]);

    public static readonly Vocabulary Vocabulary = new(
        [
            Member("watch", new ObjectType(
            [
                Member("lamp", new EnumerationType(Lamps)),
                Member("nights", new IntegerType()),
                Member("good", new IntegerType(), atMost: "nights"),
                Member("hours", new NumberType()),
                Member("since", new DateType(), isNullable: true),
                Member("sworn", new BooleanType()),
                Member("place", new TextType(), isNullable: true),
                Member("badges", new ListType(new EnumerationType(Badges))),
                Member("proof", new EnumerationType(Proofs)),
                Member("kept", new BooleanType(), FactOrigin.Prefilled),
            ])),
            Member("post", new ObjectType(
            [
                Member("known", new BooleanType(), FactOrigin.Prefilled),
                Member("declared", new ObjectType([Member("place", new TextType()), Member("sworn", new BooleanType())]), isNullable: true),
            ])),
            Member("tool", new ObjectType(
            [
                Member("version", new VersionType(), FactOrigin.Measured),
                Member("patch", new IntegerType(), FactOrigin.Measured),
                Member("badges", new ListType(new EnumerationType(Badges)), FactOrigin.Measured),
            ]), FactOrigin.Measured),
            Member("oath", new ObjectType([Member("said", new BooleanType(), isMandatory: true)])),
            Member("shifts", new ListType(Shift), FactOrigin.Measured),
            Member("calls", new IntegerType(), FactOrigin.Measured),
            Member("answered", new IntegerType(), FactOrigin.Measured),
            Member("rounds", new ObjectType(
            [
                Member("before", new BooleanType(), FactOrigin.Measured),
                Member("first", new DateType("Dans l’année."), FactOrigin.Measured, isNullable: true),
                Member("made", new ListType(Round), FactOrigin.Measured),
            ]), FactOrigin.Measured),
        ],
        [Lamps, Badges, Proofs, Modes, Contexts]);

    public static FactMember RoundMember(string name) => Round.Find(name)!;

    public static FactPath Path(string path) => Vocabulary.Path(path) ?? throw new ArgumentException(path);

    public static Situation Situation(string facts = "{}", bool isTransmitted = true)
    {
        var json = $$"""{"id":"v","profession":"veilleur","exercise":{{Year}},"transmittedOn":{{(isTransmitted ? "\"2031-01-15\"" : "null")}},"facts":{{facts}}}""";
        var reading = SituationReader.Read(Encoding.UTF8.GetBytes(json), Catalogue(RuleSet(Indicator("one", Part("base"), 1, new Flag(Path("watch.sworn"))))));
        Assert.Null(reading.Error);
        return reading.Situation!;
    }

    /// <summary>The situation of a watch, such as <c>"lamp":"oil"</c>.</summary>
    public static Situation Watch(string members = "", bool isTransmitted = true) => Situation($$$"""{"watch":{{{{members}}}}}""", isTransmitted);

    public static Verdict Judge(Operator test, Situation situation)
    {
        Ratio rate = default;
        return test.Judge(situation, ref rate);
    }

    /// <summary>The values that a remedy sets, by path; null when nothing would do.</summary>
    public static string? Remedy(Operator test, Situation situation) =>
        test.Remedy(situation) is { } changes ? string.Join(' ', changes.Select(c => $"{c.Path}={Write(c.Value)}:{c.Kind}")) : null;

    public static Part Part(string code, PartRule rule = PartRule.Each, decimal worth = 0, Part? requires = null) => new()
    {
        Code = code,
        Label = code,
        Summary = code,
        Rule = rule,
        Worth = worth,
        Requires = requires,
        References = [],
    };

    public static Indicator Indicator(string code, Part part, int number, Operator achieved, decimal worth = 0) => new()
    {
        Code = code,
        Number = number,
        Label = code,
        Summary = code,
        Help = code,
        Part = part,
        Worth = worth,
        Achieved = achieved,
        Form = [],
        Proofs = [],
        IsAttestedOnHonour = true,
        IsAnnual = true,
        References = [],
    };

    public static RuleSet RuleSet(params Indicator[] indicators) => RuleSet(null, indicators);

    public static RuleSet RuleSet(decimal? pointValue, Indicator[] indicators, decimal most = 0, int exercise = Year, string profession = "veilleur") => new(indicators)
    {
        Profession = new Profession(profession, "Veilleur", "Veilleurs", null),
        Exercise = exercise,
        Title = "Prime",
        Allowance = "Prime de veille",
        Hash = "",
        Vocabulary = Vocabulary,
        Window = new Window(null, null, []),
        PaidWhen = "en mars",
        PointValue = pointValue,
        Most = most,
        PaymentDays = 30,
        Parts = [.. indicators.Select(i => i.Part).Distinct()],
        Attestation = new Attestation("1", "J’atteste."),
        References = [],
    };

    public static RuleCatalogue Catalogue(params RuleSet[] ruleSets) => new([.. ruleSets.Select(r => r.Profession).Distinct()], [], ruleSets);

    /// <summary>A test that comes to a given verdict, whatever is known.</summary>
    public static Operator Always(Verdict verdict, IReadOnlyList<FactChange>? remedy = null) => new Fixed(verdict, remedy);

    private static string Write(object value) => value switch
    {
        object[] items => $"[{string.Join(',', items.Select(Write))}]",
        EnumerationValue choice => choice.Code,
        DateOnly day => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        FactTable table => $"{table.Count} rows",
        _ => value.ToString()!,
    };

    private static FactMember Member(
        string name, FactType type, FactOrigin origin = FactOrigin.Declared, bool isNullable = false, bool isMandatory = false, string? atMost = null) => new()
        {
            Name = name,
            Type = type,
            Origin = origin,
            Label = $"<{name}>",
            IsNullable = isNullable,
            IsMandatory = isMandatory,
            AtMost = atMost,
            AtMostMessage = atMost is null ? null : "Trop.",
        };

    private sealed class Fixed(Verdict verdict, IReadOnlyList<FactChange>? remedy) : Operator
    {
        public override IReadOnlyList<FactPath> Reads => [];

        private protected override string Question => $"{verdict} ?";

        internal override Verdict Judge(Situation situation, ref Ratio rate) => verdict;

        internal override Explanation Explain(Situation situation) => Node(situation, verdict, $"Why {verdict}.", $"Missing {verdict}.");

        internal override IReadOnlyList<FactChange>? Remedy(Situation situation) => verdict == Verdict.Achieved ? [] : remedy;
    }
}
