using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Settlement;

/// <summary>Records that the sums of a published campaign were paid on a day; those already paid are left alone.</summary>
public sealed class RecordPayments(FamiDbContext db, TimeProvider clock)
{
    /// <summary>Payments read and written at a time; the memory used does not grow with the campaign.</summary>
    private const int BatchSize = 500;

    /// <param name="actor">An administrator.</param>
    /// <param name="campaignId">The campaign, published.</param>
    /// <param name="paidOn">The day of Paris on which the sums left, today at the latest.</param>
    /// <param name="cancellationToken">End of the request.</param>
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

            var (now, recorded) = (clock.GetUtcNow().UtcDateTime, 0);
            if (paidOn > ParisTime.DateOf(now))
            {
                return PaymentErrors.InTheFuture;
            }

            // Inside somebody's transaction (the demonstration seed's) it joins.
            await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
            while (await db.Payments.Where(payment => payment.CampaignId == campaign.Id && payment.State == PaymentState.Planned)
                .OrderBy(payment => payment.Id).Take(BatchSize).ToListAsync(cancellationToken) is { Count: > 0 } planned)
            {
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
                db.ChangeTracker.Clear();
                recorded += planned.Count;
            }

            await (transaction?.CommitAsync(cancellationToken) ?? Task.CompletedTask);
            return recorded;
        });
}
