using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Campaigns;

/// <summary>Ends entry, on the planned day or before: what was transmitted is frozen, agents finish judging.</summary>
public sealed class CloseCampaign(FamiDbContext db, TimeProvider clock)
{
    public Task<Outcome<Campaign>> RunAsync(Actor actor, Guid campaignId, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return MoveCampaign.RunAsync(db, actor, campaignId, now, AuditKinds.CampaignClosed, campaign => campaign.Close(now), cancellationToken);
    }
}
