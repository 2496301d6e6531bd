namespace FamiPortal.Rules.Operators;

/// <summary><c>rate</c>: one count over another reaches a threshold, compared exactly; nothing over nothing does not.</summary>
/// <param name="numerator">A whole number.</param>
/// <param name="denominator">A whole number.</param>
/// <param name="threshold">The least that counts.</param>
public sealed class Rate(FactPath numerator, FactPath denominator, Threshold threshold) : Operator
{
    /// <summary>The least rate that counts.</summary>
    public Threshold Threshold => threshold;

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [numerator, denominator];

    /// <inheritdoc />
    internal override bool HasRate => true;

    /// <inheritdoc />
    public override IReadOnlyList<string> Details => [$"{numerator.Member.Label}, sur{French.NoBreakSpace}: {denominator.Member.Label}"];

    private protected override string Question => $"Un taux d’au moins {threshold.Text}";

    /// <inheritdoc />
    internal override Verdict Judge(Situation situation, ref Ratio rate)
    {
        var (part, whole) = (numerator.Integer(situation), denominator.Integer(situation));
        rate = new Ratio(part, whole);
        return threshold.Judge(part, whole);
    }

    /// <inheritdoc />
    internal override Explanation Explain(Situation situation)
    {
        Ratio rate = default;
        var verdict = Judge(situation, ref rate);
        return Node(situation, verdict, threshold.Compare(rate), threshold.Gap(rate));
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation)
    {
        var whole = denominator.Integer(situation);
        return Judge(situation) == Verdict.Achieved ? []
            : whole == 0 ? null
            : [new FactChange(numerator, (long)threshold.Least(whole), ChangeKind.Of(numerator), Asked)];
    }
}

/// <summary>The least rate that counts, as the guide writes it.</summary>
/// <param name="Ratio">The exact fraction.</param>
/// <param name="Text">For people: « 70 % », « 2/3 ».</param>
public sealed record Threshold(Ratio Ratio, string Text)
{
    /// <summary>The smallest numerator that reaches the threshold.</summary>
    internal Int128 Least(Int128 denominator) => checked((denominator * Ratio.Numerator) + Ratio.Denominator - 1) / Ratio.Denominator;

    // Nearly all counts are small: 64 bits hold their products, and multiply several times faster than 128.
    private readonly bool isSmall = Ratio.Numerator <= int.MaxValue && Ratio.Denominator <= int.MaxValue;
    private readonly long numerator = unchecked((long)Ratio.Numerator);
    private readonly long denominator = unchecked((long)Ratio.Denominator);

    internal Verdict Judge(long part, long whole) => isSmall && part <= int.MaxValue && whole <= int.MaxValue
        ? whole > 0 && part * denominator >= numerator * whole ? Verdict.Achieved : Verdict.NotAchieved
        : Judge(new Ratio(part, whole));

    internal Verdict Judge(Ratio rate) => rate.Reaches(Ratio) ? Verdict.Achieved : Verdict.NotAchieved;

    internal string Compare(Ratio rate) => rate.Denominator == 0
        ? $"Rien n’a été compté{French.NarrowSpace}; il faut au moins {Text}."
        : $"{rate}, pour au moins {Text}.";

    /// <summary>How many more were needed, the whole unchanged.</summary>
    internal string? Gap(Ratio rate)
    {
        if (rate.Denominator == 0)
        {
            return null;
        }

        return $"Il en manquait {French.Number(Least(rate.Denominator) - rate.Numerator)} sur {French.Number(rate.Denominator)}.";
    }
}
