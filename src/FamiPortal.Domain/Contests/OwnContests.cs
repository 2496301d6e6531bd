using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Feeds;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Contests;

/// <summary>What a practitioner contests in a campaign, and what they could.</summary>
public sealed class OwnContests(FamiDbContext db, RuleCatalogue catalogue)
{
    public async Task<Outcome<ContestFile>> RunAsync(Actor actor, Guid campaignId, CancellationToken cancellationToken = default)
    {
        var practitioner = await db.Practitioners.AsNoTracking().Include(own => own.Fund)
            .SingleOrDefaultAsync(own => own.Id == actor.OwnPractitionerId, cancellationToken);
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(any => any.Id == campaignId && any.State != CampaignState.Draft, cancellationToken);
        if (practitioner is null || campaign is null || campaign.ProfessionCode != practitioner.ProfessionCode
            || catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet)
        {
            return ContestErrors.NotFound;
        }

        var facts = await db.KnownFacts.AsNoTracking().CountingAsync(practitioner.Id, campaign.Exercise, cancellationToken);
        var contests = await db.Contests.AsNoTracking().Include(contest => contest.Document).Include(contest => contest.Added).ThenInclude(given => given.Document)
            .Where(contest => contest.PractitionerId == practitioner.Id && contest.CampaignId == campaign.Id)
            .OrderByDescending(contest => contest.SubmittedAt).ToListAsync(cancellationToken);
        return new ContestFile(practitioner, campaign, ruleSet, facts, contests);
    }
}

internal static class KnownFactQueries
{
    /// <summary>The values that count, corrected ones left out.</summary>
    public static async Task<IReadOnlyList<KnownFact>> CountingAsync(
        this IQueryable<KnownFact> facts, Guid practitionerId, int exercise, CancellationToken cancellationToken) =>
        await facts.Where(fact => fact.PractitionerId == practitionerId && fact.Exercise == exercise && fact.SupersededAt == null)
            .OrderBy(fact => fact.Path).ToListAsync(cancellationToken);
}

/// <param name="Practitioner">With their fund.</param>
/// <param name="Campaign">The campaign.</param>
/// <param name="RuleSet">Labels and types.</param>
/// <param name="Facts">Known values that count.</param>
/// <param name="Contests">Newest first.</param>
public sealed record ContestFile(
    Practitioner Practitioner, Campaign Campaign, RuleSet RuleSet, IReadOnlyList<KnownFact> Facts, IReadOnlyList<Contest> Contests)
{
    /// <summary>The known value at a path, or the one that holds it or that it holds: addresses name what a rule reads.</summary>
    public ContestedFact? Find(string? path) => path is null ? null
        : ContestedFact.All(RuleSet, Facts) is var all && all.FirstOrDefault(fact => fact.Path == path) is { } exact ? exact
        : all.FirstOrDefault(fact => path.StartsWith(fact.Path + ".", StringComparison.Ordinal) || fact.Path.StartsWith(path + ".", StringComparison.Ordinal));

    public FactMember? MemberOf(Contest contest) => RuleSet.Vocabulary.Path(contest.Path)?.Member;
}
