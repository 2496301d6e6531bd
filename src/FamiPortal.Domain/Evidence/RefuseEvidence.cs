using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Evidence;

/// <summary>An agent refuses a document, always with a reason: what is missing and what to provide.</summary>
public sealed class RefuseEvidence(FamiDbContext db, TimeProvider clock)
{
    public Task<Outcome<EvidenceUse>> RunAsync(
        Actor actor, Guid evidenceUseId, string? reason, string? reasonCode = null, CancellationToken cancellationToken = default) =>
        DecideEvidence.RunAsync(
            db,
            actor,
            evidenceUseId,
            clock.GetUtcNow().UtcDateTime,
            AuditKinds.EvidenceRefused,
            (use, decision) => use.Refuse(decision, reason ?? "", reasonCode),
            cancellationToken);
}
