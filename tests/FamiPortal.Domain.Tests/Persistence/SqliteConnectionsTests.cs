using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Persistence;

public sealed class SqliteConnectionsTests
{
    [Fact]
    public async Task Connection_WhenOpened_MapsTheFileAndTriesALockAgainSoon()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.NewContext();

        Assert.Equal(1L << 30, await PragmaAsync(db, "mmap_size"));
        Assert.Equal(5_000, await PragmaAsync(db, "busy_timeout"));
    }

    private static async Task<long> PragmaAsync(DbContext db, string name)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
