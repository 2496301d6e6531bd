using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Quality;
using Microsoft.EntityFrameworkCore;

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

        if (await db.IsBlindToAsync(actor, use.Id, cancellationToken))
        {
            return QualityErrors.InSecondLook;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var held = use.IsDecidable
            ? await db.HeldAcceptances.SingleOrDefaultAsync(any => any.EvidenceUseId == use.Id && any.EndedAt == null && any.AccountId == actor.AccountId, cancellationToken)
            : null;
        var why = note?.Trim() is { Length: > 0 } text ? Lengths.Cut(text, NoteLengthMax) : null;
        var undone = new
        {
            declaration = use.DeclarationId,
            proof = use.ProofCode,
            indicator = use.IndicatorCode,
            rules = use.RuleSetKey,
            was = held is null ? use.State : EvidenceUseState.Accepted,
            decidedByName = held?.AgentName ?? use.DecidedByName,
            note = why,
        };
        var outcome = held is null ? use.Undo() : TakeBack(use, held, actor, now);
        if (!outcome.IsDone)
        {
            return outcome.Problems.ToArray();
        }

        db.OnlyWhileUnmoved(use.Declaration.Campaign);
        db.Record(actor, now, AuditKinds.DecisionUndone, use, use.Id, use.Declaration.PractitionerId, undone);
        await db.SaveChangesAsync(cancellationToken);
        return use;
    }

    /// <summary>An acceptance that waits for a second agent: its own author takes it back, and it is as if nothing was decided.</summary>
    private static Outcome TakeBack(EvidenceUse use, HeldAcceptance held, Actor actor, DateTime now)
    {
        if (!use.Declaration.Campaign.AcceptsDecisions)
        {
            return EvidenceDecisionErrors.TooLate(use.Declaration.Campaign);
        }

        held.End(new EvidenceDecision(actor.KnownAccountId, actor.DisplayName, use.Declaration.Practitioner.Fund.Name, now), isConfirmed: false);
        use.Hold();
        return Outcome.Done;
    }
}
