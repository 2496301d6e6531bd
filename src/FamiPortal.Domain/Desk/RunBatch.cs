using System.Data.Common;
using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Quality;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>
/// Does confirmed batches, oldest first, item by item through the same use cases as the pages. An item's result is saved in the
/// transaction of what was done to it: stopped at any point, it goes on with the next item and does none twice.
/// </summary>
public sealed class RunBatch(FamiDbContext db, AcceptEvidence accept, RefuseEvidence refuse, AskForComplement ask, AssignDeclaration assign, TimeProvider clock)
{
    /// <summary>Does at most <paramref name="count"/> items of the oldest batch that runs.</summary>
    /// <returns>False when nothing was left to do.</returns>
    /// <exception cref="InvalidOperationException">Something unexpected kept items from being done: it is said on each, and the others were done.</exception>
    public async Task<bool> RunAsync(int count, CancellationToken cancellationToken = default)
    {
        var batch = await db.Batches.AsNoTracking().Where(any => any.State == BatchState.Running)
            .OrderBy(any => any.ConfirmedAt).ThenBy(any => any.Id).FirstOrDefaultAsync(cancellationToken);
        if (batch is null)
        {
            return false;
        }

        var actor = await ActorOfAsync(batch, cancellationToken);
        var items = await db.BatchItems.Where(item => item.BatchId == batch.Id && item.State == BatchItemState.Waiting)
            .OrderBy(item => item.Position).Take(count).Select(item => item.EvidenceUseId).ToListAsync(cancellationToken);
        Exception? unexpected = null;
        foreach (var useId in items)
        {
            db.ChangeTracker.Clear();
            try
            {
                await DoAsync(batch, actor, useId, cancellationToken);
            }
            catch (Exception failure) when (failure is not (DbException or OperationCanceledException))
            {
                // Tried again for ever, it would keep all batches of all funds from going on. A database that does not answer is waited for.
                await SetAsideAsync(batch, useId, cancellationToken);
                unexpected = failure;
            }
        }

        if (items.Count < count)
        {
            await FinishAsync(batch, cancellationToken);
        }

        return unexpected is null ? true : throw new InvalidOperationException($"Items of batch {batch.Id} could not be done.", unexpected);
    }

    private async Task SetAsideAsync(Batch batch, Guid useId, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await db.BatchItems.Where(item => item.BatchId == batch.Id && item.EvidenceUseId == useId && item.State == BatchItemState.Waiting).ExecuteUpdateAsync(
            set => set.SetProperty(item => item.State, BatchItemState.Refused).SetProperty(item => item.Message, BatchErrors.Unexpected), cancellationToken);
    }

    private async Task DoAsync(Batch batch, Actor? actor, Guid useId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var item = db.BatchItems.Where(any => any.BatchId == batch.Id && any.EvidenceUseId == useId);

        // Claimed first: a second portal that does the same batch finds nothing to claim and leaves it.
        if (await item.Where(any => any.State == BatchItemState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(any => any.State, BatchItemState.Done), cancellationToken) == 0)
        {
            return;
        }

        var problems = actor is null ? [new Problem("rights-lost", BatchErrors.RightsLost)] : batch.Verb switch
        {
            BatchVerb.Accept => await AcceptAsync(batch, actor, useId, cancellationToken),
            BatchVerb.Refuse => (await refuse.RunAsync(actor, useId, batch.Reason, batch.ReasonCode, cancellationToken: cancellationToken)).Problems,
            BatchVerb.Ask => (await ask.RunAsync(actor, useId, batch.Reason, batch.AnswerBy!.Value, cancellationToken: cancellationToken)).Problems,
            BatchVerb.Assign => await AssignAsync(batch, actor, useId, cancellationToken),
            null => throw new InvalidOperationException($"Batch {batch.Id} runs without an order."),
        };
        if (problems.Count > 0)
        {
            var message = problems[0].Message;
            await item.ExecuteUpdateAsync(
                set => set.SetProperty(any => any.State, BatchItemState.Refused).SetProperty(any => any.Message, message), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>An acceptance that waits for a second agent is kept, and is no acceptance yet: the item says so.</summary>
    private async Task<IReadOnlyList<Problem>> AcceptAsync(Batch batch, Actor actor, Guid useId, CancellationToken cancellationToken) =>
        (await accept.RunAsync(actor, useId, batch.ValidUntil, cancellationToken: cancellationToken)).TryGet(out var use, out var problems)
            ? use.State == EvidenceUseState.Accepted ? [] : [QualityErrors.WaitsForAnotherAgent]
            : problems;

    private async Task<IReadOnlyList<Problem>> AssignAsync(Batch batch, Actor actor, Guid useId, CancellationToken cancellationToken)
    {
        var declarationId = await db.EvidenceUses.Where(use => use.Id == useId).Select(use => use.DeclarationId).SingleAsync(cancellationToken);
        return (await assign.RunAsync(actor, declarationId, batch.AssigneeId, cancellationToken)).Problems;
    }

    private async Task<Actor?> ActorOfAsync(Batch batch, CancellationToken cancellationToken)
    {
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(any => any.Id == batch.AccountId && any.FundId == batch.FundId, cancellationToken);
        return account is null ? null : new Actor(account.Id, account.DisplayName, Roles.Agent, FundId: account.FundId, IsSupervisor: account.IsSupervisor);
    }

    private Task<bool> FinishAsync(Batch finished, CancellationToken cancellationToken) => db.LookAgainOnceAsync(async () =>
    {
        db.ChangeTracker.Clear();
        var batch = await db.Batches.SingleAsync(any => any.Id == finished.Id, cancellationToken);
        var results = await db.BatchItems.Where(item => item.BatchId == batch.Id).GroupBy(item => item.State)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
        if (batch.State != BatchState.Running || results.ContainsKey(BatchItemState.Waiting))
        {
            return false;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        batch.Finish(now);
        db.Record(new Actor(batch.AccountId, batch.AgentName, Roles.Agent, FundId: batch.FundId), now, AuditKinds.BatchFinished, batch, batch.Id, details: new
        {
            done = results.GetValueOrDefault(BatchItemState.Done),
            refused = results.GetValueOrDefault(BatchItemState.Refused),
        });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    });
}
