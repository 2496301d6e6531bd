using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Evidence;

/// <summary>An agent refuses a document, always with a reason: what is missing and what to provide.</summary>
public sealed class RefuseEvidence(FamiDbContext db, TimeProvider clock)
{
    public Task<Outcome<EvidenceUse>> RunAsync(
        Actor actor, Guid evidenceUseId, string? reason, string? reasonCode = null, int? seenVersion = null, CancellationToken cancellationToken = default) =>
        RunAsync(actor, evidenceUseId, wholeIndicator: false, reason, reasonCode, seenVersion, cancellationToken);

    /// <summary>The same, and every other document of the same indicator that the fund may decide, in one go.</summary>
    public Task<Outcome<EvidenceUse>> RunForIndicatorAsync(
        Actor actor, Guid evidenceUseId, string? reason, string? reasonCode = null, int? seenVersion = null, CancellationToken cancellationToken = default) =>
        RunAsync(actor, evidenceUseId, wholeIndicator: true, reason, reasonCode, seenVersion, cancellationToken);

    private Task<Outcome<EvidenceUse>> RunAsync(
        Actor actor, Guid evidenceUseId, bool wholeIndicator, string? reason, string? reasonCode, int? seenVersion, CancellationToken cancellationToken) =>
        DecideEvidence.RunAsync(
            db,
            actor,
            evidenceUseId,
            wholeIndicator,
            seenVersion,
            clock.GetUtcNow().UtcDateTime,
            AuditKinds.EvidenceRefused,
            (use, decision) => use.Refuse(decision, reason ?? "", reasonCode),
            cancellationToken);
}
