namespace FamiPortal.Rules.Operators;

/// <summary>
/// <c>teletransmission-rate</c>: secure acts over all acts of the period, after exclusions. The period is the whole year
/// for whoever teletransmitted the year before; otherwise it begins the month after the first electronic care sheet
/// (December for a start in December); with neither, nothing is counted.
/// </summary>
public sealed class TeletransmissionRate : Operator
{
    private const int December = 12;

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
    internal override Finding Evaluate(Inquiry inquiry)
    {
        var from = FirstMonth(inquiry.Situation);
        Int128 secure = 0, all = 0, excluded = 0;
        foreach (var act in Acts.Items<FactRecord>(inquiry.Situation))
        {
            var count = act[Number.Slot] as long? ?? 0;
            if (from is null || (long)act[Month.Slot]! < from)
            {
                continue;
            }

            var isSecure = SecureModes.Contains(((EnumerationValue)act[Mode.Slot]!).Code);
            var context = ((EnumerationValue)act[Context.Slot]!).Code;
            if (Excluded.Contains(context) || (!isSecure && ExcludedUnlessSecure.Contains(context)))
            {
                excluded = checked(excluded + count);
                continue;
            }

            all = checked(all + count);
            secure = isSecure ? checked(secure + count) : secure;
        }

        var ratio = new Ratio(secure, all);
        inquiry.Rate = ratio;
        return Conclude(inquiry, Threshold.Judge(ratio), () => new Words(
            $"{Threshold.Compare(ratio)} {Period(from)} {Left(excluded)}",
            Threshold.Gap(ratio)));
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
        var inquiry = new Inquiry(situation, explains: false);
        if (Evaluate(inquiry).Verdict == Verdict.Achieved)
        {
            return [];
        }

        if (FirstMonth(situation) is null || Threshold.Ratio.Numerator >= Threshold.Ratio.Denominator)
        {
            return null;
        }

        // The least k with (secure + k) / (all + k) at the threshold; at least one, since nothing over nothing is no rate.
        var (secure, all) = inquiry.Rate!.Value;
        var lacking = checked((Threshold.Ratio.Numerator * all) - (Threshold.Ratio.Denominator * secure));
        var gap = Threshold.Ratio.Denominator - Threshold.Ratio.Numerator;
        var more = (long)Int128.Max(1, (lacking + gap - 1) / gap);
        var act = new object?[((ObjectType)((ListType)Acts.Member.Type).Item).Members.Count];
        act[Month.Slot] = (long)December;
        act[Mode.Slot] = First(Mode, SecureModes.Contains);
        act[Context.Slot] = First(Context, c => !Excluded.Contains(c) && !ExcludedUnlessSecure.Contains(c));
        act[Number.Slot] = more;
        object added = new FactRecord((ObjectType)((ListType)Acts.Member.Type).Item, act);
        return
        [
            new FactChange(
                Acts,
                (IReadOnlyList<object>)[.. Acts.Items<object>(situation), added],
                ChangeKind.Of(Acts),
                $"Transmettre {French.Number(more)} actes de plus en mode sécurisé"),
        ];
    }

    private static EnumerationValue First(FactMember member, Func<string, bool> fits) =>
        ((EnumerationType)member.Type).Enumeration.Values.First(v => fits(v.Code));
}
