using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// Shows documents to the virus scanner: each as soon as it was received, and again in the background those that the scanner could not
/// look at. The upload never waits for a scanner that is down: the document stays, unseen by agents.
/// </summary>
public sealed class ScanEvidence(FamiDbContext db, IEvidenceFiles files, VirusScanner scanner, TimeProvider clock)
{
    private const int BatchSize = 50;

    /// <summary>Scans one document that waits for it.</summary>
    /// <returns>Where it stands afterwards.</returns>
    public async Task<ScanState> RunAsync(Guid documentId, CancellationToken cancellationToken = default)
    {
        var document = await db.EvidenceDocuments.SingleAsync(any => any.Id == documentId, cancellationToken);
        if (scanner.IsConfigured && document.ScanState is ScanState.Pending or ScanState.NotConfigured)
        {
            await ScanAsync(document, cancellationToken);
        }

        return document.ScanState;
    }

    /// <summary>Scans what waits, oldest first, those received before there was a scanner included; stops when the scanner is silent.</summary>
    /// <returns>How many were scanned.</returns>
    public async Task<int> RunWaitingAsync(CancellationToken cancellationToken = default)
    {
        if (!scanner.IsConfigured)
        {
            return 0;
        }

        var scanned = 0;
        var left = new List<Guid>(); // waits still: its file is not there, or gets no verdict
        while (true)
        {
            var waiting = await db.EvidenceDocuments
                .Where(document => (document.ScanState == ScanState.Pending || document.ScanState == ScanState.NotConfigured) && !left.Contains(document.Id))
                .OrderBy(document => document.UploadedAt).ThenBy(document => document.Id).Take(BatchSize).ToListAsync(cancellationToken);
            if (waiting.Count == 0)
            {
                return scanned;
            }

            foreach (var document in waiting)
            {
                var isScanned = await ScanAsync(document, cancellationToken);
                if (isScanned == true)
                {
                    scanned++;
                    continue;
                }

                left.Add(document.Id);
                if (isScanned is null && !await scanner.AnswersAsync(cancellationToken))
                {
                    return scanned;
                }
            }

            db.ChangeTracker.Clear();
        }
    }

    /// <summary>True when scanned, false when its file is not there, null when the scanner gave no verdict.</summary>
    private async Task<bool?> ScanAsync(EvidenceDocument document, CancellationToken cancellationToken)
    {
        await using var content = await files.OpenReadAsync(document.StorageName, cancellationToken);
        if (content is null)
        {
            return false;
        }

        if (await scanner.ScanAsync(content, cancellationToken) is not { } verdict)
        {
            return null;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (verdict.VirusName is null)
        {
            document.MarkClean(now);
        }
        else
        {
            document.MarkInfected(verdict.VirusName, now);
            db.Record(Actor.Portal, now, AuditKinds.EvidenceInfected, document, document.Id, document.PractitionerId, new { virus = document.VirusName });
        }

        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}
