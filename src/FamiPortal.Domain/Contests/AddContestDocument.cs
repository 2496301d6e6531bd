using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Contests;

/// <summary>A practitioner adds a document to a contest of theirs, until their fund has answered it.</summary>
public sealed class AddContestDocument(FamiDbContext db, EvidenceIntake intake, TimeProvider clock)
{
    public async Task<Outcome<Contest>> RunAsync(Actor actor, Guid contestId, SubmittedDocument document, CancellationToken cancellationToken = default)
    {
        // Who may not add is told before the file is read.
        if (!(await FindAsync(actor, contestId, cancellationToken)).TryGet(out _, out var problems))
        {
            return problems;
        }

        db.ChangeTracker.Clear();
        return await intake.RunAsync<Contest>(
            document.Name, document.Content, document.ConfirmedSha256, received => AttemptAsync(actor, contestId, received, cancellationToken), cancellationToken)
            is var added && added.IsDone ? added : added.Problems.Select(ContestErrors.OfTheDocument).ToArray();
    }

    private async Task<Outcome<Contest>> AttemptAsync(Actor actor, Guid contestId, ReceivedFile received, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(actor, contestId, cancellationToken)).TryGet(out var contest, out var problems))
        {
            return problems;
        }

        if (received.NeedsConfirmation)
        {
            return await intake.HoldBackAsync(actor, received, nameof(Contest), contest.Id, contest.PractitionerId, [contest.Path], cancellationToken);
        }

        if (await intake.RefuseInfectedAsync(received, cancellationToken) is { } infected)
        {
            return infected;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var document = intake.Document(contest.Practitioner, received, now);
        if (!contest.Give(document, now).TryGet(out var given, out problems))
        {
            return problems;
        }

        db.Add(document);
        db.Add(given);
        db.Record(actor, now, AuditKinds.ContestDocumentAdded, contest, contest.Id, contest.PractitionerId, new
        {
            exercise = contest.Campaign.Exercise,
            fact = contest.Path,
            document = document.Id,
            confirmed = document.Confirmed == SensitiveFindings.None ? null : document.Confirmed.ToString(),
        });
        await db.SaveChangesAsync(cancellationToken);
        return contest;
    }

    /// <summary>An open one of one's own, that still takes a document.</summary>
    private async Task<Outcome<Contest>> FindAsync(Actor actor, Guid contestId, CancellationToken cancellationToken) =>
        await db.OwnContestAsync(actor, contestId, cancellationToken) switch
        {
            null => ContestErrors.NotFound,
            { IsOpen: false } answered => ContestErrors.AlreadyAnswered(answered),
            { HasAllDocuments: true } => ContestErrors.TooManyDocuments,
            var open => open,
        };
}
