using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Practitioners;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Persistence;

/// <summary>How use cases meet somebody faster: the database refuses the stale write, and the use case looks again.</summary>
internal static class Concurrency
{
    /// <summary>
    /// Runs an attempt (load, decide, save); when the database refuses it because of a version token or a unique index, runs it
    /// once more on fresh data, so that the refusal is the plain one: already transmitted, closed meanwhile, already judged.
    /// </summary>
    public static async Task<T> LookAgainOnceAsync<T>(this FamiDbContext db, Func<Task<T>> attempt)
    {
        try
        {
            return await attempt();
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return await attempt();
        }
    }

    /// <summary>
    /// Makes the next save succeed only if the campaign has not moved since it was loaded: a transmission can't slip in after
    /// the closing, nor a decision after the settlement.
    /// </summary>
    public static void OnlyWhileUnmoved(this FamiDbContext db, Campaign campaign) =>
        db.Entry(campaign).Property(loaded => loaded.State).IsModified = true;

    /// <summary>The same for a practitioner who may be transferred meanwhile: nothing reaches the queue of a fund that they have left.</summary>
    public static void OnlyWhileUnmoved(this FamiDbContext db, Practitioner practitioner) =>
        db.Entry(practitioner).Property(loaded => loaded.FundId).IsModified = true;
}
