namespace FamiPortal.Rules.Operators;

/// <summary><c>count</c>: a number reaches a minimum, exactly.</summary>
/// <param name="path">A whole or an exact number.</param>
/// <param name="atLeast">The minimum, included.</param>
public sealed class Count(FactPath path, long atLeast) : Operator
{
    private readonly ExactNumber minimum = ExactNumber.Parse(atLeast.ToString(System.Globalization.CultureInfo.InvariantCulture), out _)!;

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [path];

    private protected override string Question => $"{path.Member.Label}{French.NoBreakSpace}: au moins {French.Number(atLeast)}";

    /// <inheritdoc />
    internal override Verdict Judge(Situation situation, ref Ratio rate) => When(path.Read(situation) switch
    {
        ExactNumber number => number.IsAtLeast(minimum),
        long whole => whole >= atLeast,
        _ => atLeast <= 0,
    });

    /// <inheritdoc />
    internal override Explanation Explain(Situation situation)
    {
        var value = path.Read(situation);
        var known = value is long whole ? French.Number(whole) : value?.ToString()?.Replace('.', ',') ?? "0";
        return Node(
            situation,
            Judge(situation),
            $"{path.Member.Label}{French.NoBreakSpace}: {known}, pour au moins {French.Number(atLeast)}.",
            $"Il en faut au moins {French.Number(atLeast)}.");
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation) => Judge(situation) == Verdict.Achieved
        ? []
        : [new FactChange(path, path.Member.Type is NumberType ? minimum : atLeast, ChangeKind.Of(path), Asked)];
}
