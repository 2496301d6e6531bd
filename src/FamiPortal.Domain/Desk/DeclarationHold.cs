using FamiPortal.Domain.Declarations;

namespace FamiPortal.Domain.Desk;

/// <summary>
/// An agent has a declaration on their desk: nobody else treats it meanwhile. The page shows every minute that it is still open;
/// a hold that was not seen for <see cref="Expiry"/> is worth nothing. It is a working tool, not history: none is kept.
/// </summary>
public sealed class DeclarationHold
{
    public static readonly TimeSpan Expiry = TimeSpan.FromMinutes(10);

    private DeclarationHold()
    {
    }

    internal DeclarationHold(Guid declarationId, Actor actor, DateTime now)
    {
        DeclarationId = declarationId;
        Take(actor, now);
    }

    public Guid DeclarationId { get; private set; }

    public Declaration Declaration { get; private set; } = null!;

    public Guid AccountId { get; private set; }

    public string AgentName { get; private set; } = "";

    public DateTime Since { get; private set; }

    /// <summary>Last sign of life of the agent's page.</summary>
    public DateTime SeenAt { get; private set; }

    /// <summary>Guards two agents who take the same stale hold.</summary>
    public Guid Version { get; private set; }

    public bool IsStaleAt(DateTime now) => now - SeenAt > Expiry;

    /// <summary>Keeps this agent from treating the declaration.</summary>
    public bool Excludes(Actor actor, DateTime now) => AccountId != actor.AccountId && !IsStaleAt(now);

    internal void Take(Actor actor, DateTime now)
    {
        if (AccountId != actor.AccountId || IsStaleAt(now))
        {
            Since = now;
        }

        AccountId = actor.AccountId;
        AgentName = actor.DisplayName;
        SeenAt = now;
        Version = Guid.NewGuid();
    }
}
