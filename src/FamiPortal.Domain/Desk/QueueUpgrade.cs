using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>
/// Proofs that were transmitted before the queue had columns of its own get them after the migration, which can't compute a search
/// text on both databases. Nothing to do costs one look at an index.
/// </summary>
public static class QueueUpgrade
{
    private const int Chunk = 1_000;

    public static async Task FillQueueAsync(this FamiDbContext db, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var missing = await db.EvidenceUses
                .Include(use => use.Declaration).ThenInclude(declaration => declaration.Campaign)
                .Include(use => use.Declaration).ThenInclude(declaration => declaration.Practitioner)
                .Where(use => use.FundId == null && use.SubmittedAt != null)
                .Take(Chunk).ToListAsync(cancellationToken);
            if (missing.Count == 0)
            {
                return;
            }

            foreach (var use in missing)
            {
                use.FollowPractitioner();
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }
}
