using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Audit;

/// <summary>What is told to both sides of a decision that a fund came back on.</summary>
internal static class ToldDecisions
{
    private static readonly string[] Decisions =
    [
        AuditKinds.EvidenceAccepted, AuditKinds.EvidenceRefused, AuditKinds.ComplementAsked, AuditKinds.DecidedAutomatically,
    ];

    /// <summary>Undone decisions only once they were told: an acceptance that waited for a second agent never was.</summary>
    public static IQueryable<AuditEvent> UndoneOnceTold(this IQueryable<AuditEvent> events, FamiDbContext db) => events.Where(happened =>
        happened.Kind != AuditKinds.DecisionUndone
        || db.AuditEvents.Any(decided => decided.SubjectId == happened.SubjectId && decided.At <= happened.At && Decisions.Contains(decided.Kind)));
}
