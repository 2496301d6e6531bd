using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace FamiPortal.Rules;

/// <summary>Splits a stream of JSON Lines without ever holding more than one line, for the command line and HTTP alike.</summary>
public static class JsonLines
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>The lines that are not blank, with their number from 1 (blank lines are counted).</summary>
    /// <param name="source">UTF-8, with or without a byte order mark; lines end with LF or CRLF.</param>
    /// <param name="lineBytesMax">A longer line is cut there, so that it fails alone and memory stays bounded.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <returns>The memory of a line is only valid until the next one.</returns>
    public static async IAsyncEnumerable<(long Number, ReadOnlyMemory<byte> Line)> ReadAsync(
        Stream source, int lineBytesMax, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var reader = PipeReader.Create(source, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        long number = 0;
        var skipping = false;
        while (true)
        {
            var result = await reader.ReadAsync(cancel);
            var buffer = result.Buffer;
            while (Next(ref buffer, result.IsCompleted, lineBytesMax, ref skipping) is { } line)
            {
                number++;
                var bytes = line.IsSingleSegment ? line.First : line.ToArray();
                bytes = number == 1 && bytes.Span.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
                if (!IsBlank(bytes.Span))
                {
                    yield return (number, bytes);
                }
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                await reader.CompleteAsync();
                yield break;
            }
        }
    }

    private static ReadOnlySequence<byte>? Next(ref ReadOnlySequence<byte> buffer, bool completed, int lineBytesMax, ref bool skipping)
    {
        if (skipping)
        {
            // The rest of a line that was already handed out, cut.
            if (buffer.PositionOf((byte)'\n') is not { } rest)
            {
                buffer = buffer.Slice(buffer.End);
                return null;
            }

            buffer = buffer.Slice(buffer.GetPosition(1, rest));
            skipping = false;
        }

        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            var line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return line.Length > lineBytesMax ? line.Slice(0, lineBytesMax) : line;
        }

        if (buffer.Length > lineBytesMax)
        {
            var cut = buffer.Slice(0, lineBytesMax);
            buffer = buffer.Slice(buffer.End);
            skipping = true;
            return cut;
        }

        if (!completed || buffer.IsEmpty)
        {
            return null;
        }

        var last = buffer;
        buffer = buffer.Slice(buffer.End);
        return last;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;
}
