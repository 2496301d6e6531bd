using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Campaigns;

/// <summary>Takes a neutralisation back, before the amounts are computed: the indicator is judged again.</summary>
public sealed class LiftNeutralisation(FamiDbContext db, TimeProvider clock)
{
    public Task<Outcome<Neutralisation>> RunAsync(Actor actor, Guid campaignId, Guid neutralisationId, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync<Outcome<Neutralisation>>(async () =>
        {
            var campaign = await db.Campaigns.SingleOrDefaultAsync(any => any.Id == campaignId && actor.IsAdmin, cancellationToken);
            var decision = await db.Neutralisations.SingleOrDefaultAsync(
                any => any.Id == neutralisationId && any.CampaignId == campaignId, cancellationToken);
            if (campaign is null || decision is null)
            {
                return CampaignErrors.NeutralisationNotFound;
            }

            if (campaign.IsSettled)
            {
                return CampaignErrors.TooLateToNeutralise(campaign);
            }

            var now = clock.GetUtcNow().UtcDateTime;
            var lifted = decision.Lift(now);
            if (!lifted.IsDone)
            {
                return lifted.Problems.ToArray();
            }

            db.OnlyWhileUnmoved(campaign);
            db.Record(actor, now, AuditKinds.NeutralisationLifted, campaign, campaign.Id, details: new
            {
                profession = campaign.ProfessionCode,
                exercise = campaign.Exercise,
                indicator = decision.IndicatorCode,
            });
            await db.SaveChangesAsync(cancellationToken);
            return decision;
        });
}
