using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Settlement;

/// <summary>Records that the sums of a published campaign were paid on a day; those already paid are left alone.</summary>
public sealed class RecordPayments(FamiDbContext db, TimeProvider clock)
{
    /// <returns>How many were recorded.</returns>
    public Task<Outcome<int>> RunAsync(Actor actor, Guid campaignId, DateOnly paidOn, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync<Outcome<int>>(async () =>
        {
            var campaign = await db.Campaigns.SingleOrDefaultAsync(any => any.Id == campaignId && actor.IsAdmin, cancellationToken);
            if (campaign is null)
            {
                return CampaignErrors.NotFound;
            }

            if (campaign.State != CampaignState.Published)
            {
                return PaymentErrors.NotPublished(campaign);
            }

            var planned = await db.Payments
                .Where(payment => payment.CampaignId == campaign.Id && payment.State == PaymentState.Planned).ToListAsync(cancellationToken);
            var now = clock.GetUtcNow().UtcDateTime;
            foreach (var payment in planned)
            {
                var paid = payment.Pay(paidOn);
                if (!paid.IsDone)
                {
                    return paid.Problems.ToArray();
                }

                db.Record(actor, now, AuditKinds.PaymentRecorded, payment, payment.Id, payment.PractitionerId, new { amountCents = payment.AmountCents, paidOn });
            }

            await db.SaveChangesAsync(cancellationToken);
            return planned.Count;
        });
}
