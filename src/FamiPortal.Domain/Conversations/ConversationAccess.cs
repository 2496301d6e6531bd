using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Conversations;

/// <summary>Whose conversation may be opened by whom.</summary>
internal static class ConversationAccess
{
    /// <summary>
    /// One's own declaration, or one of the agent's fund that was transmitted or that its practitioner wrote about: an agent
    /// answers a question about a draft without seeing the draft. Nothing of the draft is loaded.
    /// </summary>
    public static IQueryable<Declaration> ConversationsOf(this FamiDbContext db, Actor actor) => db.Declarations
        .Include(declaration => declaration.Campaign)
        .Include(declaration => declaration.Practitioner).ThenInclude(practitioner => practitioner.Fund)
        .Where(declaration => (actor.OwnPractitionerId != null && declaration.PractitionerId == actor.OwnPractitionerId)
            || (actor.OwnFundId != null
                && declaration.Practitioner.FundId == actor.OwnFundId
                && (declaration.TransmittedAt != null || db.Messages.Any(message => message.DeclarationId == declaration.Id))));
}
