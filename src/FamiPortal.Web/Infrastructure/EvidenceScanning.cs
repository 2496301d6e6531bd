using FamiPortal.Domain.Evidence;

namespace FamiPortal.Web.Infrastructure;

/// <summary>
/// Every half minute, shows the virus scanner what it could not look at when it was received: it was down, or not configured yet.
/// </summary>
public sealed class EvidenceScanning(IServiceScopeFactory scopes, VirusScanner scanner, TimeProvider clock, ILogger<EvidenceScanning> logger)
    : PeriodicWork(scopes, TimeSpan.FromSeconds(30), clock, logger)
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => scanner.IsConfigured ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        var scanned = await RunAsync((ScanEvidence scan) => scan.RunWaitingAsync(cancellationToken));
        if (scanned > 0)
        {
            Logger.LogInformation("{ScannedCount} documents that waited for the virus scanner were scanned", scanned);
        }
    }
}
