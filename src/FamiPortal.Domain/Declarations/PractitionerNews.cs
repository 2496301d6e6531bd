using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Declarations;

/// <summary>What the fund told a practitioner lately: decisions, messages, answers to contests, each with where to read it.</summary>
public sealed class PractitionerNews(FamiDbContext db)
{
    private const int Latest = 5;

    private static readonly string[] Told =
    [
        AuditKinds.EvidenceAccepted, AuditKinds.EvidenceRefused, AuditKinds.ComplementAsked, AuditKinds.DecisionUndone, AuditKinds.MessageSent, AuditKinds.ContestTaken, AuditKinds.ContestAccepted, AuditKinds.ContestRejected,
    ];

    public async Task<NewsView> RunAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var events = await db.AuditEvents.AsNoTracking()
            .Where(happened => actor.OwnPractitionerId != null && happened.PractitionerId == actor.OwnPractitionerId
                && happened.ActorRole == Roles.Agent && Told.Contains(happened.Kind))
            .UndoneOnceTold(db).OrderByDescending(happened => happened.At).ThenByDescending(happened => happened.Id).Take(Latest).ToListAsync(cancellationToken);
        var subjects = events.Select(happened => happened.SubjectId).ToList();
        var exercises = subjects.Count == 0 ? [] : await db.Declarations.Where(declaration => subjects.Contains(declaration.Id)).Select(declaration => new { declaration.Id, declaration.Campaign.Exercise })
            .Union(db.EvidenceUses.Where(use => subjects.Contains(use.Id)).Select(use => new { use.Id, use.Declaration.Campaign.Exercise }))
            .Union(db.Contests.Where(contest => subjects.Contains(contest.Id)).Select(contest => new { contest.Id, contest.Campaign.Exercise }))
            .ToDictionaryAsync(row => row.Id, row => row.Exercise, cancellationToken);
        var unread = await db.Messages
            .Where(message => message.IsFromFund && message.ReadAt == null && message.Declaration.PractitionerId == actor.OwnPractitionerId)
            .GroupBy(message => message.Declaration.Campaign.Exercise)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
        return new NewsView([.. events.Where(happened => exercises.ContainsKey(happened.SubjectId)).Select(happened => new News(happened, exercises[happened.SubjectId]))], unread);
    }
}

/// <param name="Items">Newest first.</param>
/// <param name="Unread">Messages not read yet, by exercise.</param>
public sealed record NewsView(IReadOnlyList<News> Items, IReadOnlyDictionary<int, int> Unread);

/// <summary>Something that the fund did, and the exercise whose pages tell it.</summary>
public sealed record News(AuditEvent Event, int Exercise);
