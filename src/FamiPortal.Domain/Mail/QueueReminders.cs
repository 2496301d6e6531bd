using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Situations;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Mail;

/// <summary>
/// Queues the reminders that are due today, only for those who have something to do. The key holds the milestone and the closing
/// date: each is sent once, and a closing date that moves starts them again.
/// </summary>
public sealed class QueueReminders(FamiDbContext db, SituationLoader loader, SituationAssembler assembler, TimeProvider clock)
{
    /// <summary>How the keys of all reminders begin.</summary>
    internal const string KeyMark = "reminder/";

    private const int BatchSize = 200;

    /// <summary>Nobody is reminded in the middle of the night.</summary>
    private static readonly TimeSpan Morning = TimeSpan.FromHours(8);

    /// <returns>How many were queued.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = ParisTime.DateOf(now);
        if (now < ParisTime.ToUtc(today, TimeOnly.FromTimeSpan(Morning)))
        {
            return 0;
        }

        var queued = 0;
        var open = await db.Campaigns.AsNoTracking().Where(campaign => campaign.State == CampaignState.Open).ToListAsync(cancellationToken);
        foreach (var campaign in open.Where(campaign => campaign.IsOpenAt(now)))
        {
            if (ReminderNeed.MilestoneOf(campaign, today) is { } milestone)
            {
                queued += await RemindAsync(campaign, FormattableString.Invariant($"{KeyOf(campaign)}{milestone}/"), now, cancellationToken);
            }
        }

        return queued;
    }

    /// <summary>How the keys of the reminders of a campaign begin, for as long as it ends that day.</summary>
    internal static string KeyOf(Campaign campaign) => FormattableString.Invariant($"{KeyMark}{campaign.Id}/{campaign.ClosesAt:yyyyMMdd}/");

    private async Task<int> RemindAsync(Campaign campaign, string prefix, DateTime now, CancellationToken cancellationToken)
    {
        var told = (await db.OutgoingMails.Where(mail => mail.Key.StartsWith(prefix)).Select(mail => mail.Key).ToListAsync(cancellationToken))
            .ToHashSet(StringComparer.Ordinal);
        var ids = await db.Practitioners.Where(practitioner => practitioner.ProfessionCode == campaign.ProfessionCode)
            .OrderBy(practitioner => practitioner.Id).Select(practitioner => practitioner.Id).ToListAsync(cancellationToken);
        var queued = 0;
        foreach (var batch in ids.Where(id => !told.Contains(prefix + id)).Chunk(BatchSize))
        {
            var declarations = await db.Declarations.AsNoTracking().AsSplitQuery()
                .Include(declaration => declaration.Transmissions)
                .Include(declaration => declaration.Evidence).ThenInclude(use => use.Document)
                .Where(declaration => declaration.CampaignId == campaign.Id && batch.Contains(declaration.PractitionerId))
                .ToDictionaryAsync(declaration => declaration.PractitionerId, cancellationToken);
            foreach (var sources in await loader.ForCampaignAsync(campaign, batch, cancellationToken))
            {
                // A file that can't be read is the administration's concern, not something that its owner could do.
                if (assembler.Assemble(sources).TryGet(out var situation)
                    && ReminderNeed.Of(declarations.GetValueOrDefault(sources.Practitioner.Id), situation))
                {
                    await db.QueueMailAsync(sources.Practitioner, MailText.Reminder(campaign), prefix + sources.Practitioner.Id, now, cancellationToken);
                }
            }

            queued += db.ChangeTracker.Entries<OutgoingMail>().Count();
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        return queued;
    }
}
