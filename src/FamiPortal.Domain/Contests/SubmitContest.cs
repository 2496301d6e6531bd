using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Contests;

/// <summary>Contests a value of one's own file, with an explanation and perhaps a document.</summary>
public sealed class SubmitContest(FamiDbContext db, RuleCatalogue catalogue, IEvidenceFiles files, TimeProvider clock)
{
    /// <summary>Submits a contest.</summary>
    /// <param name="actor">The practitioner.</param>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="path">A value that the rules read and the administration brings.</param>
    /// <param name="explanation">In the practitioner's words.</param>
    /// <param name="document">A proof, or null.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public async Task<Outcome<Contest>> RunAsync(
        Actor actor, Guid campaignId, string path, string? explanation, SubmittedDocument? document, CancellationToken cancellationToken = default)
    {
        // Everything else is checked before a file is stored.
        var text = (explanation ?? "").ReplaceLineEndings("\n").Trim();
        if (text.Length is < Contest.TextLengthMin or > Contest.TextLengthMax)
        {
            return ContestErrors.ExplanationLength;
        }

        if (document is null)
        {
            return await db.LookAgainOnceAsync(() => AttemptAsync(actor, campaignId, path, text, null, cancellationToken));
        }

        if (await RefuseAsync(actor, campaignId, path, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (!(await files.SaveAsync(document.Content, document.Name, cancellationToken)).TryGet(out var file, out var problems))
        {
            return problems.Select(problem => problem with { Field = "Document" }).ToArray();
        }

        var isKept = false;
        try
        {
            var outcome = await db.LookAgainOnceAsync(() => AttemptAsync(actor, campaignId, path, text, (document.Name, file), cancellationToken));
            isKept = outcome.IsDone;
            return outcome;
        }
        finally
        {
            if (!isKept)
            {
                await files.DeleteAsync(file.StorageName, CancellationToken.None);
            }
        }
    }

    private async Task<Problem?> RefuseAsync(Actor actor, Guid campaignId, string path, CancellationToken cancellationToken)
    {
        var file = await new OwnContests(db, catalogue).RunAsync(actor, campaignId, cancellationToken);
        return !file.IsDone ? file.Problems[0]
            : file.Value.Find(path) is null ? ContestErrors.UnknownFact
            : file.Value.Contests.Any(contest => contest.Path == path && contest.IsOpen) ? ContestErrors.AlreadySubmitted
            : null;
    }

    private async Task<Outcome<Contest>> AttemptAsync(
        Actor actor, Guid campaignId, string path, string explanation, (string Name, StoredFile File)? stored, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(actor, campaignId, path, cancellationToken) is { } refused)
        {
            return refused;
        }

        var own = (await new OwnContests(db, catalogue).RunAsync(actor, campaignId, cancellationToken)).Value;
        var now = clock.GetUtcNow().UtcDateTime;
        var document = stored is { } kept ? new EvidenceDocument(own.Practitioner, kept.Name, kept.File, now) : null;
        if (document is not null)
        {
            db.Add(document);
        }

        var contest = new Contest(own.Practitioner, own.Campaign, own.Find(path)!, explanation, document, now);
        db.Add(contest);
        db.Record(actor, now, AuditKinds.ContestSubmitted, contest, contest.Id, own.Practitioner.Id, new
        {
            exercise = own.Campaign.Exercise,
            fact = path,
            document = document?.Id,
        });
        await db.SaveChangesAsync(cancellationToken);
        return contest;
    }
}

/// <summary>A file as it was sent.</summary>
public sealed record SubmittedDocument(string Name, Stream Content);
