using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>
/// Where an agent goes next: what is assigned to them, then what is nobody's, the longest wait first; never what a colleague was
/// given or has on their desk.
/// </summary>
public sealed class NextToTreat(FamiDbContext db, TimeProvider clock)
{
    /// <param name="actor">An agent.</param>
    /// <param name="decided">What was just decided: its own declaration comes first while it has more to judge, then what waits after it.</param>
    /// <param name="cancellationToken">End of the request.</param>
    /// <returns>A declaration; null when nothing is left for this agent.</returns>
    public async Task<Guid?> RunAsync(Actor actor, EvidenceUse? decided = null, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var waiting = db.WorkOf(actor).PendingFor(actor, db, ParisTime.DateOf(now));
        if (decided?.Declaration.Evidence.Any(use => use.IsDecidable) == true
            && await waiting.AnyAsync(use => use.DeclarationId == decided.DeclarationId, cancellationToken))
        {
            return decided.DeclarationId;
        }

        var stale = now - DeclarationHold.Expiry;
        var after = decided?.SubmittedAt ?? DateTime.UnixEpoch;
        return await waiting
            .Where(use => (use.AssignedToId == null || use.AssignedToId == actor.AccountId)
                && !db.DeclarationHolds.Any(hold => hold.DeclarationId == use.DeclarationId && hold.AccountId != actor.AccountId && hold.SeenAt >= stale))
            .OrderBy(use => use.AssignedToId == null ? 1 : 0)
            .ThenBy(use => use.SubmittedAt < after ? 1 : 0).ThenBy(use => use.SubmittedAt).ThenBy(use => use.Id)
            .Select(use => (Guid?)use.DeclarationId)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
