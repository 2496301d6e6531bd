using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Quality;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Conversations;

/// <summary>The messages of a declaration and the one timeline of what was decided; what the other side wrote becomes read.</summary>
public sealed class OpenConversation(FamiDbContext db, TimeProvider clock)
{
    private static readonly string[] Shown =
    [
        AuditKinds.DeclarationTransmitted, AuditKinds.EvidenceAccepted, AuditKinds.EvidenceRefused, AuditKinds.ComplementAsked, AuditKinds.ComplementAnswered, AuditKinds.DecisionUndone, AuditKinds.MessageSent,
        AuditKinds.ContestSubmitted, AuditKinds.ContestDocumentAdded, AuditKinds.ContestDocumentWithdrawn, AuditKinds.ContestTaken, AuditKinds.ContestAccepted, AuditKinds.ContestRejected,
    ];

    public async Task<Outcome<Conversation>> RunAsync(Actor actor, Guid declarationId, CancellationToken cancellationToken = default)
    {
        if (await db.ConversationsOf(actor).SingleOrDefaultAsync(any => any.Id == declarationId, cancellationToken) is not { } declaration)
        {
            return DeclarationErrors.NotFound;
        }

        var messages = await db.Messages.Where(message => message.DeclarationId == declaration.Id).OrderBy(message => message.SentAt).ToListAsync(cancellationToken);
        var unread = messages.Where(message => message.ReadAt is null && message.IsFromFund == (actor.OwnPractitionerId is not null)).ToList();
        if (unread.Count > 0)
        {
            var now = clock.GetUtcNow().UtcDateTime;
            unread.ForEach(message => message.MarkRead(now));
            await db.SaveChangesAsync(cancellationToken);
        }

        var contests = db.Contests.Where(contest => contest.PractitionerId == declaration.PractitionerId && contest.CampaignId == declaration.CampaignId).Select(contest => contest.Id);
        var blind = db.BlindLooks(actor);
        var uses = db.EvidenceUses.Where(use => use.DeclarationId == declaration.Id && !blind.Any(look => look.EvidenceUseId == use.Id)).Select(use => use.Id);
        var events = await db.AuditEvents.AsNoTracking()
            .Where(happened => Shown.Contains(happened.Kind)
                && happened.PractitionerId == declaration.PractitionerId
                && (happened.SubjectId == declaration.Id || contests.Contains(happened.SubjectId) || uses.Contains(happened.SubjectId)))
            .UndoneOnceTold(db).OrderBy(happened => happened.At).ToListAsync(cancellationToken);
        return new Conversation(declaration, messages, unread.Select(message => message.Id).ToHashSet(), events);
    }
}

/// <summary>A conversation as one side sees it.</summary>
/// <param name="Declaration">With its campaign, practitioner and fund; nothing of the draft.</param>
/// <param name="Messages">Oldest first.</param>
/// <param name="New">Ids of those that were unread until now.</param>
/// <param name="Timeline">Transmissions, decisions, messages and contests, oldest first; without decisions that this agent may take a second time.</param>
public sealed record Conversation(
    Declaration Declaration, IReadOnlyList<Message> Messages, IReadOnlySet<Guid> New, IReadOnlyList<AuditEvent> Timeline);
