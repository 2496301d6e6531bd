using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Campaigns;

/// <summary>Moves the last day of entry, with the reason; reminders follow the new date.</summary>
public sealed class MoveClosingDate(FamiDbContext db, TimeProvider clock)
{
    public const int ReasonLengthMin = 10;
    public const int ReasonLengthMax = 500;

    /// <summary>Moves it.</summary>
    /// <param name="actor">An administrator.</param>
    /// <param name="campaignId">The campaign, in preparation or open.</param>
    /// <param name="lastDay">New last day of entry in Paris, included.</param>
    /// <param name="reason">In French, for the journal.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public Task<Outcome<Campaign>> RunAsync(
        Actor actor, Guid campaignId, DateOnly lastDay, string? reason, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync<Outcome<Campaign>>(async () =>
        {
            var campaign = await db.Campaigns.SingleOrDefaultAsync(any => any.Id == campaignId && actor.IsAdmin, cancellationToken);
            if (campaign is null)
            {
                return CampaignErrors.NotFound;
            }

            var text = (reason ?? "").Trim();
            if (text.Length is < ReasonLengthMin or > ReasonLengthMax)
            {
                return CampaignErrors.MoveReasonLength;
            }

            var now = clock.GetUtcNow().UtcDateTime;
            var before = ParisTime.DateOf(campaign.LastMinute);
            var moved = campaign.MoveLastDay(lastDay, now);
            if (!moved.IsDone)
            {
                return moved.Problems.ToArray();
            }

            db.Record(actor, now, AuditKinds.ClosingDateMoved, campaign, campaign.Id, details: new
            {
                profession = campaign.ProfessionCode,
                exercise = campaign.Exercise,
                lastDay,
                lastDayBefore = before,
                reason = text,
            });
            await db.SaveChangesAsync(cancellationToken);
            return campaign;
        });
}
