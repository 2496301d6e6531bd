using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Campaigns;

/// <summary>Prepares the campaign of one rule set of the catalogue; practitioners see nothing of it before it is opened.</summary>
public sealed class CreateCampaign(FamiDbContext db, RuleCatalogue catalogue, TimeProvider clock)
{
    /// <summary>Creates a campaign in preparation.</summary>
    /// <param name="actor">An administrator.</param>
    /// <param name="ruleSetKey"><c>profession/exercise</c></param>
    /// <param name="opensOn">First day of entry, in Paris.</param>
    /// <param name="lastDay">Last day of entry, included.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public Task<Outcome<Campaign>> RunAsync(
        Actor actor, string ruleSetKey, DateOnly opensOn, DateOnly lastDay, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync<Outcome<Campaign>>(async () =>
        {
            if (!actor.IsAdmin)
            {
                return CampaignErrors.NotFound;
            }

            if (catalogue.Find(ruleSetKey) is not { } ruleSet)
            {
                return CampaignErrors.UnknownRuleSet;
            }

            var now = clock.GetUtcNow().UtcDateTime;
            if (lastDay < opensOn)
            {
                return CampaignErrors.ClosesBeforeOpening;
            }

            if (lastDay < ParisTime.DateOf(now))
            {
                return CampaignErrors.LastDayIsPast;
            }

            if (await db.Campaigns.SingleOrDefaultAsync(
                any => any.ProfessionCode == ruleSet.Profession.Code && any.Exercise == ruleSet.Exercise, cancellationToken) is { } existing)
            {
                return CampaignErrors.AlreadyExists(existing);
            }

            var title = $"{ruleSet.Title}, {ruleSet.Profession.PluralLabel.ToLowerInvariant()}";
            var campaign = new Campaign(ruleSet.Profession.Code, ruleSet.Exercise, title, opensOn, lastDay);
            db.Add(campaign);
            db.Record(actor, now, AuditKinds.CampaignCreated, campaign, campaign.Id, details: new { ruleSet = ruleSet.Key, opensOn, lastDay });
            await db.SaveChangesAsync(cancellationToken);
            return campaign;
        });
}
