using FamiPortal.Domain.Evidence;
using FamiPortal.Rules;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>A proof that an indicator asks for, with the documents given for it.</summary>
/// <param name="Proof">As the rules ask it.</param>
/// <param name="Verdict">What the rules conclude; null while nothing is declared that it would prove.</param>
/// <param name="Uses">Documents not taken back, oldest first.</param>
public sealed record ProofView(Proof Proof, Verdict? Verdict, IReadOnlyList<EvidenceUse> Uses)
{
    public bool IsSettled => Verdict == Rules.Verdict.Achieved;

    /// <summary>The fund asked for more and waits for an answer.</summary>
    public bool IsAsked => Uses.Any(use => use.State == EvidenceUseState.Asked);

    public bool IsRefused => Verdict == Rules.Verdict.NotAchieved;

    /// <summary>The ball is in the practitioner's court: a document is wanted and none is there to be judged.</summary>
    public bool IsMissing => Verdict == Rules.Verdict.AwaitingEvidence && Uses.All(use => use.State != EvidenceUseState.Pending || use.IsInfected);

    public EvidenceUse? LastRefused => Uses.LastOrDefault(use => use.State == EvidenceUseState.Rejected);

    /// <param name="proof">As the rules ask it.</param>
    /// <param name="nodes">Those of the explanation of its indicator.</param>
    /// <param name="evidence">All documents of the declaration.</param>
    public static ProofView Of(Proof proof, IReadOnlyList<Explanation> nodes, IReadOnlyList<EvidenceUse> evidence)
    {
        var node = nodes.FirstOrDefault(any => any.Known.Any(known => known.Path == proof.State.Text));
        return new ProofView(
            proof,
            node?.Verdict,
            [.. evidence.Where(use => use.ProofCode == proof.Code && use.State != EvidenceUseState.Withdrawn)]);
    }
}
