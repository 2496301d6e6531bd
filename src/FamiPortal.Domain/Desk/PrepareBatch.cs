using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>Chooses the proofs of a batch: those ticked, or all that match a filter at this moment. Nothing is done to them yet.</summary>
public sealed class PrepareBatch(FamiDbContext db, TimeProvider clock)
{
    /// <param name="actor">An agent.</param>
    /// <param name="filter">As the queue showed it.</param>
    /// <param name="chosen">Uses ticked; null for everything that matches.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public async Task<Outcome<Batch>> RunAsync(
        Actor actor, QueueFilter filter, IReadOnlyCollection<Guid>? chosen, CancellationToken cancellationToken = default)
    {
        if (actor.OwnFundId is not { } fundId)
        {
            return BatchErrors.NotFound;
        }

        if (chosen is { Count: 0 })
        {
            return BatchErrors.Empty;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var ids = chosen is null
            ? await db.WorkOf(actor).Matching(filter, actor, db, now).Page(filter.Sort, null, Batch.ItemsMax + 1).Select(use => use.Id).ToListAsync(cancellationToken)
            : await OwnAsync(actor, chosen, cancellationToken);
        if (ids.Count is 0 or > Batch.ItemsMax)
        {
            return ids.Count == 0 ? BatchErrors.Empty : BatchErrors.TooMany(ids.Count);
        }

        var batch = new Batch(actor, fundId, now);
        batch.Count(ids.Count);
        db.Batches.Add(batch);
        db.BatchItems.AddRange(ids.Select((id, position) => new BatchItem(batch.Id, id, position)));
        await db.SaveChangesAsync(cancellationToken);
        return batch;
    }

    // Another fund's proofs, or forged ids, simply aren't there.
    private async Task<List<Guid>> OwnAsync(Actor actor, IReadOnlyCollection<Guid> chosen, CancellationToken cancellationToken)
    {
        var ids = new List<Guid>();
        foreach (var chunk in chosen.Distinct().Take(Batch.ItemsMax + 1).Chunk(500))
        {
            ids.AddRange(await db.WorkOf(actor).Where(use => chunk.Contains(use.Id)).OrderBy(use => use.SubmittedAt).ThenBy(use => use.Id)
                .Select(use => use.Id).ToListAsync(cancellationToken));
        }

        return ids;
    }
}
