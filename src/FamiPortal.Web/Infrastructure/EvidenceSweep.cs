using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Web.Infrastructure;

/// <summary>
/// Once an hour, removes the files that no row knows: what a crash between storing a file and saving its row, or an upload cut
/// short, leaves behind.
/// </summary>
public sealed class EvidenceSweep(IServiceScopeFactory scopes, IEvidenceFiles files, TimeProvider clock, ILogger<EvidenceSweep> logger)
    : PeriodicWork(scopes, Hour, clock, logger)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        var swept = await RunAsync((FamiDbContext db) => files.SweepAsync(
            name => db.EvidenceDocuments.AnyAsync(document => document.StorageName == name, cancellationToken), Hour, cancellationToken));
        if (swept > 0)
        {
            Logger.LogInformation("{SweptCount} files that no row knows were removed", swept);
        }
    }
}
