using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FamiPortal.Domain.Persistence;

/// <summary>
/// What SQLite is told once about each connection of the pool: the file is read through the memory of the system (a fund's proofs lie
/// on thousands of pages, and its own cache holds 500), and who finds it locked tries again soon, where the driver sleeps 150 ms.
/// </summary>
internal sealed class SqliteConnections : DbConnectionInterceptor
{
    private const long MappedBytesMax = 1L << 30;
    private static readonly TimeSpan BusyMax = TimeSpan.FromSeconds(5);

    private readonly ConditionalWeakTable<object, object> known = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Tell(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(connection);
        return Task.CompletedTask;
    }

    private void Tell(DbConnection connection)
    {
        if (connection is SqliteConnection { Handle: { } handle } && known.TryAdd(handle, handle))
        {
            using var command = connection.CreateCommand();
            command.CommandText = FormattableString.Invariant($"PRAGMA mmap_size = {MappedBytesMax}; PRAGMA busy_timeout = {BusyMax.TotalMilliseconds:0};");
            command.ExecuteNonQuery();
        }
    }
}
