using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Campaigns;

/// <summary>The neutralisations of a campaign, lifted ones included, newest first, for administrators.</summary>
public sealed class CampaignNeutralisations(FamiDbContext db)
{
    public async Task<IReadOnlyList<Neutralisation>> RunAsync(Actor actor, Guid campaignId, CancellationToken cancellationToken = default) =>
        await db.Neutralisations.AsNoTracking().Where(decision => decision.CampaignId == campaignId && actor.IsAdmin)
            .OrderByDescending(decision => decision.RecordedAt).ToListAsync(cancellationToken);
}
