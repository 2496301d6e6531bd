using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Quality;

/// <summary>A supervisor of the fund settles a disagreement between two agents: keeps the first decision, or has it decided anew.</summary>
public sealed class SettleDisagreement(FamiDbContext db, TimeProvider clock)
{
    public Task<Outcome<SecondLook>> RunAsync(
        Actor actor, Guid lookId, bool reopens, string? note = null, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync<Outcome<SecondLook>>(async () =>
        {
            var look = await db.SecondLooks
                .Include(any => any.EvidenceUse).ThenInclude(use => use.Declaration).ThenInclude(declaration => declaration.Campaign)
                .SingleOrDefaultAsync(
                    any => any.Id == lookId && actor.SupervisedFundId != null && any.EvidenceUse.Declaration.Practitioner.FundId == actor.SupervisedFundId,
                    cancellationToken);
            if (look is null)
            {
                return QualityErrors.NotFound;
            }

            var now = clock.GetUtcNow().UtcDateTime;
            var (use, declaration) = (look.EvidenceUse, look.EvidenceUse.Declaration);
            var undone = new { declaration = use.DeclarationId, proof = use.ProofCode, indicator = use.IndicatorCode, rules = use.RuleSetKey, was = use.State, decidedByName = use.DecidedByName };
            var settled = look.Settle(actor, reopens, note, now);
            if (settled.IsDone && reopens)
            {
                settled = use.DecidedAt == look.FirstAt ? use.Undo() : QualityErrors.FirstDecisionGone;
            }

            if (!settled.IsDone)
            {
                db.ChangeTracker.Clear();
                return settled.Problems.ToArray();
            }

            if (reopens)
            {
                db.Record(actor, now, AuditKinds.DecisionUndone, use, use.Id, declaration.PractitionerId, undone);
            }

            db.OnlyWhileUnmoved(declaration.Campaign);
            db.Record(actor, now, AuditKinds.DisagreementSettled, look, look.Id, declaration.PractitionerId, new
            {
                evidence = use.Id,
                indicator = use.IndicatorCode,
                rules = use.RuleSetKey,
                outcome = look.State,
                note = look.SettledNote,
            });
            await db.SaveChangesAsync(cancellationToken);
            return look;
        });
}
