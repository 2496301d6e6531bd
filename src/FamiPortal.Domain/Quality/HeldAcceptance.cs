using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Quality;

/// <summary>
/// A first agent's acceptance above the amount that wants two: the document still waits, and counts as waiting everywhere,
/// until another agent decides it.
/// </summary>
public sealed class HeldAcceptance
{
    private HeldAcceptance()
    {
    }

    internal HeldAcceptance(EvidenceUse use, EvidenceDecision decision, long stakeCents)
    {
        Id = Ids.New();
        EvidenceUseId = use.Id;
        AccountId = decision.AccountId;
        AgentName = decision.AgentName;
        HeldAt = decision.At;
        StakeCents = stakeCents;
        Version = Guid.NewGuid();
    }

    public Guid Id { get; private set; }

    public Guid EvidenceUseId { get; private set; }

    public Guid? AccountId { get; private set; }

    public string AgentName { get; private set; } = "";

    public DateTime HeldAt { get; private set; }

    /// <summary>What the acceptance would win, in euro cents.</summary>
    public long StakeCents { get; private set; }

    /// <summary>When another decision ended the wait.</summary>
    public DateTime? EndedAt { get; private set; }

    public string? EndedBy { get; private set; }

    /// <summary>The second agent accepted too.</summary>
    public bool? IsConfirmed { get; private set; }

    public Guid Version { get; private set; }

    internal void End(EvidenceDecision decision, bool isConfirmed)
    {
        EndedAt = decision.At;
        EndedBy = decision.AgentName;
        IsConfirmed = isConfirmed;
        Version = Guid.NewGuid();
    }
}
