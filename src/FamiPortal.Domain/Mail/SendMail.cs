using System.Net.Mail;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Mail;

/// <summary>
/// Sends the mails that are due, oldest first. Each is taken under a version token before it is sent, so that two senders do not
/// send one twice; a failure waits longer each time, from a minute to a day.
/// </summary>
public sealed class SendMail(FamiDbContext db, IMailTransport transport, MailOptions options, TimeProvider clock)
{
    private const int BatchSize = 50;

    /// <returns>How many were sent; nothing while no transport is configured.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        if (!transport.IsConfigured)
        {
            return 0;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var due = await db.OutgoingMails.Where(mail => mail.State == MailState.Waiting && mail.NextAttemptAt <= now)
            .OrderBy(mail => mail.NextAttemptAt).ThenBy(mail => mail.Id).Take(BatchSize).ToListAsync(cancellationToken);
        var outdated = await OutdatedRemindersAsync(due, now, cancellationToken);
        var sent = 0;
        foreach (var mail in due)
        {
            if (mail.CreatedAt < now.AddDays(-options.KeepDays) || outdated.Contains(mail.Id))
            {
                mail.Expire();
                await TrySaveAsync(mail, cancellationToken);
            }
            else if (await TakeAsync(mail, now, cancellationToken) && await SendAsync(mail, cancellationToken))
            {
                sent++;
            }
        }

        return sent;
    }

    /// <summary>Reminders that could not leave before entry ended or its last day moved: what they say is no longer true.</summary>
    private async Task<IReadOnlySet<Guid>> OutdatedRemindersAsync(List<OutgoingMail> due, DateTime now, CancellationToken cancellationToken)
    {
        var reminders = due.FindAll(mail => mail.Key.StartsWith(QueueReminders.KeyMark, StringComparison.Ordinal));
        if (reminders.Count == 0)
        {
            return new HashSet<Guid>();
        }

        var campaigns = await db.Campaigns.AsNoTracking().Where(campaign => campaign.State == CampaignState.Open).ToListAsync(cancellationToken);
        var current = campaigns.Where(campaign => campaign.IsOpenAt(now)).Select(QueueReminders.KeyOf).ToList();
        return reminders.Where(mail => !current.Exists(key => mail.Key.StartsWith(key, StringComparison.Ordinal))).Select(mail => mail.Id).ToHashSet();
    }

    private Task<bool> TakeAsync(OutgoingMail mail, DateTime now, CancellationToken cancellationToken)
    {
        mail.Take(now);
        return TrySaveAsync(mail, cancellationToken);
    }

    private async Task<bool> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var isSent = false;
        try
        {
            await transport.SendAsync(mail, cancellationToken);
            mail.MarkSent(clock.GetUtcNow().UtcDateTime);
            isSent = true;
        }
        catch (MailRefusedException refused)
        {
            mail.MarkFailed(refused.Kind, isFinal: true);
        }
        catch (FormatException)
        {
            mail.MarkFailed("address", isFinal: true);
        }
        catch (Exception failure) when (failure is SmtpException or IOException or UnauthorizedAccessException)
        {
            mail.MarkFailed(failure is SmtpException smtp ? $"SMTP {(int)smtp.StatusCode}" : failure.GetType().Name, isFinal: false);
        }

        // What left is written down even when the portal is stopping.
        await TrySaveAsync(mail, CancellationToken.None);
        return isSent;
    }

    /// <summary>False when another sender was faster: the mail is theirs.</summary>
    private async Task<bool> TrySaveAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Entry(mail).State = EntityState.Detached;
            return false;
        }
    }
}
