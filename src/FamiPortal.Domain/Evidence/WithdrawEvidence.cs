using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Evidence;

/// <summary>Takes back a document that no fund has judged yet; a judged one stays, with its decision.</summary>
public sealed class WithdrawEvidence(FamiDbContext db, TimeProvider clock)
{
    public Task<Outcome<Declaration>> RunAsync(Actor actor, Guid declarationId, Guid evidenceUseId, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync(() => AttemptAsync(actor, declarationId, evidenceUseId, cancellationToken));

    private async Task<Outcome<Declaration>> AttemptAsync(Actor actor, Guid declarationId, Guid evidenceUseId, CancellationToken cancellationToken)
    {
        var declaration = await db.OwnDeclarationAsync(actor, declarationId, cancellationToken);
        if (declaration?.Evidence.FirstOrDefault(use => use.Id == evidenceUseId) is not { } withdrawn)
        {
            return EvidenceDecisionErrors.NotFound;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var outcome = declaration.Withdraw(withdrawn, now);
        if (!outcome.IsDone)
        {
            return outcome.Problems.ToArray();
        }

        // The file itself stays for the retention period; a document that no proof uses is marked.
        if (declaration.Evidence.Where(use => use.EvidenceDocumentId == withdrawn.EvidenceDocumentId).All(use => use.State == EvidenceUseState.Withdrawn))
        {
            withdrawn.Document.Withdraw(now);
        }

        db.Record(actor, now, AuditKinds.EvidenceWithdrawn, withdrawn, withdrawn.Id, declaration.PractitionerId, new
        {
            declaration = declaration.Id,
            proof = withdrawn.ProofCode,
        });
        await db.SaveChangesAsync(cancellationToken);
        return declaration;
    }
}
