using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Campaigns;

/// <summary>Makes a campaign visible; practitioners declare within its window. Its rules must be loaded.</summary>
public sealed class OpenCampaign(FamiDbContext db, RuleCatalogue catalogue, TimeProvider clock)
{
    public Task<Outcome<Campaign>> RunAsync(Actor actor, Guid campaignId, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return MoveCampaign.RunAsync(
            db,
            actor,
            campaignId,
            now,
            AuditKinds.CampaignOpened,
            campaign => catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is null ? CampaignErrors.NoRuleSet(campaign) : campaign.Open(now),
            cancellationToken);
    }
}
