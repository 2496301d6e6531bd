using FamiPortal.Domain.Demonstration;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Cli.Tests.Commands;

public sealed class ScaleSeedTests : IDisposable
{
    private readonly Fami fami = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        fami.Dispose();
    }

    [Fact]
    public async Task Scale_FillsAnEmptyDatabase_WithTheSamePeopleForTheSameSeed()
    {
        await using var portal = await TestPortal.StartAsync();
        await using var again = await TestPortal.StartAsync();

        var written = await portal.RunAsync((ScaleSeed seed) => seed.RunAsync(600, 200, seed: 7));
        await again.RunAsync((ScaleSeed seed) => seed.RunAsync(600, 200, seed: 7));

        Assert.Equal((600, ScaleSeed.FundCount), (written.Practitioners, written.Funds));
        Assert.InRange(written.Waiting, 200, 202);
        Assert.Equal(await PeopleAsync(portal), await PeopleAsync(again));
        await using var db = portal.NewContext();
        Assert.All(await db.Practitioners.Select(one => one.Rpps).ToListAsync(), rpps => Assert.True(HasLuhnKey(rpps.Value) && rpps.Value.StartsWith("99", StringComparison.Ordinal)));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => portal.RunAsync((ScaleSeed seed) => seed.RunAsync(10, 1, 1)));
        Assert.Contains("pas vide", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_WithScale_SaysWhatItWrote_AndRefusesASecondTime()
    {
        var first = await fami.RunAsync("seed", "--scale", "--practitioners", "60", "--proofs", "20");
        var second = await fami.RunAsync("seed", "--scale", "--practitioners", "60", "--proofs", "20");

        Assert.Equal(0, first.Code);
        Assert.Contains("60 professionnels, 107 caisses", first.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(1, second.Code);
    }

    private static async Task<List<string>> PeopleAsync(TestPortal portal)
    {
        await using var db = portal.NewContext();
        return [.. (await db.Practitioners.Include(one => one.Fund).ToListAsync()).Select(one => $"{one.Rpps} {one.DisplayName} {one.Fund.Code}").Order(StringComparer.Ordinal)];
    }

    private static bool HasLuhnKey(string number) => number.Reverse().Select((digit, place) => (digit - '0') * (place % 2 == 1 ? 2 : 1)).Sum(value => value > 9 ? value - 9 : value) % 10 == 0;
}
