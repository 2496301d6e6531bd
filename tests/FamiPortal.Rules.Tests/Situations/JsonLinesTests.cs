using System.Text;

namespace FamiPortal.Rules.Tests.Situations;

public class JsonLinesTests
{
    [Theory]
    [InlineData("a\nb\n", "1:a 2:b")]
    [InlineData("a\nb", "1:a 2:b")]
    [InlineData("a\r\n\r\n \t\nb", "1:a\r 4:b")]
    [InlineData("\n\n", "")]
    [InlineData("", "")]
    [InlineData("\uFEFFa\n\uFEFFb\n", "1:a 2:\uFEFFb")]
    public async Task Read_CountsBlankLinesAndSkipsThem(string text, string expected)
    {
        foreach (var chunk in new[] { 1, 3, 4096 })
        {
            Assert.Equal(expected, await ReadAsync(text, 100, chunk));
        }
    }

    [Theory]
    [InlineData("0123456789abc\nnext\n", "1:01234 2:next")]
    [InlineData("0123456789abc", "1:01234")]
    [InlineData("0123456789abc\n", "1:01234")]
    public async Task Read_ALineThatIsTooLong_IsCutAloneAndTheNextOneIsWhole(string text, string expected)
    {
        foreach (var chunk in new[] { 1, 7, 4096 })
        {
            Assert.Equal(expected, await ReadAsync(text, 5, chunk));
        }
    }

    [Fact]
    public async Task Read_ALineOfManyBuffers_ComesInOnePiece_AndTheSourceStaysOpen()
    {
        var text = new string('a', 300_000);
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(text + "\nb"));
        var lengths = new List<int>();

        await foreach (var (_, line) in JsonLines.ReadAsync(source, 1_000_000))
        {
            lengths.Add(line.Length);
        }

        Assert.Equal([300_000, 1], lengths);
        Assert.True(source.CanRead);
    }

    private static async Task<string> ReadAsync(string text, int lineBytesMax, int chunkBytes)
    {
        using var source = new Trickle(Encoding.UTF8.GetBytes(text), chunkBytes);
        var lines = new List<string>();
        await foreach (var (number, line) in JsonLines.ReadAsync(source, lineBytesMax))
        {
            lines.Add($"{number}:{Encoding.UTF8.GetString(line.Span)}");
        }

        return string.Join(' ', lines);
    }

    /// <summary>A network that hands out a few bytes at a time.</summary>
    private sealed class Trickle(byte[] content, int chunkBytes) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunkBytes, buffer.Length)], cancellationToken);
    }
}
