using System.Text.Json;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Audit;

/// <summary>Adds an event to the unit of work; the caller's SaveChanges writes it with what it tells, or neither.</summary>
internal static class AuditTrail
{
    public static void Record(
        this FamiDbContext db, Actor actor, DateTime now, string kind, object subject, Guid subjectId, Guid? practitionerId = null, object? details = null) =>
        db.Record(actor, now, kind, subject.GetType().Name, subjectId, practitionerId, details);

    /// <summary>For a subject that isn't loaded.</summary>
    public static void Record(
        this FamiDbContext db, Actor actor, DateTime now, string kind, string subjectType, Guid subjectId, Guid? practitionerId = null, object? details = null) =>
        db.AuditEvents.Add(new AuditEvent(
            actor, kind, subjectType, subjectId, practitionerId, JsonSerializer.Serialize(details ?? new { }, Json.Readable), now));
}
