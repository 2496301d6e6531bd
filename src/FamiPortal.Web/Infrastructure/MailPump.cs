using System.Data.Common;
using FamiPortal.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Infrastructure;

/// <summary>Queues the reminders that are due and sends what waits, every half minute. A failure is logged, without an address, and tried again.</summary>
public sealed class MailPump(IServiceScopeFactory scopes, TimeProvider clock, ILogger<MailPump> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenReminders = TimeSpan.FromHours(1);

    private DateTimeOffset nextReminders = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RunOnceAsync(stoppingToken);
        }
    }

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (clock.GetUtcNow() >= nextReminders)
            {
                await using var reminders = scopes.CreateAsyncScope();
                var queued = await reminders.ServiceProvider.GetRequiredService<QueueReminders>().RunAsync(cancellationToken);
                nextReminders = clock.GetUtcNow() + BetweenReminders;
                if (queued > 0)
                {
                    logger.LogInformation("{QueuedCount} reminders queued", queued);
                }
            }

            await using var scope = scopes.CreateAsyncScope();
            var sent = await scope.ServiceProvider.GetRequiredService<SendMail>().RunAsync(cancellationToken);
            if (sent > 0)
            {
                logger.LogInformation("{SentCount} mails sent", sent);
            }
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException or IOException)
        {
            logger.LogWarning(failure, "Mails wait: the database or the folder did not answer");
        }
    }
}
