using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Domain.Quality;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>A batch as its agent follows it: what it would do, what it did, what it could not do and why.</summary>
public sealed class BatchProgress(FamiDbContext db)
{
    public const int PageSize = 50;

    /// <summary>One page of items, from page 1; those that were refused come first.</summary>
    public async Task<Outcome<BatchPage>> RunAsync(Actor actor, Guid batchId, int page = 1, CancellationToken cancellationToken = default)
    {
        var batch = await db.Batches.AsNoTracking().SingleOrDefaultAsync(
            any => any.Id == batchId && actor.OwnFundId != null && any.FundId == actor.OwnFundId
                && (any.AccountId == actor.AccountId || actor.IsSupervisor),
            cancellationToken);
        if (batch is null)
        {
            return BatchErrors.NotFound;
        }

        var items = db.BatchItems.AsNoTracking().Where(item => item.BatchId == batchId);
        var states = await items.GroupBy(item => item.State).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
        var proofs = await items.GroupBy(item => new { item.EvidenceUse.ProfessionCode, item.EvidenceUse.Exercise, item.EvidenceUse.IndicatorCode, item.EvidenceUse.ProofCode })
            .Select(group => new BatchProof(
                group.Key.ProfessionCode, group.Key.Exercise, group.Key.IndicatorCode, group.Key.ProofCode, group.Count(),
                group.Sum(item => item.EvidenceUse.State == EvidenceUseState.Pending ? 1 : 0)))
            .ToListAsync(cancellationToken);

        // A supervisor who may decide one of them a second time must not learn here what a colleague decided.
        var blind = db.BlindLooks(actor).Where(_ => batch.AccountId != actor.AccountId);
        var shown = items.Where(item => !blind.Any(look => look.EvidenceUseId == item.EvidenceUseId));
        var total = await shown.CountAsync(cancellationToken);
        var current = Paging.Of(total, PageSize, page);

        // A practitioner who was transferred since has left this fund's sight: their row keeps its result, without a name.
        var rows = await shown.OrderBy(item => item.State == BatchItemState.Refused ? 0 : 1).ThenBy(item => item.Position)
            .On(current)
            .Select(item => new BatchRow(
                item.EvidenceUse.FundId == actor.OwnFundId ? item.EvidenceUse.Declaration.Practitioner : null,
                item.EvidenceUse.DeclarationId,
                item.EvidenceUse.ProfessionCode,
                item.EvidenceUse.Exercise,
                item.EvidenceUse.IndicatorCode,
                item.EvidenceUse.ProofCode,
                item.State,
                item.Message))
            .ToListAsync(cancellationToken);
        return new BatchPage(
            batch,
            current.Number,
            current.Count,
            rows,
            proofs,
            states.GetValueOrDefault(BatchItemState.Waiting),
            states.GetValueOrDefault(BatchItemState.Done),
            states.GetValueOrDefault(BatchItemState.Refused),
            await db.AgentsInOrderAsync(actor, cancellationToken))
        {
            InSecondLook = batch.ItemCount - total,
        };
    }

    /// <summary>The agent's last batches; a supervisor sees those of the whole fund.</summary>
    public async Task<IReadOnlyList<Batch>> ListAsync(Actor actor, CancellationToken cancellationToken = default) =>
        await db.Batches.AsNoTracking()
            .Where(batch => actor.OwnFundId != null && batch.FundId == actor.OwnFundId && (batch.AccountId == actor.AccountId || actor.IsSupervisor))
            .OrderByDescending(batch => batch.PreparedAt).Take(PageSize).ToListAsync(cancellationToken);
}

/// <param name="Batch">As it stands.</param>
/// <param name="Number">From 1.</param>
/// <param name="Count">Pages of items.</param>
/// <param name="Rows">Of this page, those not done first.</param>
/// <param name="Proofs">Of the whole batch.</param>
/// <param name="Waiting">Items to do.</param>
/// <param name="Done">Items done.</param>
/// <param name="Refused">Items that could not be done.</param>
/// <param name="Agents">Of the fund, to give work to.</param>
public sealed record BatchPage(
    Batch Batch,
    int Number,
    int Count,
    IReadOnlyList<BatchRow> Rows,
    IReadOnlyList<BatchProof> Proofs,
    int Waiting,
    int Done,
    int Refused,
    IReadOnlyList<FundAgent> Agents)
{
    /// <summary>Items left out because this agent may decide them a second time.</summary>
    public int InSecondLook { get; init; }
}

/// <summary>How many items are about one proof, and how many of them still wait for a decision.</summary>
public sealed record BatchProof(string ProfessionCode, int Exercise, string IndicatorCode, string ProofCode, int Count, int Pending);

/// <summary>An item as its agent reads it; no practitioner once another fund took them over. <c>Message</c>: why it could not be done.</summary>
public sealed record BatchRow(
    Practitioner? Practitioner, Guid DeclarationId, string ProfessionCode, int Exercise, string IndicatorCode, string ProofCode, BatchItemState State, string? Message);
