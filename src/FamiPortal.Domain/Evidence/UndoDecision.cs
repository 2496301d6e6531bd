using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// An agent of the fund comes back on a decision, until the settlement: the document waits again. What had been decided stays in
/// the history with who undid it, when and why.
/// </summary>
public sealed class UndoDecision(FamiDbContext db, TimeProvider clock)
{
    public const int NoteLengthMax = 500;

    /// <summary>Undoes the decision that the agent saw.</summary>
    /// <param name="actor">An agent of the practitioner's fund.</param>
    /// <param name="evidenceUseId">The document's use for one proof.</param>
    /// <param name="note">Why; may be empty.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public Task<Outcome<EvidenceUse>> RunAsync(Actor actor, Guid evidenceUseId, string? note = null, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync(() => AttemptAsync(actor, evidenceUseId, note, cancellationToken));

    private async Task<Outcome<EvidenceUse>> AttemptAsync(Actor actor, Guid evidenceUseId, string? note, CancellationToken cancellationToken)
    {
        if (await db.FundEvidenceAsync(actor, evidenceUseId, cancellationToken) is not { } use)
        {
            return EvidenceDecisionErrors.NotFound;
        }

        var why = note?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, NoteLengthMax)] : null;
        var undone = new
        {
            declaration = use.DeclarationId,
            proof = use.ProofCode,
            indicator = use.IndicatorCode,
            was = use.State,
            decidedByName = use.DecidedByName,
            note = why,
        };
        var outcome = use.Undo();
        if (!outcome.IsDone)
        {
            return outcome.Problems.ToArray();
        }

        db.OnlyWhileUnmoved(use.Declaration.Campaign);
        db.Record(actor, clock.GetUtcNow().UtcDateTime, AuditKinds.DecisionUndone, use, use.Id, use.Declaration.PractitionerId, undone);
        await db.SaveChangesAsync(cancellationToken);
        return use;
    }
}
