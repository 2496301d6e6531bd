using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Campaigns;

/// <summary>Shows their amount to the practitioners of a settled campaign.</summary>
public sealed class PublishCampaign(FamiDbContext db, TimeProvider clock)
{
    public Task<Outcome<Campaign>> RunAsync(Actor actor, Guid campaignId, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return MoveCampaign.RunAsync(db, actor, campaignId, now, AuditKinds.CampaignPublished, campaign => campaign.Publish(now), cancellationToken);
    }
}
