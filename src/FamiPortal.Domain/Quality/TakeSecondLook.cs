using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Quality;

/// <summary>Another agent of the fund decides a document again, blindly. It changes nothing to the first decision.</summary>
public sealed class TakeSecondLook(FamiDbContext db, TimeProvider clock)
{
    public Task<Outcome<SecondLook>> RunAsync(
        Actor actor, Guid lookId, bool accepts, string? reason = null, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync<Outcome<SecondLook>>(async () =>
        {
            var look = await db.SecondLooks.Include(any => any.EvidenceUse).ThenInclude(use => use.Declaration).SingleOrDefaultAsync(
                any => any.Id == lookId
                    && actor.OwnFundId != null
                    && any.EvidenceUse.Declaration.Practitioner.FundId == actor.OwnFundId
                    && any.EvidenceUse.DecidedAt == any.FirstAt
                    && (any.FirstAccountId == null || any.FirstAccountId != actor.AccountId),
                cancellationToken);
            if (look is null)
            {
                return QualityErrors.NotFound;
            }

            var now = clock.GetUtcNow().UtcDateTime;
            var taken = look.Take(actor, accepts, reason, now);
            if (!taken.IsDone)
            {
                return taken.Problems.ToArray();
            }

            db.Record(actor, now, AuditKinds.SecondLookTaken, look, look.Id, look.EvidenceUse.Declaration.PractitionerId, new
            {
                evidence = look.EvidenceUseId,
                indicator = look.EvidenceUse.IndicatorCode,
                rules = look.EvidenceUse.RuleSetKey,
                outcome = look.State,
                reason = look.Reason,
            });
            await db.SaveChangesAsync(cancellationToken);
            return look;
        });
}
