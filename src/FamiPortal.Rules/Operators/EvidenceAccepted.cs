namespace FamiPortal.Rules.Operators;

/// <summary>
/// <c>evidence</c>: the fund accepted the proof, or one accepted for an earlier exercise still holds; a carried-over proof
/// wins over any other state. A proof that is missing or not yet judged leaves the indicator waiting.
/// </summary>
/// <param name="state">An enumeration of none, pending, accepted, rejected.</param>
/// <param name="carriedOver">A boolean.</param>
public sealed class EvidenceAccepted(FactPath state, FactPath carriedOver) : Operator
{
    /// <summary>The codes of the states; the vocabulary's list must be exactly these (checked when the catalogue loads).</summary>
    public static readonly IReadOnlyList<string> States = ["none", "pending", "accepted", "rejected"];

    private readonly Verdict[] verdicts = [.. ((EnumerationType)state.Member.Type).Enumeration.Values.Select(v => Of(v.Code))];

    /// <inheritdoc />
    public override IReadOnlyList<FactPath> Reads => [state, carriedOver];

    private protected override string Question => "Un justificatif validé par la caisse";

    /// <inheritdoc />
    internal override Verdict Judge(Situation situation, ref Ratio rate) =>
        carriedOver.Flag(situation) ? Verdict.Achieved
        : state.Choice(situation) is { } known ? verdicts[known.Index]
        : Verdict.AwaitingEvidence;

    /// <inheritdoc />
    internal override Explanation Explain(Situation situation)
    {
        var (why, missing) = carriedOver.Flag(situation)
            ? ("Le justificatif déjà validé par la caisse reste valable.", null)
            : state.Code(situation) switch
            {
                "accepted" => ("Le justificatif a été validé par la caisse.", null),
                "pending" => ("Le justificatif attend la décision de la caisse.", "Il manque la décision de la caisse sur le justificatif."),
                "rejected" => ("Le justificatif a été refusé par la caisse.", "Il manque un justificatif que la caisse accepte."),
                _ => ("Aucun justificatif n’a été déposé.", (string?)"Il manque un justificatif."),
            };
        return Node(situation, Judge(situation), why, missing);
    }

    private static Verdict Of(string code) => code switch
    {
        "accepted" => Verdict.Achieved,
        "rejected" => Verdict.NotAchieved,
        _ => Verdict.AwaitingEvidence,
    };

    /// <inheritdoc />
    internal override IReadOnlyList<FactChange>? Remedy(Situation situation) => Judge(situation) switch
    {
        Verdict.Achieved => [],
        _ when state.Code(situation) == "pending" => [Accepted(ChangeKind.Decision, "La caisse accepte le justificatif déposé")],
        _ => [Accepted(ChangeKind.Evidence, "Déposer un justificatif que la caisse accepte")],
    };

    private FactChange Accepted(ChangeKind kind, string label) =>
        new(state, ((EnumerationType)state.Member.Type).Enumeration.Find("accepted")!, kind, label);
}
