using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>Chooses the proofs of a batch: those ticked, or all that match a filter at this moment. Nothing is done to them yet.</summary>
public sealed class PrepareBatch(FamiDbContext db, TimeProvider clock)
{
    /// <param name="actor">An agent.</param>
    /// <param name="filter">As the queue showed it.</param>
    /// <param name="chosen">Lines ticked, by the use that stands for each; null for everything that matches.</param>
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
            ? await db.WorkOf(actor).Matching(filter, actor, db, now).OneByOne().Page(filter.Sort, null, Batch.ItemsMax + 1).Select(place => place.UseId).ToListAsync(cancellationToken)
            : await OwnAsync(actor, filter, chosen, now, cancellationToken);
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

    // Another fund's proofs, or forged ids, simply aren't there. What was decided since the page was shown stays: its item will say so.
    private async Task<List<Guid>> OwnAsync(
        Actor actor, QueueFilter filter, IReadOnlyCollection<Guid> chosen, DateTime now, CancellationToken cancellationToken)
    {
        var ids = new List<Guid>();
        foreach (var chunk in chosen.Distinct().Take(Batch.ItemsMax + 1).Chunk(500))
        {
            var ticked = db.WorkOf(actor).Where(use => chunk.Contains(use.Id));

            // A line is of one declaration, hence of one fund: asked again, SQLite would look for it in the fund's whole queue, once a proof.
            var lines = filter.IsGrouped()
                ? db.WorkOf(actor).Matching(filter, actor, db, now).InLinesOf(db.EvidenceUses.Where(use => chunk.Contains(use.Id)))
                : ticked;
            ids.AddRange(await ticked.Select(use => new { use.Id, use.SubmittedAt }).Union(lines.Select(use => new { use.Id, use.SubmittedAt }))
                .OrderBy(use => use.SubmittedAt).ThenBy(use => use.Id).Select(use => use.Id).ToListAsync(cancellationToken));
        }

        return [.. ids.Distinct()];
    }
}
