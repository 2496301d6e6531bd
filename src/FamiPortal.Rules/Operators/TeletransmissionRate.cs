namespace FamiPortal.Rules.Operators;

/// <summary>
/// <c>teletransmission-rate</c>: secure acts over all acts of the period, after exclusions. The period is the whole year
/// for whoever teletransmitted the year before; otherwise it begins the month after the first electronic care sheet
/// (December for a start in December); with neither, nothing is counted.
/// </summary>
public sealed class TeletransmissionRate : Operator
{
    private const int December = 12;

    // Tables by the index of the value: sets of codes would cost more than all the rest.
    private readonly int members;
    private readonly bool[] secureModes = [];
    private readonly bool[] excludedContexts = [];
    private readonly bool[] insecurelyExcludedContexts = [];

    /// <summary>A boolean: teletransmitted the year before.</summary>
    public required FactPath PreviousYear { get; init; }

    /// <summary>A date: first electronic care sheet of the year.</summary>
    public required FactPath FirstSheet { get; init; }

    /// <summary>A list of records with the four members below.</summary>
    public required FactPath Acts
    {
        get;
        init
        {
            field = value;
            members = ((ObjectType)((ListType)value.Member.Type).Item).Members.Count;
        }
    }

    /// <summary>Member of an act: 1 to 12.</summary>
    public required FactMember Month { get; init; }

    /// <summary>Member of an act: how it was sent.</summary>
    public required FactMember Mode { get; init; }

    /// <summary>Member of an act: for whom, in which frame.</summary>
    public required FactMember Context { get; init; }

    /// <summary>Member of an act: how many.</summary>
    public required FactMember Number { get; init; }

    /// <summary>Modes that count in the numerator.</summary>
    public required IReadOnlySet<string> SecureModes
    {
        get;
        init
        {
            field = value;
            secureModes = ((EnumerationType)Mode.Type).Enumeration.TableOf(value);
        }
    }

    /// <summary>Contexts left out altogether.</summary>
    public required IReadOnlySet<string> Excluded
    {
        get;
        init
        {
            field = value;
            excludedContexts = ((EnumerationType)Context.Type).Enumeration.TableOf(value);
        }
    }

    /// <summary>Contexts left out unless the mode is secure.</summary>
    public required IReadOnlySet<string> ExcludedUnlessSecure
    {
        get;
        init
        {
            field = value;
            insecurelyExcludedContexts = ((EnumerationType)Context.Type).Enumeration.TableOf(value);
        }
    }

    /// <summary>The least rate that counts.</summary>
    public required Threshold Threshold { get; init; }

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [PreviousYear, FirstSheet];

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> AllReads() => [PreviousYear, FirstSheet, Acts];

    /// <inheritdoc />
    internal override bool HasRate => true;

    /// <inheritdoc />
    public override IReadOnlyList<string> Details => [
        $"Modes sécurisés{French.NoBreakSpace}: {Labels(Mode, SecureModes)}",
        $"Laissés de côté{French.NoBreakSpace}: {Labels(Context, Excluded)}",
        $"Laissés de côté hors mode sécurisé{French.NoBreakSpace}: {Labels(Context, ExcludedUnlessSecure)}",
    ];

    private protected override string Question => $"Un taux de télétransmission d’au moins {Threshold.Text}";

    /// <inheritdoc />
    internal override Verdict Judge(Situation situation, ref Ratio rate)
    {
        rate = CountActs(situation, out _);
        return Threshold.Judge(rate);
    }

    /// <inheritdoc />
    internal override Explanation Explain(Situation situation)
    {
        var ratio = CountActs(situation, out var excluded);
        return Node(
            situation,
            Threshold.Judge(ratio),
            $"{Threshold.Compare(ratio)} {Period(FirstMonth(situation))} {Left(excluded)}",
            Threshold.Gap(ratio));
    }

    /// <summary>A count has at most 18 digits and a list fewer than 2³² items, so that no sum leaves 128 bits.</summary>
    private Ratio CountActs(Situation situation, out Int128 excluded)
    {
        excluded = 0;
        if (FirstMonth(situation) is not { } from)
        {
            return default;
        }

        Int128 secure = 0, all = 0;
        var table = Acts.Read(situation) as FactTable;
        var cells = table is null ? default : table.Cells;
        var (width, month, mode, context, number) = (members, Month.Slot, Mode.Slot, Context.Slot, Number.Slot);
        var (secureModes, left, leftUnlessSecure) = (this.secureModes, excludedContexts, insecurelyExcludedContexts);
        for (var row = 0; row < cells.Length; row += width)
        {
            var act = cells.Slice(row, width);
            if (act[month] < from)
            {
                continue;
            }

            var count = Math.Max(0, act[number]);
            var isSecure = secureModes[act[mode]];
            if (left[act[context]] || (!isSecure && leftUnlessSecure[act[context]]))
            {
                excluded = unchecked(excluded + count);
                continue;
            }

            all = unchecked(all + count);
            secure = isSecure ? unchecked(secure + count) : secure;
        }

        return new Ratio(secure, all);
    }

