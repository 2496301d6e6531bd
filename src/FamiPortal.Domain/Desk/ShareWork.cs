using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>
/// A supervisor shares out what is nobody's: each declaration, oldest first, goes to whoever of the chosen agents has least to do,
/// what they have already counted.
/// </summary>
public sealed class ShareWork(FamiDbContext db, TimeProvider clock)
{
    /// <summary>So that one press of a button stays one short transaction; pressing again goes on.</summary>
    public const int DeclarationsMax = 5_000;

    private const int Chunk = 500;

    /// <summary>What every agent of the fund has to treat; empty for anybody but a supervisor.</summary>
    public async Task<IReadOnlyList<AgentLoad>> LoadsAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (actor.SupervisedFundId is null)
        {
            return [];
        }

        var loads = (await db.WorkOf(actor).Pending(db, ParisTime.DateOf(clock.GetUtcNow().UtcDateTime)).Where(use => use.AssignedToId != null)
            .GroupBy(use => use.AssignedToId!.Value)
            .Select(group => new { group.Key, Declarations = group.Select(use => use.DeclarationId).Distinct().Count(), Oldest = group.Min(use => use.SubmittedAt) })
            .ToListAsync(cancellationToken)).ToDictionary(row => row.Key);
        return [.. (await db.AgentsInOrderAsync(actor, cancellationToken)).Select(agent => loads.TryGetValue(agent.Id, out var load)
            ? new AgentLoad(agent, load.Declarations, load.Oldest)
            : new AgentLoad(agent, 0, null))];
    }

    /// <summary>What the fund has to treat and how much of it is nobody's; nothing for anybody but a supervisor.</summary>
    public async Task<WaitingWork> WaitingAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var counts = await db.WorkOf(actor).PendingFor(actor, db, ParisTime.DateOf(clock.GetUtcNow().UtcDateTime))
            .Where(_ => actor.SupervisedFundId != null)
            .GroupBy(use => use.AssignedToId == null)
            .Select(group => new { IsUnassigned = group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        return new WaitingWork(counts.Sum(row => row.Count), counts.Where(row => row.IsUnassigned).Sum(row => row.Count));
    }

    public async Task<Outcome<IReadOnlyList<SharedPart>>> RunAsync(
        Actor actor, QueueFilter filter, IReadOnlyCollection<Guid> agentIds, CancellationToken cancellationToken = default)
    {
        if (actor.SupervisedFundId is not { } fundId)
        {
            return DeskErrors.SupervisorOnly;
        }

        var loads = (await LoadsAsync(actor, cancellationToken)).Where(load => agentIds.Contains(load.Agent.Id)).ToList();
        if (loads.Count == 0 || loads.Count < agentIds.Distinct().Count())
        {
            return agentIds.Count == 0 ? DeskErrors.NoAgentChosen : DeskErrors.UnknownAgent;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var waiting = await db.WorkOf(actor).Matching(filter with { State = QueueState.Waiting, IsUnassigned = true }, actor, db, now)
            .GroupBy(use => use.DeclarationId)
            .Select(group => new { group.Key, Since = group.Min(use => use.SubmittedAt) })
            .OrderBy(row => row.Since).ThenBy(row => row.Key)
            .Take(DeclarationsMax).Select(row => row.Key).ToListAsync(cancellationToken);
        if (waiting.Count == 0)
        {
            return DeskErrors.NothingToShare;
        }

        var parts = loads.ToDictionary(load => load.Agent, _ => new List<Guid>());
        var next = new PriorityQueue<AgentLoad, (int, int)>(loads.Select((load, place) => (load, (load.Declarations, place))));
        foreach (var declaration in waiting)
        {
            next.TryDequeue(out var least, out var rank);
            parts[least!.Agent].Add(declaration);
            next.Enqueue(least, (rank.Item1 + 1, rank.Item2));
        }

        foreach (var (agent, declarations) in parts)
        {
            foreach (var chunk in declarations.Chunk(Chunk))
            {
                // Only what is still nobody's: a colleague who has just taken one keeps it.
                await db.EvidenceUses
                    .Where(use => chunk.Contains(use.DeclarationId) && use.FundId == fundId && (use.State == EvidenceUseState.Pending || use.State == EvidenceUseState.Asked) && use.AssignedToId == null)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(use => use.AssignedToId, (Guid?)agent.Id).SetProperty(use => use.AssignedToName, agent.Name)
                            .SetProperty(use => use.Version, Guid.NewGuid()),
                        cancellationToken);
            }
        }

        var shared = parts.Select(part => new SharedPart(part.Key.Name, part.Value.Count)).ToList();
        db.Record(actor, now, AuditKinds.WorkShared, nameof(Funds.Fund), fundId, details: new { declarations = waiting.Count, parts = shared });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return shared;
    }
}

/// <summary>How many declarations an agent has to treat, and since when the oldest waits.</summary>
public sealed record AgentLoad(FundAgent Agent, int Declarations, DateTime? OldestSince);

/// <summary>Proofs that wait for a decision, and those of them that nobody was given.</summary>
public sealed record WaitingWork(int Proofs, int Unassigned);

/// <summary>What one agent was given.</summary>
public sealed record SharedPart(string Agent, int Declarations);
