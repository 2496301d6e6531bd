using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// What every file goes through, whoever sends it and for whatever: stored, read once, held back when it seems to hold what must not
/// be sent, looked at by the virus scanner. What is not kept leaves no file behind.
/// </summary>
public sealed class EvidenceIntake(FamiDbContext db, IEvidenceFiles files, StoredText texts, VirusScanner scanner, TimeProvider clock)
{
    /// <param name="fileName">As submitted.</param>
    /// <param name="content">Read once, to its end.</param>
    /// <param name="confirmedSha256">SHA-256 of files that the person was warned about and sends nevertheless.</param>
    /// <param name="keep">Saves what was received; asked again when somebody was faster.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public async Task<Outcome<T>> RunAsync<T>(
        string fileName, Stream content, IReadOnlyCollection<string>? confirmedSha256, Func<ReceivedFile, Task<Outcome<T>>> keep, CancellationToken cancellationToken)
    {
        if (!(await files.SaveAsync(content, fileName, cancellationToken)).TryGet(out var file, out var problems))
        {
            return problems;
        }

        try
        {
            var reading = await texts.ReadAsync(file.StorageName, file.Format, cancellationToken);
            var findings = SensitiveContent.Look(fileName, reading.Text);
            var received = new ReceivedFile(fileName, file, reading, findings, confirmedSha256?.Contains(file.Sha256) == true);
            var kept = await db.LookAgainOnceAsync(() => keep(received));
            if (!kept.IsDone)
            {
                await files.DeleteAsync(file.StorageName, CancellationToken.None);
            }

            return kept;
        }
        catch
        {
            await files.DeleteAsync(file.StorageName, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Where a file can't be taken back once received, one with a virus is not received: null when there is none, or no scanner.</summary>
    public async Task<Problem?> RefuseInfectedAsync(ReceivedFile received, CancellationToken cancellationToken)
    {
        if (!scanner.IsConfigured)
        {
            return null;
        }

        await using var content = await files.OpenReadAsync(received.File.StorageName, cancellationToken);
        received.Verdict = content is null ? null : await scanner.ScanAsync(content, cancellationToken);
        return received.Verdict?.VirusName is { } virus ? EvidenceErrors.Infected(virus) : null;
    }

    /// <summary>The document of a received file; with a scanner that gave no verdict yet, it waits for it.</summary>
    public EvidenceDocument Document(Practitioner practitioner, ReceivedFile received, DateTime now)
    {
        var document = new EvidenceDocument(
            practitioner, received.FileName, received.File, now, received.Reading.PageCount, received.Findings, InvoiceNumber.Find(received.Reading.Text));
        if (received.Verdict is { VirusName: null })
        {
            document.MarkClean(now);
        }
        else if (scanner.IsConfigured)
        {
            document.AwaitScan();
        }

        return document;
    }

    /// <summary>The file is not kept; that it was held back is written down, without what it seemed to hold.</summary>
    public async Task<Problem[]> HoldBackAsync(
        Actor actor, ReceivedFile received, string subjectType, Guid subjectId, Guid practitionerId, IEnumerable<string> proofs, CancellationToken cancellationToken)
    {
        db.Record(actor, clock.GetUtcNow().UtcDateTime, AuditKinds.EvidenceHeldBack, subjectType, subjectId, practitionerId, new
        {
            proofs,
            findings = received.Findings.ToString(),
        });
        await db.SaveChangesAsync(cancellationToken);
        return [new ConfirmationNeeded(received.FileName, received.File.Sha256, received.Findings)];
    }
}

/// <summary>A file that was stored and read, before anything is decided about it.</summary>
public sealed record ReceivedFile(string FileName, StoredFile File, EvidenceReading Reading, SensitiveFindings Findings, bool IsConfirmed)
{
    /// <summary>Its sender has to confirm first that it holds nothing of a patient.</summary>
    public bool NeedsConfirmation => Findings != SensitiveFindings.None && !IsConfirmed;

    internal ScanVerdict? Verdict { get; set; }
}
