using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Situations;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Declarations;

/// <summary>Why a proof is wanted, or why it is not.</summary>
public enum ProofReason
{
    /// <summary>Not wanted: what it would prove is prefilled.</summary>
    Prefilled,

    /// <summary>Not wanted again: the fund accepted one for an earlier exercise.</summary>
    CarriedOver,

    /// <summary>Given and accepted for this exercise.</summary>
    Accepted,

    /// <summary>Wanted: the practitioner replaces what is prefilled.</summary>
    Corrected,

    /// <summary>Wanted: the editor is not the one that the accepted proof named.</summary>
    EditorChanged,

    /// <summary>Wanted: the earlier proof was accepted up to a day that has passed.</summary>
    Expired,

    /// <summary>Wanted: the practitioner declares for the first time.</summary>
    FirstYear,

    /// <summary>Wanted: nothing is prefilled and no proof was ever accepted.</summary>
    NotPrefilled,
}

/// <summary>Whether one proof is wanted of one declaration, with the reason and what it rests on.</summary>
/// <param name="Proof">The proof.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsDeclared">What it proves is declared: without that, it is only what would happen.</param>
/// <param name="Earlier">The proof of an earlier exercise that the reason speaks of, if any.</param>
public sealed record ProofNeed(Proof Proof, ProofReason Reason, bool IsDeclared, EarlierProof? Earlier = null)
{
    /// <param name="indicator">That asks for the proof.</param>
    /// <param name="proof">The proof.</param>
    /// <param name="situation">The draft's, or the transmission's.</param>
    /// <param name="hasDeclaredBefore">Something was transmitted in an earlier exercise.</param>
    public static ProofNeed Of(Indicator indicator, Proof proof, AssembledSituation situation, bool hasDeclaredBefore)
    {
        var facts = situation.Situation;
        var isDeclared = proof.NeededWith.Read(facts) is not null;
        var isPrefilled = Corrections.IsPrefilled(indicator, proof.NeededWith.Text, facts);
        var yearEnd = new DateOnly(situation.RuleSet.Exercise, 12, 31);
        List<EarlierProof> given = [.. (situation.Sources?.EarlierProofs ?? []).Where(any => any.ProofCode == proof.Code).OrderBy(any => any.Exercise)];

        // A proof that the portal accepted for its own exercise only has not put an end to the one that it rested on.
        var earlier = proof.CarriedOver.Read(facts) is true ? SituationAssembler.CarriedOver(proof, situation.Sources!)
            : AcceptedFor(proof, situation) ?? given.FindLast(any => any.ValidUntil is not { } until || until >= yearEnd) ?? given.LastOrDefault();
        var reason = !isDeclared && isPrefilled ? ProofReason.Prefilled
            : proof.CarriedOver.Read(facts) is true ? ProofReason.CarriedOver
            : proof.State.Read(facts) is EnumerationValue { Code: "accepted" } ? ProofReason.Accepted
            : isPrefilled ? ProofReason.Corrected
            : earlier is { ValidUntil: { } until } && until < yearEnd ? ProofReason.Expired
            : earlier is not null ? isDeclared ? ProofReason.EditorChanged : ProofReason.CarriedOver
            : !hasDeclaredBefore ? ProofReason.FirstYear
            : ProofReason.NotPrefilled;
        return new ProofNeed(proof, reason, isDeclared, earlier);
    }

    /// <summary>What the fund accepted in this very exercise, for answers that changed since.</summary>
    private static EarlierProof? AcceptedFor(Proof proof, AssembledSituation situation) =>
        situation.Sources?.Evidence.Where(use => use.ProofCode == proof.Code && use.State == EvidenceUseState.Accepted).MaxBy(use => use.DecidedAt) is { } use
            ? new EarlierProof(use.ProofCode, situation.RuleSet.Exercise, use.ValidUntil, use.SameWhileValues, use.DecidedByFund, use.DecidedAt)
            : null;
}
