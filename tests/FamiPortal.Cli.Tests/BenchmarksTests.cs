namespace FamiPortal.Cli.Tests;

/// <summary>The benchmarks run small: they compare every answer with hand-written rules, every file with what was sent. Times are not judged here.</summary>
public sealed class BenchmarksTests : IDisposable
{
    private readonly Fami fami = new();

    public void Dispose() => fami.Dispose();

    [Theory]
    [InlineData("rules", "Every verdict, rate and amount is that of the hand-written rules.")]
    [InlineData("simulate", "all there, in order, none an error.")]
    [InlineData("agent", "each decided once, none lost, no failure.")]
    [InlineData("web", "all as they should be.")]
    [InlineData("upload", "Every file came back as it was sent")]
    public async Task Benchmark_RunSmall_FindsEveryAnswerRight(string name, string verdict)
    {
        var ended = await Fami.EndAsync(fami.Start("FamiPortal.Benchmarks.dll", name, "--small"), []);

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.Contains(verdict, ended.Lines[^1], StringComparison.Ordinal);
        Assert.All(ended.Lines.Skip(1).SkipLast(1), row => Assert.Matches("(met|MISSED)$", row));
    }
}
