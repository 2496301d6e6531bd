using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Contests;

/// <summary>Contests a value of one's own file, with an explanation and perhaps a document.</summary>
public sealed class SubmitContest(FamiDbContext db, OwnContests contests, EvidenceIntake intake, TimeProvider clock)
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

        if (!(await CheckAsync(actor, campaignId, path, cancellationToken)).TryGet(out _, out var problems))
        {
            return problems;
        }

        return await intake.RunAsync<Contest>(
            document.Name, document.Content, document.ConfirmedSha256, received => AttemptAsync(actor, campaignId, path, text, received, cancellationToken), cancellationToken)
            is var submitted && submitted.IsDone ? submitted : submitted.Problems.Select(ContestErrors.OfTheDocument).ToArray();
    }

    private async Task<Outcome<ContestFile>> CheckAsync(Actor actor, Guid campaignId, string path, CancellationToken cancellationToken)
    {
        if (!(await contests.RunAsync(actor, campaignId, cancellationToken)).TryGet(out var own, out var problems))
        {
            return problems;
        }

        return own.Find(path) is null ? ContestErrors.UnknownFact
            : own.Contests.Any(contest => contest.Path == path && contest.IsOpen) ? ContestErrors.AlreadySubmitted
            : own;
    }

    private async Task<Outcome<Contest>> AttemptAsync(
        Actor actor, Guid campaignId, string path, string explanation, ReceivedFile? received, CancellationToken cancellationToken)
    {
        if (!(await CheckAsync(actor, campaignId, path, cancellationToken)).TryGet(out var own, out var problems))
        {
            return problems;
        }

        if (received is { NeedsConfirmation: true })
        {
            return await intake.HoldBackAsync(actor, received, nameof(Campaign), campaignId, own.Practitioner.Id, [path], cancellationToken);
        }

        if (received is not null && await intake.RefuseInfectedAsync(received, cancellationToken) is { } infected)
        {
            return infected;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var document = received is null ? null : intake.Document(own.Practitioner, received, now);
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
            confirmed = document is null or { Confirmed: SensitiveFindings.None } ? null : document.Confirmed.ToString(),
        });
        await db.SaveChangesAsync(cancellationToken);
        return contest;
    }
}

/// <summary>A file as it was sent.</summary>
public sealed record SubmittedDocument(string Name, Stream Content)
{
    /// <summary>See <see cref="ConfirmationNeeded"/>.</summary>
    public IReadOnlyCollection<string>? ConfirmedSha256 { get; init; }
}
