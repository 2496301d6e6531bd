using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>
/// Puts a declaration on an agent's desk, or keeps it there: opening the review and its heartbeat both call it. Refused, with who
/// has it since when, while a colleague holds it.
/// </summary>
public sealed class HoldDeclaration(FamiDbContext db, TimeProvider clock)
{
    public Task<Outcome<DeclarationHold>> RunAsync(Actor actor, Guid declarationId, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync<Outcome<DeclarationHold>>(async () =>
        {
            var found = await db.Declarations
                .Where(declaration => declaration.Id == declarationId
                    && declaration.TransmittedAt != null
                    && actor.OwnFundId != null
                    && declaration.Practitioner.FundId == actor.OwnFundId)
                .Select(declaration => new { declaration.Hold })
                .SingleOrDefaultAsync(cancellationToken);
            if (found is null)
            {
                return DeskErrors.NotFound;
            }

            var now = clock.GetUtcNow().UtcDateTime;
            if (found.Hold?.Excludes(actor, now) == true)
            {
                return DeskErrors.HeldBy(found.Hold);
            }

            var hold = found.Hold ?? db.DeclarationHolds.Add(new DeclarationHold(declarationId, actor, now)).Entity;
            hold.Take(actor, now);
            await db.SaveChangesAsync(cancellationToken);
            return hold;
        });
}
