using System.Numerics;

namespace FamiPortal.Rules.Operators;

/// <summary>
/// <c>teletransmission-rate</c>: secure acts over all acts of the period, after exclusions. The period is the whole year
/// for whoever teletransmitted the year before; otherwise it begins the month after the first electronic care sheet
/// (December for a start in December); with neither, nothing is counted.
/// </summary>
public sealed class TeletransmissionRate : Operator
{
    private const int December = 12;

    // What an act counts as.
    private const int Left = 0;
    private const int Insecure = 1;
    private const int Secure = 2;

    /// <summary>The kind of an act for each mode and context, by their places: to ask sets of codes would cost more than all the rest.</summary>
    private int[] Kinds => field ??= [.. EnumerationOf(Mode).Values.SelectMany(mode => EnumerationOf(Context).Values.Select(context => KindOf(mode.Code, context.Code)))];

    /// <summary>A boolean: teletransmitted the year before.</summary>
    public required FactPath PreviousYear { get; init; }

    /// <summary>A date: first electronic care sheet of the year.</summary>
    public required FactPath FirstSheet { get; init; }

    /// <summary>A list of records with the four members below.</summary>
    public required FactPath Acts { get; init; }

    /// <summary>Member of an act: 1 to 12.</summary>
    public required FactMember Month { get; init; }

    /// <summary>Member of an act: how it was sent.</summary>
    public required FactMember Mode { get; init; }

    /// <summary>Member of an act: for whom, in which frame.</summary>
    public required FactMember Context { get; init; }

    /// <summary>Member of an act: how many.</summary>
    public required FactMember Number { get; init; }

    /// <summary>Modes that count in the numerator.</summary>
    public required IReadOnlySet<string> SecureModes { get; init; }

    /// <summary>Contexts left out altogether.</summary>
    public required IReadOnlySet<string> Excluded { get; init; }

