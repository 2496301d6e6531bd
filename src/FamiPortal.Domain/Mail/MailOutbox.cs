using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Mail;

/// <summary>Adds mails to the unit of work: the caller's SaveChanges writes them with what they tell, or neither.</summary>
internal static class MailOutbox
{
    /// <summary>Practitioners of a publication written at a time.</summary>
    private const int BatchSize = 500;

    /// <param name="db">The unit of work of the event.</param>
    /// <param name="practitioner">Whose mail it is; somebody without an address reads it in their space.</param>
    /// <param name="text">What it says.</param>
    /// <param name="key">What it tells, unique.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public static async Task QueueMailAsync(
        this FamiDbContext db, Practitioner practitioner, MailText text, string key, DateTime now, CancellationToken cancellationToken)
    {
        var address = practitioner.Email
            ?? await db.Users.Where(account => account.PractitionerId == practitioner.Id).Select(account => account.Email).FirstOrDefaultAsync(cancellationToken);
        if (!string.IsNullOrWhiteSpace(address))
        {
            db.Add(new OutgoingMail(address, text, key, now));
        }
    }

    /// <summary>Tells everybody with a result that it is published; inside the caller's transaction, batch by batch.</summary>
    public static async Task QueuePublicationAsync(this FamiDbContext db, Campaigns.Campaign campaign, DateTime now, CancellationToken cancellationToken)
    {
        var ids = await db.SettledAssessments.Where(result => result.CampaignId == campaign.Id)
            .Select(result => result.PractitionerId).ToListAsync(cancellationToken);
        var text = MailText.Published(campaign);
        foreach (var batch in ids.Chunk(BatchSize))
        {
            var addresses = await db.Practitioners.AsNoTracking().Where(practitioner => batch.Contains(practitioner.Id))
                .Select(practitioner => new
                {
                    practitioner.Id,
                    Address = practitioner.Email ?? db.Users.Where(account => account.PractitionerId == practitioner.Id).Select(account => account.Email).FirstOrDefault(),
                })
                .ToListAsync(cancellationToken);
            db.AddRange(addresses.Where(row => !string.IsNullOrWhiteSpace(row.Address))
                .Select(row => new OutgoingMail(row.Address!, text, $"published/{campaign.Id}/{row.Id}", now)));
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }
}
