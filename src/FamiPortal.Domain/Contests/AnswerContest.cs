using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Feeds;
using FamiPortal.Domain.Mail;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Settlement;
using FamiPortal.Domain.Situations;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Contests;

/// <summary>
/// An agent takes a contest up, accepts it with the corrected value and its source, or rejects it with the reason. A corrected
/// value counts at once in what is not settled. Once settled, the frozen result and its payment stay; the contest keeps the
/// amount recalculated, with its receipt.
/// </summary>
public sealed class AnswerContest(FamiDbContext db, RuleCatalogue catalogue, SituationLoader loader, SituationAssembler assembler, TimeProvider clock)
{
    public Task<Outcome<Contest>> TakeAsync(Actor actor, Guid contestId, CancellationToken cancellationToken = default) =>
        DecideAsync(actor, contestId, AuditKinds.ContestTaken, (contest, _) => Task.FromResult(contest.Take(actor)), null, cancellationToken);

    public async Task<Outcome<Contest>> RejectAsync(Actor actor, Guid contestId, string? reason, int? seenDocuments = null, CancellationToken cancellationToken = default)
    {
        var text = (reason ?? "").ReplaceLineEndings("\n").Trim();
        return text.Length is < Contest.TextLengthMin or > Contest.TextLengthMax
            ? ContestErrors.ReasonLength
            : await DecideAsync(
                actor, contestId, AuditKinds.ContestRejected, (contest, now) => Task.FromResult(contest.Reject(actor, text, now)), seenDocuments, cancellationToken);
    }

    /// <summary>Accepts a contest.</summary>
    /// <param name="actor">An agent of the practitioner's fund.</param>
    /// <param name="contestId">The contest.</param>
    /// <param name="typed">The corrected value, by field of <see cref="FactForm"/>.</param>
    /// <param name="source">Where it was found.</param>
    /// <param name="words">To the practitioner, or null.</param>
    /// <param name="seenDocuments">What <see cref="Contest.DocumentMoves"/> was when the agent was shown the documents; what changed since is to be looked at first.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public async Task<Outcome<Contest>> AcceptAsync(
        Actor actor, Guid contestId, IReadOnlyDictionary<string, string> typed, string? source, string? words, int? seenDocuments = null, CancellationToken cancellationToken = default)
    {
        var (from, text) = ((source ?? "").Trim(), (words ?? "").ReplaceLineEndings("\n").Trim());
        return from.Length is 0 or > Lengths.Title ? ContestErrors.SourceMissing
            : text.Length > Contest.TextLengthMax ? ContestErrors.WordsTooLong
            : await DecideAsync(
                actor,
                contestId,
                AuditKinds.ContestAccepted,
                (contest, now) => CorrectAsync(actor, contest, typed, from, text.Length == 0 ? null : text, now, cancellationToken),
                seenDocuments,
                cancellationToken);
    }

    private Task<Outcome<Contest>> DecideAsync(
        Actor actor, Guid contestId, string kind, Func<Contest, DateTime, Task<Outcome>> decide, int? seenDocuments, CancellationToken cancellationToken) =>
        db.LookAgainOnceAsync<Outcome<Contest>>(async () =>
        {
            var contest = await db.Contests.Include(any => any.Document).Include(any => any.Added).ThenInclude(given => given.Document).Include(any => any.Campaign).Include(any => any.Practitioner).ThenInclude(practitioner => practitioner.Fund)
                .SingleOrDefaultAsync(any => any.Id == contestId && actor.OwnFundId != null && any.Practitioner.FundId == actor.OwnFundId, cancellationToken);
            if (contest is null)
            {
                return ContestErrors.NotFound;
            }

            if (contest.IsOpen && contest.DocumentMoves > seenDocuments)
            {
                return ContestErrors.DocumentsChanged;
            }

            var now = clock.GetUtcNow().UtcDateTime;
            var decided = await decide(contest, now);
            if (!decided.IsDone)
            {
                db.ChangeTracker.Clear();
                return decided.Problems.ToArray();
            }

            // A correction and a settlement do not cross: whoever comes second looks again.
            db.OnlyWhileUnmoved(contest.Campaign);
            db.Record(actor, now, kind, contest, contest.Id, contest.PractitionerId, new
            {
                exercise = contest.Campaign.Exercise,
                fact = contest.Path,
                reason = contest.State == ContestState.Rejected ? contest.Answer : null,
            });
            if (!contest.IsOpen)
            {
                await db.QueueMailAsync(contest.Practitioner, MailText.ContestAnswered(contest.Campaign), $"contest/{contest.Id}", now, cancellationToken);
            }

            await db.SaveChangesAsync(cancellationToken);
            return contest;
        });

    private async Task<Outcome> CorrectAsync(
        Actor actor, Contest contest, IReadOnlyDictionary<string, string> typed, string source, string? words, DateTime now, CancellationToken cancellationToken)
    {
        if (!contest.IsOpen)
        {
            return ContestErrors.AlreadyAnswered(contest);
        }

        var (campaign, practitioner) = (contest.Campaign, contest.Practitioner);
        if (catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet || ruleSet.Vocabulary.Path(contest.Path) is not { } path)
        {
            return DeclarationErrors.NoRuleSet(campaign);
        }

        if (!FactForm.Read(path.Member, typed).TryGet(out var value, out var problems))
        {
            return Outcome.Refused(problems);
        }

        var before = await db.KnownFacts.SingleOrDefaultAsync(
            fact => fact.PractitionerId == practitioner.Id && fact.Exercise == campaign.Exercise && fact.Path == contest.Path && fact.SupersededAt == null, cancellationToken);
        var corrected = KnownFact.Correct(before, practitioner, campaign.Exercise, contest.Path, value, source, contest.Id, now);
        var declaration = await db.WholeDeclarations().AsNoTracking()
            .SingleOrDefaultAsync(any => any.PractitionerId == practitioner.Id && any.CampaignId == campaign.Id, cancellationToken);
        var sources = await loader.ForTransmissionAsync(practitioner, campaign, declaration, cancellationToken: cancellationToken);
        sources = sources with { KnownFacts = [.. sources.KnownFacts.Where(fact => fact.Path != contest.Path), corrected] };
        if (!assembler.Assemble(sources).TryGet(out var situation, out problems))
        {
            return Outcome.Refused([.. problems.Select(problem => ContestErrors.ValueUnreadable(path.Member.Name, $"Cette valeur n’est pas possible\u00A0: {problem.Message}"))]);
        }

        db.Add(corrected);
        var recalculated = campaign.IsSettled ? FrozenResult.Of(situation) : null;
        return contest.Accept(actor, new Correction(value, source, words, recalculated), now);
    }
}