    private static string Labels(FactMember member, IReadOnlySet<string> codes) =>
        string.Join(" ; ", ((EnumerationType)member.Type).Enumeration.Values.Where(v => codes.Contains(v.Code)).Select(v => v.Label));

    private static string Period(int? from) => from switch
    {
        null => $"Aucune feuille de soins électronique connue{French.NarrowSpace}: rien n’est compté.",
        1 => $"Période{French.NoBreakSpace}: toute l’année.",
        { } month => $"Période{French.NoBreakSpace}: de {French.Month(month)} à décembre, à cause du début en cours d’année.",
    };

    private static string Left(Int128 excluded) =>
        excluded == 0 ? "Aucun acte exclu." : $"Actes exclus{French.NoBreakSpace}: {French.Number(excluded)}.";

    private int? FirstMonth(Situation situation) =>
        PreviousYear.Flag(situation) ? 1
        : FirstSheet.Date(situation) is { } first ? Math.Min(first.Month + 1, December)
        : null;

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation)
    {
        if (Judge(situation) == Verdict.Achieved)
        {
            return [];
        }

        if (FirstMonth(situation) is null || Threshold.Ratio.Numerator >= Threshold.Ratio.Denominator)
        {
            return null;
        }

        // The least k with (secure + k) / (all + k) at the threshold; at least one, since nothing over nothing is no rate.
        var (secure, all) = CountActs(situation, out _);
        var lacking = checked((Threshold.Ratio.Numerator * all) - (Threshold.Ratio.Denominator * secure));
        var gap = Threshold.Ratio.Denominator - Threshold.Ratio.Numerator;
        var more = (long)Int128.Max(1, (lacking + gap - 1) / gap);
        Span<long> act = stackalloc long[members];
        act.Fill(FactTable.Missing);
        act[Month.Slot] = December;
        act[Mode.Slot] = First(Mode, SecureModes.Contains);
        act[Context.Slot] = First(Context, c => !Excluded.Contains(c) && !ExcludedUnlessSecure.Contains(c));
        act[Number.Slot] = more;
        var table = Acts.Read(situation) as FactTable ?? new FactTable((ObjectType)((ListType)Acts.Member.Type).Item, []);
        return
        [
            new FactChange(Acts, table.With(act), ChangeKind.Of(Acts), $"Transmettre {French.Number(more)} actes de plus en mode sécurisé"),
        ];
    }

    private static int First(FactMember member, Func<string, bool> fits) =>
        ((EnumerationType)member.Type).Enumeration.Values.First(v => fits(v.Code)).Index;

    /// <summary>Every act that is known, by how it was sent, for whom, and whether it counts: the detail of the rate.</summary>
    /// <param name="situation">Where the acts are.</param>
    /// <returns>One line a mode, context and standing, the most numerous first within a standing; lines of no act left out.</returns>
    public IReadOnlyList<ActCount> Breakdown(Situation situation)
    {
        ArgumentNullException.ThrowIfNull(situation);
        var (from, lines) = (FirstMonth(situation), new Dictionary<(long Mode, long Context, ActStanding Standing), Int128>());
        var cells = Acts.Read(situation) is FactTable table ? table.Cells : default;
        for (var row = 0; row < cells.Length; row += members)
        {
            var act = cells.Slice(row, members);
            var isSecure = secureModes[act[Mode.Slot]];
            var standing = from is null || act[Month.Slot] < from ? ActStanding.OutOfPeriod
                : excludedContexts[act[Context.Slot]] || (!isSecure && insecurelyExcludedContexts[act[Context.Slot]]) ? ActStanding.Excluded
                : isSecure ? ActStanding.Secure
                : ActStanding.Insecure;
            var key = (act[Mode.Slot], act[Context.Slot], standing);
            lines[key] = lines.GetValueOrDefault(key) + Math.Max(0, act[Number.Slot]);
        }

        return
        [
            .. lines.Where(line => line.Value > 0).OrderBy(line => line.Key.Standing).ThenByDescending(line => line.Value)
                .Select(line => new ActCount(LabelOf(Mode, line.Key.Mode), LabelOf(Context, line.Key.Context), line.Value, line.Key.Standing)),
        ];
    }

    private static string LabelOf(FactMember member, long index) => ((EnumerationType)member.Type).Enumeration.Values[(int)index].Label;
}

/// <summary>Whether an act counts in the rate.</summary>
public enum ActStanding
{
    /// <summary>In the numerator and the denominator.</summary>
    Secure,

    /// <summary>In the denominator only.</summary>
    Insecure,

    /// <summary>Left out by its context.</summary>
    Excluded,

    /// <summary>Before the period begins.</summary>
    OutOfPeriod,
}

/// <summary>Acts that were sent alike.</summary>
/// <param name="Mode">How, in French.</param>
/// <param name="Context">For whom, in which frame, in French.</param>
/// <param name="Number">How many.</param>
/// <param name="Standing">Whether they count.</param>
public sealed record ActCount(string Mode, string Context, Int128 Number, ActStanding Standing);
