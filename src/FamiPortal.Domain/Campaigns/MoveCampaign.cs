using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Campaigns;

/// <summary>What opening, closing and publishing share: an administrator, one transition, one event.</summary>
internal static class MoveCampaign
{
    public static Task<Outcome<Campaign>> RunAsync(
        FamiDbContext db, Actor actor, Guid campaignId, DateTime now, string kind, Func<Campaign, Outcome> move, CancellationToken cancellationToken) =>
        db.LookAgainOnceAsync<Outcome<Campaign>>(async () =>
        {
            var campaign = await db.Campaigns.SingleOrDefaultAsync(any => any.Id == campaignId && actor.IsAdmin, cancellationToken);
            if (campaign is null)
            {
                return CampaignErrors.NotFound;
            }

            var moved = move(campaign);
            if (!moved.IsDone)
            {
                return moved.Problems.ToArray();
            }

            db.Record(actor, now, kind, campaign, campaign.Id, details: new { profession = campaign.ProfessionCode, exercise = campaign.Exercise });
            await db.SaveChangesAsync(cancellationToken);
            return campaign;
        });
}
