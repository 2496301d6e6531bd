using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Accounts;

/// <summary>The accounts of agents, for administrators: found by name, e-mail address or fund.</summary>
public sealed class AgentAccounts(FamiDbContext db)
{
    public const int PageSize = 50;

    /// <summary>One page, by name, from page 1; nothing for anybody who is no administrator.</summary>
    /// <param name="actor">An administrator.</param>
    /// <param name="search">Words of a name or of an address, in any order, or null.</param>
    /// <param name="fundId">One fund, or null for all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public async Task<AgentAccountsPage> RunAsync(
        Actor actor, string? search = null, Guid? fundId = null, int page = 1, CancellationToken cancellationToken = default)
    {
        var agents = db.Users.AsNoTracking().Where(account => actor.IsAdmin).Agents(db);
        var funds = (await db.Funds.AsNoTracking().Where(_ => actor.IsAdmin).ToListAsync(cancellationToken)).InFrenchOrder(fund => fund.Name).ThenBy(fund => fund.Id).ToList();
        var names = funds.ToDictionary(fund => fund.Id, fund => fund.Name);

        // A few thousand in the whole country: searched here, so that accents and capitals count the same on both databases.
        var words = SearchText.Words(search);
        var found = (await agents.Where(account => fundId == null || account.FundId == fundId)
                .Select(account => new { account.Id, account.DisplayName, account.Email, account.FundId, account.IsSupervisor }).ToListAsync(cancellationToken))
            .Where(account => SearchText.Holds($"{account.DisplayName} {account.Email}", words))
            .Select(account => new AgentAccount(
                account.Id, account.DisplayName, account.Email, account.FundId is { } own ? names.GetValueOrDefault(own) : null, account.IsSupervisor))
            .InFrenchOrder(account => account.Name).ThenBy(account => account.Email, StringComparer.Ordinal).ToList();
        var current = Paging.Of(found.Count, PageSize, page);
        return new AgentAccountsPage(
            [.. found.On(current)], found.Count, found.Count(account => account.IsSupervisor), funds, current.Number, current.Count);
    }
}

internal static class AgentRole
{
    public static IQueryable<Account> Agents(this IQueryable<Account> accounts, FamiDbContext db) => accounts.Where(account =>
        db.UserRoles.Any(given => given.UserId == account.Id && db.Roles.Any(role => role.Id == given.RoleId && role.Name == Roles.Agent)));
}

/// <param name="Rows">Of this page, by name.</param>
/// <param name="Total">That match.</param>
/// <param name="Supervisors">Among those that match.</param>
/// <param name="Funds">All of them, for the filter.</param>
/// <param name="Number">From 1.</param>
/// <param name="Count">Pages.</param>
public sealed record AgentAccountsPage(
    IReadOnlyList<AgentAccount> Rows, int Total, int Supervisors, IReadOnlyList<Funds.Fund> Funds, int Number, int Count);

/// <summary>An agent's account; without a fund it sees nobody.</summary>
public sealed record AgentAccount(Guid Id, string Name, string? Email, string? FundName, bool IsSupervisor);
