using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Infrastructure;

/// <summary>
/// Once an hour, removes the files that no row knows: what a crash between storing a file and saving its row, or an upload cut
/// short, leaves behind. A failure is logged and tried again an hour later.
/// </summary>
public sealed class EvidenceSweep(IServiceScopeFactory scopes, IEvidenceFiles files, TimeProvider clock, ILogger<EvidenceSweep> logger)
    : BackgroundService
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Hour, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await SweepAsync(stoppingToken);
        }
    }

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<FamiDbContext>();
            var swept = await files.SweepAsync(
                name => db.EvidenceDocuments.AnyAsync(document => document.StorageName == name, cancellationToken), Hour, cancellationToken);
            if (swept > 0)
            {
                logger.LogInformation("{SweptCount} files that no row knows were removed", swept);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            logger.LogWarning(failure, "The sweep of evidence files failed, it is tried again in an hour");
        }
    }
}
