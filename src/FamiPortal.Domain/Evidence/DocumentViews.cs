using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Evidence;

/// <summary>Who opened a practitioner's documents, newest first, for that practitioner only.</summary>
public sealed class DocumentViews(FamiDbContext db)
{
    public const int PageSize = 20;

    public async Task<DocumentViewPage> RunAsync(Actor actor, int page = 1, int size = PageSize, CancellationToken cancellationToken = default)
    {
        var views =
            from happened in db.AuditEvents.AsNoTracking()
            where happened.Kind == AuditKinds.EvidenceViewed && actor.OwnPractitionerId != null && happened.PractitionerId == actor.OwnPractitionerId
            join document in db.EvidenceDocuments on happened.SubjectId equals document.Id
            orderby happened.At descending, happened.Id descending
            select new DocumentViewed(document.Id, document.DisplayName, happened.ActorName, happened.At);
        var total = await views.CountAsync(cancellationToken);
        var current = Paging.Of(total, size, page);
        return new DocumentViewPage(current.Number, current.Count, total, await views.On(current).ToListAsync(cancellationToken));
    }
}

/// <param name="Number">From 1.</param>
/// <param name="Count">Pages.</param>
/// <param name="TotalRows">Looks in all.</param>
/// <param name="Rows">Of this page, newest first.</param>
public sealed record DocumentViewPage(int Number, int Count, int TotalRows, IReadOnlyList<DocumentViewed> Rows);

/// <summary>One look at a document.</summary>
public sealed record DocumentViewed(Guid DocumentId, string DocumentName, string By, DateTime At);
