using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>
/// Says who treats a declaration. An agent takes what is nobody's and gives back what is theirs; a supervisor gives anything to
/// anybody of the fund.
/// </summary>
public sealed class AssignDeclaration(FamiDbContext db, TimeProvider clock)
{
    /// <param name="actor">An agent, or a supervisor.</param>
    /// <param name="declarationId">All its waiting proofs go together.</param>
    /// <param name="agentId">Who treats it; null to give it back.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public Task<Outcome> RunAsync(Actor actor, Guid declarationId, Guid? agentId, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync(async () =>
        {
            var uses = await db.WorkOf(actor).AsTracking()
                .Where(use => use.DeclarationId == declarationId)
                .ToListAsync(cancellationToken);
            if (uses.Count == 0)
            {
                return DeskErrors.NotFound;
            }

            var waiting = uses.Where(use => use.IsDecidable).ToList();
            if (waiting.Count == 0)
            {
                return DeskErrors.NothingWaits;
            }

            var isOwnBusiness = agentId is null || agentId == actor.AccountId;
            if (!actor.IsSupervisor && !isOwnBusiness)
            {
                return DeskErrors.SupervisorOnly;
            }

            if (!actor.IsSupervisor && waiting.FirstOrDefault(use => use.AssignedToId is { } other && other != actor.AccountId) is { } theirs)
            {
                return DeskErrors.AssignedTo(theirs.AssignedToName ?? "");
            }

            var agent = agentId is null ? null : await db.AgentsOf(actor, agentId).SingleOrDefaultAsync(cancellationToken);
            if (agentId is not null && agent is null)
            {
                return DeskErrors.UnknownAgent;
            }

            var changed = waiting.Where(use => use.AssignedToId != agentId).ToList();
            if (changed.Count == 0)
            {
                return Outcome.Done;
            }

            var from = changed[0].AssignedToName;
            foreach (var use in changed)
            {
                use.Assign(agent);
            }

            var practitionerId = await db.Declarations.Where(declaration => declaration.Id == declarationId)
                .Select(declaration => declaration.PractitionerId).SingleAsync(cancellationToken);
            db.Record(actor, clock.GetUtcNow().UtcDateTime, AuditKinds.DeclarationAssigned, nameof(Declarations.Declaration), declarationId, practitionerId, new
            {
                from,
                to = agent?.Name,
                proofs = changed.Count,
            });
            await db.SaveChangesAsync(cancellationToken);
            return Outcome.Done;
        });
}
