using System.Collections.Concurrent;

namespace FamiPortal.Web.Infrastructure;

/// <summary>
/// Accounts whose rights were changed by this server: a cookie issued before is checked against the database at its very next request.
/// Another server of the same portal does so within the five minutes after which every cookie is checked.
/// </summary>
public sealed class RenewedAccounts(TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> renewedAt = new();

    public void Add(Guid accountId) => renewedAt[accountId] = clock.GetUtcNow();

    public bool IsOlder(Guid accountId, DateTimeOffset? issued) => renewedAt.TryGetValue(accountId, out var at) && !(issued > at);
}
