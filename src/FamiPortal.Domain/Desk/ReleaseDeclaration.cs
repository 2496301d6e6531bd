using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>Takes a declaration off one's desk so that a colleague may treat it; doing it twice, or without holding it, changes nothing.</summary>
public sealed class ReleaseDeclaration(FamiDbContext db)
{
    public Task RunAsync(Actor actor, Guid declarationId, CancellationToken cancellationToken = default) =>
        db.DeclarationHolds.Where(hold => hold.DeclarationId == declarationId && hold.AccountId == actor.AccountId)
            .ExecuteDeleteAsync(cancellationToken);
}
