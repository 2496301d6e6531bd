using FamiPortal.Domain.Mail;

namespace FamiPortal.Web.Infrastructure;

/// <summary>Queues the reminders that are due and sends what waits, every half minute.</summary>
public sealed class MailPump(IServiceScopeFactory scopes, TimeProvider clock, ILogger<MailPump> logger)
    : PeriodicWork(scopes, TimeSpan.FromSeconds(30), clock, logger)
{
    private static readonly TimeSpan BetweenReminders = TimeSpan.FromHours(1);

    private DateTimeOffset nextReminders = DateTimeOffset.MinValue;

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        if (Clock.GetUtcNow() >= nextReminders)
        {
            // First: reminders that can't be queued must not keep other mails from leaving.
            nextReminders = Clock.GetUtcNow() + BetweenReminders;
            var queued = await RunAsync((QueueReminders reminders) => reminders.RunAsync(cancellationToken));
            if (queued > 0)
            {
                Logger.LogInformation("{QueuedCount} reminders queued", queued);
            }
        }

        var sent = await RunAsync((SendMail mails) => mails.RunAsync(cancellationToken));
        if (sent > 0)
        {
            Logger.LogInformation("{SentCount} mails sent", sent);
        }
    }
}