    /// <summary>Contexts left out unless the mode is secure.</summary>
    public required IReadOnlySet<string> ExcludedUnlessSecure { get; init; }

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
        rate = CountActs(situation).Rate;
        return Threshold.Judge(rate);
    }

    /// <inheritdoc />
    internal override Explanation Explain(Situation situation)
    {
        var tally = CountActs(situation);
        var ratio = tally.Rate;
        return Node(
            situation,
            Threshold.Judge(ratio),
            $"{Threshold.Compare(ratio)} {Period(FirstMonth(situation))} {LeftAside(tally.Left)}",
            Threshold.Gap(ratio));
    }

    private Tally CountActs(Situation situation)
    {
        if (FirstMonth(situation) is not { } from || Acts.Read(situation) is not FactTable table)
        {
            return default;
        }

        // Nearly all counts are below 2³¹: fewer than 2³² of them fit in 64 bits, which add several times faster than 128 bits;
        // these hold as many counts of 18 digits, the most that is read.
        var (secure, insecure, left, bits) = Sum<long>(table.Cells, from);
        if (bits <= int.MaxValue)
        {
            return new Tally(secure, insecure, left);
        }

        var wide = Sum<Int128>(table.Cells, from);
        return new Tally(wide.Secure, wide.Insecure, wide.Left);
    }

    /// <summary>The sums by kind, wrong when they do not fit; and the bits of all counts together, at least the greatest of them.</summary>
    private (T Secure, T Insecure, T Left, long Bits) Sum<T>(ReadOnlySpan<long> cells, int from)
        where T : struct, IBinaryInteger<T>
    {
        var (kinds, contexts, width) = (Kinds, EnumerationOf(Context).Values.Count, ActType.Members.Count);
        var (month, mode, context, number) = (Month.Slot, Mode.Slot, Context.Slot, Number.Slot);
        var (secure, insecure, left, bits) = (T.Zero, T.Zero, T.Zero, 0L);
        unchecked
        {
            for (; cells.Length > 0; cells = cells[width..])
            {
                if (cells[month] < from)
                {
                    continue;
                }

                var count = cells[number];
                bits |= count;
                switch (kinds[((int)cells[mode] * contexts) + (int)cells[context]])
                {
                    case Secure:
                        secure += T.CreateTruncating(count);
                        break;
                    case Insecure:
                        insecure += T.CreateTruncating(count);
                        break;
                    default:
                        left += T.CreateTruncating(count);
                        break;
                }
            }
        }

        return (secure, insecure, left, bits);
    }

    private int KindOf(string mode, string context) => (SecureModes.Contains(mode), Excluded.Contains(context), ExcludedUnlessSecure.Contains(context)) switch
    {
        (_, true, _) or (false, _, true) => Left,
        (true, _, _) => Secure,
        _ => Insecure,
    };

    private static string Labels(FactMember member, IReadOnlySet<string> codes) =>
        French.Series(EnumerationOf(member).Values.Where(v => codes.Contains(v.Code)).Select(v => v.Label));

    private static string Period(int? from) => from switch
    {
        null => $"Aucune feuille de soins électronique connue{French.NarrowSpace}: rien n’est compté.",
        1 => $"Période{French.NoBreakSpace}: toute l’année.",
        { } month => $"Période{French.NoBreakSpace}: de {French.Month(month)} à décembre, à cause du début en cours d’année.",
    };

    private static string LeftAside(Int128 excluded) =>
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
        var (secure, all) = CountActs(situation).Rate;
        var lacking = checked((Threshold.Ratio.Numerator * all) - (Threshold.Ratio.Denominator * secure));
        var gap = Threshold.Ratio.Denominator - Threshold.Ratio.Numerator;
        var more = (long)Int128.Max(1, (lacking + gap - 1) / gap);
        var columns = ActType.Members.Count;
        Span<long> act = stackalloc long[columns];
        act.Clear();
        act[Month.Slot] = December;
        act[Mode.Slot] = First(Mode, SecureModes.Contains);
        act[Context.Slot] = First(Context, c => !Excluded.Contains(c) && !ExcludedUnlessSecure.Contains(c));
        act[Number.Slot] = more;
        var table = Acts.Read(situation) as FactTable ?? new FactTable(ActType, []);
        return
        [
            new FactChange(Acts, table.With(act), ChangeKind.Of(Acts), $"Transmettre {French.Number(more)} actes de plus en mode sécurisé"),
        ];
    }

    private static int First(FactMember member, Func<string, bool> fits) =>
        EnumerationOf(member).Values.First(v => fits(v.Code)).Index;

    /// <summary>Every act that is known, by how it was sent, for whom, and whether it counts: the detail of the rate.</summary>
    /// <param name="situation">Where the acts are.</param>
    /// <returns>One line a mode, context and standing, the most numerous first within a standing; lines of no act left out.</returns>
    public IReadOnlyList<ActCount> Breakdown(Situation situation)
    {
        ArgumentNullException.ThrowIfNull(situation);
        var (from, lines) = (FirstMonth(situation), new Dictionary<(long Mode, long Context, ActStanding Standing), Int128>());
        var cells = Acts.Read(situation) is FactTable table ? table.Cells : default;
        for (var width = ActType.Members.Count; cells.Length > 0; cells = cells[width..])
        {
            var act = cells[..width];
            var standing = from is null || act[Month.Slot] < from ? ActStanding.OutOfPeriod
                : Kinds[((int)act[Mode.Slot] * EnumerationOf(Context).Values.Count) + (int)act[Context.Slot]] switch
                {
                    Secure => ActStanding.Secure,
                    Insecure => ActStanding.Insecure,
                    _ => ActStanding.Excluded,
                };
            var key = (act[Mode.Slot], act[Context.Slot], standing);
            lines[key] = lines.GetValueOrDefault(key) + Math.Max(0, act[Number.Slot]);
        }

        return
        [
            .. lines.Where(line => line.Value > 0).OrderBy(line => line.Key.Standing).ThenByDescending(line => line.Value)
                .Select(line => new ActCount(LabelOf(Mode, line.Key.Mode), LabelOf(Context, line.Key.Context), line.Value, line.Key.Standing)),
        ];
    }

    private static string LabelOf(FactMember member, long index) => EnumerationOf(member).Values[(int)index].Label;

    private ObjectType ActType => (ObjectType)((ListType)Acts.Member.Type).Item;

    private static Enumeration EnumerationOf(FactMember member) => ((EnumerationType)member.Type).Enumeration;

    /// <summary>Acts of the period.</summary>
    private readonly record struct Tally(Int128 Secure, Int128 Insecure, Int128 Left)
    {
        public Ratio Rate => new(Secure, Secure + Insecure);
    }
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
