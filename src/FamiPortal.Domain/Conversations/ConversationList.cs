using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Conversations;

/// <summary>The conversations of an agent's fund: those with something unread first, then the latest.</summary>
public sealed class ConversationList(FamiDbContext db)
{
    public const int PageSize = 20;

    public async Task<ConversationPage> RunAsync(Actor actor, int page = 1, CancellationToken cancellationToken = default)
    {
        var conversations = db.Declarations.AsNoTracking().Where(declaration => actor.OwnFundId != null
            && declaration.Practitioner.FundId == actor.OwnFundId
            && db.Messages.Any(message => message.DeclarationId == declaration.Id));
        var total = await conversations.CountAsync(cancellationToken);
        var current = Paging.Of(total, PageSize, page);
        var rows = await conversations
            .Select(declaration => new
            {
                declaration.Id,
                declaration.Practitioner,
                declaration.Campaign.Title,
                LastAt = db.Messages.Where(message => message.DeclarationId == declaration.Id).Max(message => message.SentAt),
                Unread = db.Messages.Count(message => message.DeclarationId == declaration.Id && !message.IsFromFund && message.ReadAt == null),
            })
            .OrderBy(row => row.Unread == 0 ? 1 : 0).ThenByDescending(row => row.LastAt)
            .On(current).ToListAsync(cancellationToken);
        return new ConversationPage(
            current.Number, current.Count, total, [.. rows.Select(row => new ConversationRow(row.Id, row.Practitioner.DisplayName, row.Title, row.LastAt, row.Unread))]);
    }
}

/// <param name="Number">From 1.</param>
/// <param name="Count">Pages.</param>
/// <param name="TotalRows">Conversations of the fund.</param>
/// <param name="Rows">Of this page.</param>
public sealed record ConversationPage(int Number, int Count, int TotalRows, IReadOnlyList<ConversationRow> Rows);

/// <summary>A conversation in the list. <c>LastAt</c>: of the last message, of either side. <c>Unread</c>: messages of the practitioner that nobody of the fund has read.</summary>
public sealed record ConversationRow(Guid DeclarationId, string PractitionerName, string CampaignTitle, DateTime LastAt, int Unread);
