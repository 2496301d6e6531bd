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
    /// <summary>
    /// The author is compared with a parameter: <c>NOT IsFromFund</c> reads no index, and SQLite would walk through all practitioners
    /// of the fund instead of the few unread messages.
    /// </summary>
    public static IQueryable<Message> UnreadFor(this FamiDbContext db, Actor actor)
    {
        var isFromFund = false;
        return db.Messages.Where(message => message.IsFromFund == isFromFund && message.ReadAt == null
            && actor.OwnFundId != null && message.Declaration.Practitioner.FundId == actor.OwnFundId);
    }
}
