using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Persistence;

public sealed class ModelTests
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Model_HasNoChangeThatItsMigrationsMiss(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var db = database.NewContext();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Instants_ComeBackAsUtcToTheTick(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        scenario.Portal.Clock.Advance(TimeSpan.FromTicks(1_234_567));
        await scenario.DraftAsync();

        await using var db = scenario.Portal.NewContext();
        var saved = (await db.Declarations.SingleAsync()).LastSavedAt;
        Assert.Equal((scenario.Portal.Clock.UtcNow, DateTimeKind.Utc), (saved, saved.Kind));
    }

    [Theory, OnSqlite]
    public async Task Instants_ThatAreNotUtc_AreRefused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await using var db = scenario.Portal.NewContext();
        db.KnownFacts.Add(new Domain.Feeds.KnownFact(
            scenario.Practitioner, 2024, "scor", "{}", "Flux", new DateOnly(2025, 1, 1), new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Local)));

        await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
    }
}
