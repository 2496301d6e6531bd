using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Contests;

/// <summary>
/// A practitioner takes a document of a contest back, until their fund has answered it. That it was given stays written, and they may
/// still open it; the fund may not any more, and an agent who was about to answer looks again.
/// </summary>
public sealed class WithdrawContestDocument(FamiDbContext db, TimeProvider clock)
{
    public Task<Outcome<Contest>> RunAsync(Actor actor, Guid contestId, Guid documentId, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync(() => AttemptAsync(actor, contestId, documentId, cancellationToken));

    private async Task<Outcome<Contest>> AttemptAsync(Actor actor, Guid contestId, Guid documentId, CancellationToken cancellationToken)
    {
        if (await db.OwnContestAsync(actor, contestId, cancellationToken) is not { } contest)
        {
            return ContestErrors.NotFound;
        }

        if (contest.Documents.Select(given => given.Document).FirstOrDefault(given => given.Id == documentId) is not { } document)
        {
            return ContestErrors.DocumentNotFound;
        }

        var (now, wasWithdrawn) = (clock.GetUtcNow().UtcDateTime, document.WithdrawnAt is not null);
        if (contest.TakeBack(document, now) is { IsDone: false } refused)
        {
            return refused.Problems.ToArray();
        }

        if (!wasWithdrawn)
        {
            db.Record(actor, now, AuditKinds.ContestDocumentWithdrawn, contest, contest.Id, contest.PractitionerId, new
            {
                exercise = contest.Campaign.Exercise,
                fact = contest.Path,
                document = document.Id,
            });
            await db.SaveChangesAsync(cancellationToken);
        }

        return contest;
    }
}

internal static class OwnContestQueries
{
    /// <summary>A contest of the actor's own, with its documents, campaign and practitioner.</summary>
    public static Task<Contest?> OwnContestAsync(this FamiDbContext db, Actor actor, Guid contestId, CancellationToken cancellationToken) =>
        db.Contests.Include(any => any.Campaign).Include(any => any.Practitioner).Include(any => any.Document).Include(any => any.Added).ThenInclude(given => given.Document)
            .SingleOrDefaultAsync(any => any.Id == contestId && actor.OwnPractitionerId != null && any.PractitionerId == actor.OwnPractitionerId, cancellationToken);
}
