using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// One page of a document as an image, for whoever may open the document: a photo as it is, a page of a PDF drawn once by poppler and
/// kept beside the file. Looking at several pages is one look in the history.
/// </summary>
public sealed class PreviewEvidence(FamiDbContext db, IEvidenceFiles files, EvidenceTools tools, VirusScanner scanner, TimeProvider clock)
{
    /// <summary>Long side of the image: an A4 page read without zoom on a desk.</summary>
    private const int SidePixels = 1600;
    private static readonly TimeSpan OneLook = TimeSpan.FromMinutes(30);

    /// <param name="actor">Its owner, or an agent of their fund once it was transmitted.</param>
    /// <param name="documentId">The document.</param>
    /// <param name="page">From 1 to <see cref="EvidenceDocument.PreviewPages"/>.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public async Task<Outcome<EvidencePage>> RunAsync(Actor actor, Guid documentId, int page, CancellationToken cancellationToken = default)
    {
        if (!(await db.ReadableEvidenceAsync(actor, documentId, scanner, clock.GetUtcNow().UtcDateTime, cancellationToken)).TryGet(out var document, out var problems))
        {
            return problems;
        }

        if (page < 1 || page > document.PreviewPages)
        {
            return EvidenceDecisionErrors.NoPreview;
        }

        var image = document.Format == EvidenceFormat.Pdf
            ? await files.OpenPreviewAsync(document.StorageName, page, cancellationToken) ?? await DrawAsync(document, page, cancellationToken)
            : await files.OpenReadAsync(document.StorageName, cancellationToken);
        if (image is null)
        {
            return EvidenceDecisionErrors.NoPreview;
        }

        if (actor.Role == Roles.Agent)
        {
            await RecordLookAsync(actor, document, cancellationToken);
        }

        return new EvidencePage(document.Format == EvidenceFormat.Pdf ? "image/png" : document.ContentType, image);
    }

    private async Task<Stream?> DrawAsync(EvidenceDocument document, int page, CancellationToken cancellationToken)
    {
        await using var content = await files.OpenReadAsync(document.StorageName, cancellationToken);
        if (content is null)
        {
            return null;
        }

        if (await tools.DrawPageAsync(content, page, SidePixels, cancellationToken) is not { } image)
        {
            return null;
        }

        await files.SavePreviewAsync(document.StorageName, page, image.ToArray(), cancellationToken);
        return image;
    }

    private async Task RecordLookAsync(Actor actor, EvidenceDocument document, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var since = now - OneLook;
        if (!await db.AuditEvents.AnyAsync(
            happened => happened.SubjectId == document.Id && happened.Kind == AuditKinds.EvidenceViewed && happened.ActorAccountId == actor.KnownAccountId && happened.At > since,
            cancellationToken))
        {
            db.Record(actor, now, AuditKinds.EvidenceViewed, document, document.Id, document.PractitionerId);
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}

/// <summary>The image of a page; the caller disposes of the stream.</summary>
public sealed record EvidencePage(string ContentType, Stream Content);
