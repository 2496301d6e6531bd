using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// An agent asks for more before deciding: the practitioner reads what and until when, and answers with a document or with a
/// corrected declaration; the document then waits for the fund again.
/// </summary>
public sealed class AskForComplement(FamiDbContext db, TimeProvider clock)
{
    public Task<Outcome<EvidenceUse>> RunAsync(
        Actor actor, Guid evidenceUseId, string? question, DateOnly answerBy, int? seenVersion = null, CancellationToken cancellationToken = default) =>
        DecideEvidence.RunAsync(
            db,
            actor,
            evidenceUseId,
            wholeIndicator: false,
            seenVersion,
            clock.GetUtcNow().UtcDateTime,
            AuditKinds.ComplementAsked,
            (use, decision) => use.Ask(decision, question ?? "", answerBy),
            cancellationToken);
}
