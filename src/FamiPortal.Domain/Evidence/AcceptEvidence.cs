using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Quality;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Evidence;

/// <summary>An agent accepts a document for a proof. It then serves later exercises too, while what it proves stays the same.</summary>
public sealed class AcceptEvidence(FamiDbContext db, RuleCatalogue catalogue, FourEyes fourEyes, TimeProvider clock)
{
    /// <summary>Accepts a document of a practitioner of one's fund; it goes on waiting when its amount wants a second agent.</summary>
    /// <param name="actor">An agent.</param>
    /// <param name="evidenceUseId">The document's use for one proof.</param>
    /// <param name="validUntil">Last day on which it serves; null for as long as the convention lasts.</param>
    /// <param name="seenVersion">Number of the version that the agent read; null for whatever counts.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public Task<Outcome<EvidenceUse>> RunAsync(
        Actor actor, Guid evidenceUseId, DateOnly? validUntil = null, int? seenVersion = null, CancellationToken cancellationToken = default) =>
        RunAsync(actor, evidenceUseId, wholeIndicator: false, validUntil, seenVersion, cancellationToken);

    /// <summary>The same, and every other document of the same indicator that the fund may decide, in one go.</summary>
    public Task<Outcome<EvidenceUse>> RunForIndicatorAsync(
        Actor actor, Guid evidenceUseId, DateOnly? validUntil = null, int? seenVersion = null, CancellationToken cancellationToken = default) =>
        RunAsync(actor, evidenceUseId, wholeIndicator: true, validUntil, seenVersion, cancellationToken);

    private Task<Outcome<EvidenceUse>> RunAsync(
        Actor actor, Guid evidenceUseId, bool wholeIndicator, DateOnly? validUntil, int? seenVersion, CancellationToken cancellationToken) =>
        DecideEvidence.RunAsync(
            db,
            actor,
            evidenceUseId,
            wholeIndicator,
            seenVersion,
            clock.GetUtcNow().UtcDateTime,
            AuditKinds.EvidenceAccepted,
            (use, decision) => use.Accept(decision, SameWhile(use), validUntil),
            cancellationToken,
            (use, decision) => fourEyes.HoldAsync(actor, use, decision, cancellationToken));

    private Answers SameWhile(EvidenceUse use)
    {
        var campaign = use.Declaration.Campaign;
        var proof = catalogue.Find(campaign.ProfessionCode, campaign.Exercise)?.FindProof(use.ProofCode);
        return proof is null ? Answers.None : SameWhile(proof, use.Declaration);
    }

    /// <summary>The transmitted answers that must not change for a proof to serve later exercises.</summary>
    internal static Answers SameWhile(Proof proof, Declaration declaration) =>
        Answers.None.Replace(proof.SameWhile.Select(path => path.Text), declaration.LastTransmission?.Answers ?? Answers.None);
}
