namespace FamiPortal.Rules.Operators;

/// <summary><c>rate</c>: one count over another reaches a threshold, compared exactly; nothing over nothing does not.</summary>
/// <param name="numerator">A whole number.</param>
/// <param name="denominator">A whole number.</param>
/// <param name="threshold">The least that counts.</param>
public sealed class Rate(FactPath numerator, FactPath denominator, Threshold threshold) : Operator
{
    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [numerator, denominator];

    /// <inheritdoc />
    internal override bool HasRate => true;

    /// <inheritdoc />
    internal override Finding Evaluate(Inquiry inquiry)
    {
        var ratio = new Ratio(numerator.Integer(inquiry.Situation), denominator.Integer(inquiry.Situation));
        inquiry.Rate = ratio;
        return Conclude(inquiry, threshold.Judge(ratio), () => new Words(
            $"Un taux d’au moins {threshold.Text}", threshold.Compare(ratio), threshold.Gap(ratio)));
    }
}

/// <summary>The least rate that counts, as the guide writes it.</summary>
/// <param name="Ratio">The exact fraction.</param>
/// <param name="Text">For people: « 70 % », « 2/3 ».</param>
public sealed record Threshold(Ratio Ratio, string Text)
{
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

        var needed = ((rate.Denominator * Ratio.Numerator) + Ratio.Denominator - 1) / Ratio.Denominator;
        return $"Il en manquait {French.Number(needed - rate.Numerator)} sur {French.Number(rate.Denominator)}.";
    }
}
