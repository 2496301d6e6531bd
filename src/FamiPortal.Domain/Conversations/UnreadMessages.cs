using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Conversations;

/// <summary>How many messages of practitioners nobody of the agent's fund has read yet.</summary>
public sealed class UnreadMessages(FamiDbContext db)
{
    public Task<int> CountAsync(Actor actor, CancellationToken cancellationToken = default) => db.UnreadFor(actor).CountAsync(cancellationToken);
}

internal static class UnreadMessagesOf
{
    public static IQueryable<Message> UnreadFor(this FamiDbContext db, Actor actor) => db.Messages.Where(message =>
        !message.IsFromFund && message.ReadAt == null && actor.OwnFundId != null && message.Declaration.Practitioner.FundId == actor.OwnFundId);
}
