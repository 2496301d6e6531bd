using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Campaigns;

/// <summary>Makes an indicator count as achieved for everybody in a campaign, before its amounts are computed.</summary>
public sealed class NeutraliseIndicator(FamiDbContext db, RuleCatalogue catalogue, TimeProvider clock)
{
    /// <summary>Neutralises an indicator.</summary>
    /// <param name="actor">An administrator.</param>
    /// <param name="campaignId">The campaign, not settled.</param>
    /// <param name="indicatorCode">An indicator of its rules.</param>
    /// <param name="reason">In French, read by practitioners.</param>
    /// <param name="decidedOn">The day of the decision, today at the latest.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public Task<Outcome<Neutralisation>> RunAsync(
        Actor actor, Guid campaignId, string? indicatorCode, string? reason, DateOnly decidedOn, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync<Outcome<Neutralisation>>(async () =>
        {
            var campaign = await db.Campaigns.SingleOrDefaultAsync(any => any.Id == campaignId && actor.IsAdmin, cancellationToken);
            if (campaign is null)
            {
                return CampaignErrors.NotFound;
            }

            var now = clock.GetUtcNow().UtcDateTime;
            var text = (reason ?? "").Trim();
            if (Refuse(campaign, indicatorCode, text, decidedOn, now) is { } refused)
            {
                return refused;
            }

            if (await db.Neutralisations.AnyAsync(
                any => any.CampaignId == campaign.Id && any.IndicatorCode == indicatorCode && any.LiftedAt == null, cancellationToken))
            {
                return CampaignErrors.AlreadyNeutralised;
            }

            var decision = new Neutralisation(campaign, indicatorCode!, text, decidedOn, actor, now);
            db.Add(decision);
            db.OnlyWhileUnmoved(campaign);
            db.Record(actor, now, AuditKinds.IndicatorNeutralised, campaign, campaign.Id, details: new
            {
                profession = campaign.ProfessionCode,
                exercise = campaign.Exercise,
                indicator = decision.IndicatorCode,
                reason = decision.Reason,
                decidedOn,
            });
            await db.SaveChangesAsync(cancellationToken);
            return decision;
        });

    private Problem? Refuse(Campaign campaign, string? indicatorCode, string reason, DateOnly decidedOn, DateTime now) =>
        campaign.IsSettled ? CampaignErrors.TooLateToNeutralise(campaign)
        : catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet ? CampaignErrors.NoRuleSet(campaign)
        : ruleSet.Find(indicatorCode ?? "") is null ? CampaignErrors.UnknownIndicator
        : reason.Length is < Neutralisation.ReasonLengthMin or > Neutralisation.ReasonLengthMax ? CampaignErrors.NeutralisationReasonLength
        : decidedOn > ParisTime.DateOf(now) ? CampaignErrors.DecidedInTheFuture
        : null;
}
