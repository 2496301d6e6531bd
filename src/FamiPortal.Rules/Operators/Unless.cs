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
    internal override Finding Evaluate(Inquiry inquiry)
    {
        var excluded = test.Evaluate(inquiry).Verdict != Verdict.NotAchieved;
        return Conclude(
            inquiry,
            excluded ? Verdict.NotAchieved : Verdict.Achieved,
            () => new Words("Aucune exclusion", excluded ? reason : "Rien ne s’y oppose.", excluded ? "Choisissez une autre réponse." : null));
    }
}
