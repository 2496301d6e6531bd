using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Mail;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Conversations;

/// <summary>Writes to the other side, whatever the state of the campaign; the practitioner gets a mail that says only that there is an answer.</summary>
public sealed class SendMessage(FamiDbContext db, TimeProvider clock)
{
    public async Task<Outcome<Message>> RunAsync(Actor actor, Guid declarationId, string? text, CancellationToken cancellationToken = default)
    {
        if (await db.ConversationsOf(actor).SingleOrDefaultAsync(any => any.Id == declarationId, cancellationToken) is not { } declaration)
        {
            return DeclarationErrors.NotFound;
        }

        // A browser sends a line break as two characters: counted as the person sees it.
        var written = (text ?? "").ReplaceLineEndings("\n").Trim();
        if (written.Length is 0 or > Message.TextLengthMax)
        {
            return written.Length == 0 ? ConversationErrors.Empty : ConversationErrors.TooLong(written.Length);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var message = new Message(declaration, actor, isFromFund: actor.OwnFundId is not null, written, now);
        db.Add(message);
        db.Record(actor, now, AuditKinds.MessageSent, declaration, declaration.Id, declaration.PractitionerId, new { length = written.Length });
        if (message.IsFromFund)
        {
            await db.QueueMailAsync(declaration.Practitioner, MailText.Message(declaration.Campaign), $"message/{message.Id}", now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return message;
    }
}
