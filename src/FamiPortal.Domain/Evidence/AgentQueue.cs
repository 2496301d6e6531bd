using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Evidence;

/// <summary>What waits for the agents of a fund: declarations with a transmitted document to judge, longest wait first.</summary>
public sealed class AgentQueue(FamiDbContext db)
{
    public const int PageSize = 20;

    /// <summary>One page of the queue, from page 1; empty for anybody who is no agent.</summary>
    public async Task<QueuePage> RunAsync(Actor actor, int page = 1, CancellationToken cancellationToken = default)
    {
        var waiting = Waiting(actor);
        var total = await waiting.CountAsync(cancellationToken);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var current = Math.Clamp(page, 1, pages);
        var rows = await waiting
            .Select(declaration => new
            {
                declaration.Id,
                declaration.Practitioner,
                declaration.Campaign,
                Since = declaration.Evidence.Where(use => use.State == EvidenceUseState.Pending && use.TransmissionNumber != null).Min(use => use.SubmittedAt),
                Indicators = declaration.Evidence.Where(use => use.State == EvidenceUseState.Pending && use.TransmissionNumber != null)
                    .Select(use => use.IndicatorCode).ToList(),
            })
            .OrderBy(row => row.Since).ThenBy(row => row.Id)
            .Skip((current - 1) * PageSize).Take(PageSize)
            .AsSplitQuery()
            .ToListAsync(cancellationToken);
        return new QueuePage(current, pages, total,
        [
            .. rows.Select(row => new QueueRow(
                row.Id, row.Practitioner.DisplayName, row.Practitioner.Rpps.Value, row.Campaign.Title, row.Campaign.ProfessionCode, row.Campaign.Exercise,
                [.. row.Indicators.Distinct().Order(StringComparer.Ordinal)], row.Indicators.Count, row.Since!.Value)),
        ])
        {
            FundName = await db.Funds.Where(fund => fund.Id == actor.OwnFundId).Select(fund => fund.Name).SingleOrDefaultAsync(cancellationToken),
        };
    }

    /// <summary>
    /// Where to go after a decision: the same declaration while it has a document to judge, then the one that has waited longest
    /// after it, then the head of the queue; null when nothing waits any more.
    /// </summary>
    public async Task<Guid?> NextAsync(Actor actor, EvidenceUse decided, CancellationToken cancellationToken = default)
    {
        if (decided.Declaration.Evidence.Any(use => use.IsWaitingForFund))
        {
            return decided.DeclarationId;
        }

        return await Waiting(actor)
            .Select(declaration => new
            {
                declaration.Id,
                Since = declaration.Evidence.Where(use => use.State == EvidenceUseState.Pending && use.TransmissionNumber != null).Min(use => use.SubmittedAt),
            })
            .OrderBy(row => row.Since < decided.SubmittedAt ? 1 : 0).ThenBy(row => row.Since).ThenBy(row => row.Id)
            .Select(row => (Guid?)row.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private IQueryable<Declaration> Waiting(Actor actor) => db.Declarations.AsNoTracking().Where(declaration =>
        actor.OwnFundId != null
        && declaration.Practitioner.FundId == actor.OwnFundId
        && (declaration.Campaign.State == CampaignState.Open || declaration.Campaign.State == CampaignState.Closed)
        && declaration.Evidence.Any(use => use.State == EvidenceUseState.Pending && use.TransmissionNumber != null));
}

public sealed record QueuePage(int Number, int Count, int TotalRows, IReadOnlyList<QueueRow> Rows)
{
    /// <summary>The agent's fund; null for anybody who is no agent.</summary>
    public string? FundName { get; init; }
}

/// <summary>One declaration that waits, since the first of its documents to judge was transmitted.</summary>
public sealed record QueueRow(
    Guid DeclarationId,
    string PractitionerName,
    string Rpps,
    string CampaignTitle,
    string ProfessionCode,
    int Exercise,
    IReadOnlyList<string> IndicatorCodes,
    int PendingCount,
    DateTime WaitingSince);
