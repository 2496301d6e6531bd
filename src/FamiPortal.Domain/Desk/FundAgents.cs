using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>Somebody to whom work may be given.</summary>
public sealed record FundAgent(Guid Id, string Name);

internal static class FundAgents
{
    /// <summary>The agents of the actor's fund, by name.</summary>
    public static async Task<IReadOnlyList<FundAgent>> AgentsInOrderAsync(this FamiDbContext db, Actor actor, CancellationToken cancellationToken) =>
        [.. (await db.AgentsOf(actor).ToListAsync(cancellationToken)).InFrenchOrder(agent => agent.Name).ThenBy(agent => agent.Id)];

    /// <summary>The agents of the actor's fund, or the one of that id. Only agents' accounts point at a fund.</summary>
    public static IQueryable<FundAgent> AgentsOf(this FamiDbContext db, Actor actor, Guid? id = null) => db.Users.AsNoTracking()
        .Where(account => actor.OwnFundId != null && account.FundId == actor.OwnFundId && (id == null || account.Id == id))
        .Select(account => new FundAgent(account.Id, account.DisplayName));
}
