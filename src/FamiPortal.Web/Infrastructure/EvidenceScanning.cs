using FamiPortal.Domain.Evidence;

namespace FamiPortal.Web.Infrastructure;

/// <summary>
/// Every half minute, shows the virus scanner what it could not look at when it was received: it was down, or not configured yet.
/// </summary>
public sealed class EvidenceScanning(IServiceScopeFactory scopes, VirusScanner scanner, TimeProvider clock, ILogger<EvidenceScanning> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!scanner.IsConfigured)
        {
            return;
        }

        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await ScanAsync(stoppingToken);
        }
    }

    public async Task ScanAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var scanned = await scope.ServiceProvider.GetRequiredService<ScanEvidence>().RunWaitingAsync(cancellationToken);
            if (scanned > 0)
            {
                logger.LogInformation("{ScannedCount} documents that waited for the virus scanner were scanned", scanned);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException)
        {
            logger.LogWarning(failure, "The scan of waiting documents failed, it is tried again in half a minute");
        }
    }
}
