using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Feeds;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Contests;

/// <summary>The contests of an agent's fund: open ones first, the oldest first among them, then the answered ones, newest first.</summary>
public sealed class ContestQueue(FamiDbContext db, RuleCatalogue catalogue)
{
    public const int PageSize = 20;

    public async Task<ContestPage> RunAsync(Actor actor, int page = 1, CancellationToken cancellationToken = default)
    {
        var mine = Mine(actor);
        var total = await mine.CountAsync(cancellationToken);
        var open = await mine.CountAsync(contest => contest.AnsweredAt == null, cancellationToken);
        var current = Paging.Of(total, PageSize, page);
        var rows = await mine.Include(contest => contest.Added).ThenInclude(given => given.Document)
            .OrderBy(contest => contest.AnsweredAt == null ? 0 : 1).ThenByDescending(contest => contest.AnsweredAt).ThenBy(contest => contest.SubmittedAt)
            .On(current).ToListAsync(cancellationToken);
        return new ContestPage(current.Number, current.Count, total, open, rows);
    }

    public async Task<Outcome<ContestUnderReview>> OpenAsync(Actor actor, Guid contestId, CancellationToken cancellationToken = default)
    {
        var contest = await Mine(actor).Include(any => any.Document).Include(any => any.Added).ThenInclude(given => given.Document).SingleOrDefaultAsync(any => any.Id == contestId, cancellationToken);
        if (contest is null)
        {
            return ContestErrors.NotFound;
        }

        if (catalogue.Find(contest.Campaign.ProfessionCode, contest.Campaign.Exercise) is not { } ruleSet)
        {
            return DeclarationErrors.NoRuleSet(contest.Campaign);
        }

        var facts = await db.KnownFacts.AsNoTracking()
            .Where(fact => fact.PractitionerId == contest.PractitionerId && fact.Exercise == contest.Campaign.Exercise && fact.Path == contest.Path)
            .OrderBy(fact => fact.ReceivedAt).ToListAsync(cancellationToken);
        var declaration = await db.Declarations.AsNoTracking()
            .Where(any => any.PractitionerId == contest.PractitionerId && any.CampaignId == contest.CampaignId && any.TransmittedAt != null)
            .Select(any => (Guid?)any.Id).SingleOrDefaultAsync(cancellationToken);
        return new ContestUnderReview(contest, ruleSet, facts, declaration);
    }

    private IQueryable<Contest> Mine(Actor actor) => db.Contests.AsNoTracking()
        .Include(contest => contest.Campaign)
        .Include(contest => contest.Practitioner).ThenInclude(practitioner => practitioner.Fund)
        .Where(contest => actor.OwnFundId != null && contest.Practitioner.FundId == actor.OwnFundId);
}

/// <param name="Number">From 1.</param>
/// <param name="Count">Pages.</param>
/// <param name="TotalRows">Contests of the fund.</param>
/// <param name="Open">Those that wait for an answer.</param>
/// <param name="Rows">Of this page.</param>
public sealed record ContestPage(int Number, int Count, int TotalRows, int Open, IReadOnlyList<Contest> Rows);

/// <param name="Contest">With its campaign, practitioner, fund and document.</param>
/// <param name="RuleSet">Labels and types.</param>
/// <param name="Facts">Every value that the contested fact has had, oldest first.</param>
/// <param name="DeclarationId">Null when nothing was transmitted.</param>
public sealed record ContestUnderReview(Contest Contest, RuleSet RuleSet, IReadOnlyList<KnownFact> Facts, Guid? DeclarationId)
{
    public FactMember Member => RuleSet.Vocabulary.Path(Contest.Path)!.Member;
}
