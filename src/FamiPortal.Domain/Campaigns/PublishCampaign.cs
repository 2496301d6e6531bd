using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Mail;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Campaigns;

/// <summary>Shows their amount to the practitioners of a settled campaign, and tells them so, in one transaction.</summary>
public sealed class PublishCampaign(FamiDbContext db, TimeProvider clock)
{
    public async Task<Outcome<Campaign>> RunAsync(Actor actor, Guid campaignId, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;

        // Inside somebody's transaction (the demonstration seed's) it joins.
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        var published = await MoveCampaign.RunAsync(db, actor, campaignId, now, AuditKinds.CampaignPublished, campaign => campaign.Publish(now), cancellationToken);
        if (published.TryGet(out var moved))
        {
            await db.QueuePublicationAsync(moved, now, cancellationToken);
            await (transaction?.CommitAsync(cancellationToken) ?? Task.CompletedTask);
        }

        return published;
    }
}
