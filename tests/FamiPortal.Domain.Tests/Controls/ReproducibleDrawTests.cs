using FamiPortal.Domain.Controls;

namespace FamiPortal.Domain.Tests.Controls;

public sealed class ReproducibleDrawTests
{
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 1_000).Select(i => new Guid(i, 0, 0, new byte[8]))];

    [Fact]
    public void Take_WithTheSameSeed_DrawsTheSameWhateverTheOrder()
    {
        var forwards = ReproducibleDraw.Take("graine", Ids, 25);
        var backwards = ReproducibleDraw.Take("graine", Ids.Reverse(), 25);

        Assert.Equal(forwards, backwards);
        Assert.Equal(25, forwards.Distinct().Count());
        Assert.NotEqual(forwards, ReproducibleDraw.Take("autre", Ids, 25));
    }

    [Fact]
    public void Take_AsDocumented_OrdersByTheSha256OfSeedAndId()
    {
        // printf 'essai|00000001-0000-0000-0000-000000000000' | sha256sum, and so on: found with other tools than ours.
        Guid[] three = [.. Ids.Take(3)];

        Assert.Equal(['2', '3', '1'], ReproducibleDraw.Take("essai", three, 3).Select(id => id.ToString()[7]));
    }

    [Fact]
    public void Take_MoreThanThereAre_GivesAll() => Assert.Equal(1_000, ReproducibleDraw.Take("graine", Ids, 5_000).Count);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(10, 60, 140)]
    [InlineData(100, 1_000, 1_000)]
    public void IsDrawn_ForAShare_DrawsAboutThatMany(int percent, int atLeast, int atMost) =>
        Assert.InRange(Ids.Count(id => ReproducibleDraw.IsDrawn("graine", id, percent)), atLeast, atMost);

    [Fact]
    public void FingerprintOf_ForgetsTheOrderAndNothingElse()
    {
        Assert.Equal(ReproducibleDraw.FingerprintOf(Ids), ReproducibleDraw.FingerprintOf(Ids.Reverse()));
        Assert.NotEqual(ReproducibleDraw.FingerprintOf(Ids), ReproducibleDraw.FingerprintOf(Ids.Skip(1)));
    }
}
