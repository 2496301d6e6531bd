using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Quality;

/// <summary>
/// A decision that another agent of the fund decides again without seeing it. Whatever they say, the first decision stays: a
/// supervisor keeps it or has it decided anew.
/// </summary>
public sealed class SecondLook
{
    private SecondLook()
    {
    }

    internal SecondLook(EvidenceUse use, EvidenceDecision decision, QualityRule rule)
    {
        Id = Ids.New();
        EvidenceUse = use;
        EvidenceUseId = use.Id;
        WasAccepted = use.State == EvidenceUseState.Accepted;
        FirstAccountId = decision.AccountId;
        FirstAgent = decision.AgentName;
        FirstAt = decision.At;
        Seed = rule.Seed;
        Percent = rule.SecondLookPercent;
        Version = Guid.NewGuid();
    }

    public Guid Id { get; private set; }

    public Guid EvidenceUseId { get; private set; }

    public EvidenceUse EvidenceUse { get; private set; } = null!;

    /// <summary>The first decision: accepted, or refused.</summary>
    public bool WasAccepted { get; private set; }

    public Guid? FirstAccountId { get; private set; }

    public string FirstAgent { get; private set; } = "";

    public DateTime FirstAt { get; private set; }

    /// <summary>With the share, what the draw is found again with.</summary>
    public string Seed { get; private set; } = "";

    public int Percent { get; private set; }

    public SecondLookState State { get; private set; }

    /// <summary>The second agent's reason, when they refuse.</summary>
    public string? Reason { get; private set; }

    public Guid? SecondAccountId { get; private set; }

    public string? SecondAgent { get; private set; }

    public DateTime? SecondAt { get; private set; }

    public string? SettledBy { get; private set; }

    public DateTime? SettledAt { get; private set; }

    public string? SettledNote { get; private set; }

    public Guid Version { get; private set; }

    internal Outcome Take(Actor actor, bool accepts, string? reason, DateTime now)
    {
        var text = reason?.Trim() ?? "";
        if (State != SecondLookState.Waiting)
        {
            return QualityErrors.AlreadyTaken;
        }

        if (!accepts && text.Length is < EvidenceUse.ReasonLengthMin or > EvidenceUse.ReasonLengthMax)
        {
            return QualityErrors.ReasonLength;
        }

        State = accepts == WasAccepted ? SecondLookState.Agreed : SecondLookState.Disagreed;
        Reason = accepts ? null : text;
        SecondAccountId = actor.KnownAccountId;
        SecondAgent = actor.DisplayName;
        SecondAt = now;
        Version = Guid.NewGuid();
        return Outcome.Done;
    }

    internal Outcome Settle(Actor actor, bool reopens, string? note, DateTime now)
    {
        if (State != SecondLookState.Disagreed)
        {
            return QualityErrors.NotADisagreement;
        }

        State = reopens ? SecondLookState.Reopened : SecondLookState.Kept;
        SettledBy = actor.DisplayName;
        SettledAt = now;
        SettledNote = string.IsNullOrWhiteSpace(note) ? null : Lengths.Cut(note.Trim(), EvidenceUse.ReasonLengthMax);
        Version = Guid.NewGuid();
        return Outcome.Done;
    }
}

/// <summary>From the draw to what a disagreement came to.</summary>
public enum SecondLookState
{
    /// <summary>For another agent.</summary>
    Waiting,

    Agreed,

    /// <summary>For the supervisor.</summary>
    Disagreed,

    /// <summary>The supervisor kept the first decision.</summary>
    Kept,

    /// <summary>The supervisor had it decided anew.</summary>
    Reopened,
}
