using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Audit;

/// <summary>
/// Something that happened, who did it and to what, written in the same transaction as the thing itself and never changed
/// since (docs/audit-events.md lists them). Details hold codes, numbers and states, never a file name or a typed value.
/// </summary>
public sealed class AuditEvent
{
    private AuditEvent()
    {
    }

    internal AuditEvent(Actor actor, string kind, string subjectType, Guid subjectId, Guid? practitionerId, string detailsJson, DateTime now)
    {
        Id = Ids.New();
        At = now;
        ActorAccountId = actor.KnownAccountId;
        ActorName = actor.DisplayName;
        ActorRole = actor.Role;
        Kind = kind;
        SubjectType = subjectType;
        SubjectId = subjectId;
        PractitionerId = practitionerId;
        DetailsJson = detailsJson;
    }

    public Guid Id { get; private set; }

    public DateTime At { get; private set; }

    /// <summary>Null when the portal itself acted. No foreign key: history outlives accounts.</summary>
    public Guid? ActorAccountId { get; private set; }

    public string ActorName { get; private set; } = "";

    public string ActorRole { get; private set; } = "";

    /// <summary>A past tense, one of <see cref="AuditKinds"/>.</summary>
    public string Kind { get; private set; } = "";

    public string SubjectType { get; private set; } = "";

    public Guid SubjectId { get; private set; }

    /// <summary>Whose file it belongs to, so that a practitioner's history is one query.</summary>
    public Guid? PractitionerId { get; private set; }

    public string DetailsJson { get; private set; } = "{}";
}
