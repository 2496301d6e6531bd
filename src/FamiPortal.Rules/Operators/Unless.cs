namespace FamiPortal.Rules.Operators;

/// <summary><c>unless</c>: an exclusion, met as long as the inner test is not (even not awaiting its proof).</summary>
/// <param name="test">What excludes.</param>
/// <param name="reason">Why it excludes, one sentence in French.</param>
public sealed class Unless(Operator test, string reason) : Operator
{
    /// <inheritdoc />
    public override IReadOnlyList<Operator> Parts => [test];

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [];

    /// <inheritdoc />
    public override IReadOnlyList<string> Details => [reason];

    private protected override string Question => $"Aucune exclusion{French.NoBreakSpace}: {test.Asked}";

    /// <inheritdoc />
    internal override Verdict Judge(Situation situation, ref Ratio rate) => When(test.Judge(situation, ref rate) == Verdict.NotAchieved);

    /// <inheritdoc />
    internal override Explanation Explain(Situation situation)
    {
        var verdict = Judge(situation);
        return verdict == Verdict.Achieved
            ? Node(situation, verdict, "Rien ne s’y oppose.")
            : Node(situation, verdict, reason, "Il manque une autre réponse.");
    }

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation) => Judge(situation) == Verdict.Achieved ? []
        : test is Flag flag ? [new FactChange(flag.Reads[0], false, ChangeKind.Of(flag.Reads[0]), reason)]
        : null;
}
