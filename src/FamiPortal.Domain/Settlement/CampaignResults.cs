using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Settlement;

/// <summary>The results of a settled campaign, practitioner by practitioner, for administrators: page by page, or all of them.</summary>
public sealed class CampaignResults(FamiDbContext db, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>One page, from page 1.</summary>
    public async Task<Outcome<ResultPage>> RunAsync(Actor actor, Guid campaignId, int page = 1, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(actor, campaignId, cancellationToken) is not { } campaign)
        {
            return CampaignErrors.NotFound;
        }

        var total = await db.SettledAssessments.CountAsync(any => any.CampaignId == campaignId, cancellationToken);
        var current = Paging.Of(total, PageSize, page);
        var rows = await Rows(campaignId).On(current).ToListAsync(cancellationToken);
        return new ResultPage(campaign, current.Number, current.Count, total, rows);
    }

    /// <summary>All of them, read as they are written: the memory used does not grow with the campaign. The export is recorded with its size.</summary>
    public async Task<Outcome<ResultExport>> ExportAsync(Actor actor, Guid campaignId, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(actor, campaignId, cancellationToken) is not { } campaign)
        {
            return CampaignErrors.NotFound;
        }

        var results = await db.SettledAssessments.CountAsync(any => any.CampaignId == campaignId, cancellationToken);
        db.Record(
            actor, clock.GetUtcNow().UtcDateTime, AuditKinds.ResultsExported, campaign, campaign.Id,
            details: new { profession = campaign.ProfessionCode, exercise = campaign.Exercise, results });
        await db.SaveChangesAsync(cancellationToken);
        return new ResultExport(campaign, Rows(campaignId).AsAsyncEnumerable());
    }

    private Task<Campaign?> FindAsync(Actor actor, Guid campaignId, CancellationToken cancellationToken) =>
        db.Campaigns.AsNoTracking().SingleOrDefaultAsync(any => any.Id == campaignId && actor.IsAdmin, cancellationToken);

    private IQueryable<ResultRow> Rows(Guid campaignId) =>
        from result in db.SettledAssessments.AsNoTracking()
        where result.CampaignId == campaignId
        join practitioner in db.Practitioners on result.PractitionerId equals practitioner.Id
        join due in db.Payments on result.Id equals due.SettledAssessmentId into dues
        from payment in dues.DefaultIfEmpty()
        orderby practitioner.LastName, practitioner.FirstName, practitioner.Id
        select new ResultRow(practitioner, practitioner.Fund.Name, result.AmountCents, result.PotentialCents, result.Points, payment);
}

/// <param name="Campaign">Settled or not: a campaign without results has an empty page.</param>
/// <param name="Number">From 1.</param>
/// <param name="Count">Pages.</param>
/// <param name="TotalRows">Practitioners with a result.</param>
/// <param name="Rows">Of this page, by name.</param>
public sealed record ResultPage(Campaign Campaign, int Number, int Count, int TotalRows, IReadOnlyList<ResultRow> Rows);

/// <summary>Every result of a campaign, read as the rows are asked for; within the scope of its query.</summary>
public sealed record ResultExport(Campaign Campaign, IAsyncEnumerable<ResultRow> Rows);

/// <summary>One practitioner's result; sums in euro cents, the payment null when nothing is due.</summary>
public sealed record ResultRow(
    Practitioner Practitioner, string FundName, long AmountCents, long PotentialCents, decimal? Points, Payment? Payment);
