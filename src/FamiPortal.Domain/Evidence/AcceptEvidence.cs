using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Evidence;

/// <summary>An agent accepts a document for a proof. It then serves later exercises too, while what it proves stays the same.</summary>
public sealed class AcceptEvidence(FamiDbContext db, RuleCatalogue catalogue, TimeProvider clock)
{
    /// <summary>Accepts a document of a practitioner of one's fund.</summary>
    /// <param name="actor">An agent.</param>
    /// <param name="evidenceUseId">The document's use for one proof.</param>
    /// <param name="validUntil">Last day on which it serves; null for as long as the convention lasts.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public Task<Outcome<EvidenceUse>> RunAsync(Actor actor, Guid evidenceUseId, DateOnly? validUntil = null, CancellationToken cancellationToken = default) =>
        DecideEvidence.RunAsync(
            db,
            actor,
            evidenceUseId,
            clock.GetUtcNow().UtcDateTime,
            AuditKinds.EvidenceAccepted,
            (use, decision) => use.Accept(decision, SameWhile(use), validUntil),
            cancellationToken);

    private Answers SameWhile(EvidenceUse use)
    {
        var campaign = use.Declaration.Campaign;
        var declared = use.Declaration.LastTransmission?.Answers ?? Answers.None;
        var paths = catalogue.Find(campaign.ProfessionCode, campaign.Exercise)?.Indicators
            .SelectMany(indicator => indicator.Proofs)
            .FirstOrDefault(proof => proof.Code == use.ProofCode)?.SameWhile ?? [];
        return Answers.None.Replace(paths.Select(path => path.Text), declared);
    }
}
