using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;
using FamiPortal.Rules;

namespace FamiPortal.Cli.Commands;

/// <summary>
/// Situations in, answers out, one a line and in the same order, on all cores. A fixed number of batches goes round: filled
/// by the reader, assessed by the thread pool, written in order, filled again. So memory does not grow with the input.
/// </summary>
internal sealed class AssessmentLines(RuleCatalogue catalogue, AssessmentOptions options)
{
    private const int LineBytesMax = 16 * 1024 * 1024;

    /// <summary>What became of the lines.</summary>
    /// <param name="LineCount">Lines that were answered.</param>
    /// <param name="AllAssessed">False when an answer is an error.</param>
    /// <param name="Unreadable">Why the input stopped before its end, or null.</param>
    /// <param name="Unwritable">Why the output stopped before its end, or null.</param>
    internal sealed record Outcome(long LineCount, bool AllAssessed, Exception? Unreadable, Exception? Unwritable);

    public async Task<Outcome> RunAsync(Stream source, Stream target, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var idle = Channel.CreateUnbounded<Batch>();
        var underWay = Channel.CreateUnbounded<Task<Batch>>();

        // One being filled, and for each core one being assessed and one that waits for its turn to be written.
        for (var i = 0; i < (2 * Environment.ProcessorCount) + 1; i++)
        {
            idle.Writer.TryWrite(new Batch());
        }

        var reading = Task.Run(() => ReadAsync(source, idle.Reader, underWay.Writer, stop.Token), CancellationToken.None);
        var writing = WriteAsync(target, underWay.Reader, idle.Writer, stop.Token);
        try
        {
            var (lineCount, allAssessed, unwritable) = await writing;

            // Nobody takes the answers any more: whatever input would still come is not waited for.
            return new Outcome(lineCount, allAssessed, unwritable is null ? await reading : null, unwritable);
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private async Task<Exception?> ReadAsync(
        Stream source, ChannelReader<Batch> idle, ChannelWriter<Task<Batch>> underWay, CancellationToken cancel)
    {
        Batch? batch = null;
        try
        {
            await foreach (var (number, line) in JsonLines.ReadAsync(source, LineBytesMax, cancel))
            {
                batch ??= await idle.ReadAsync(cancel);
                batch.Add(number, line.Span);
                if (batch.IsFull)
                {
                    Dispatch(batch, underWay);
                    batch = null;
                }
            }

            return null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return unreadable;
        }
        finally
        {
            if (batch is not null)
            {
                Dispatch(batch, underWay);
            }

            underWay.Complete();
        }
    }

    private void Dispatch(Batch batch, ChannelWriter<Task<Batch>> underWay) =>
        underWay.TryWrite(Task.Run(() => batch.Assess(catalogue, options), CancellationToken.None));

    private static async Task<(long LineCount, bool AllAssessed, Exception? Unwritable)> WriteAsync(
        Stream target, ChannelReader<Task<Batch>> underWay, ChannelWriter<Batch> idle, CancellationToken cancel)
    {
        var lineCount = 0L;
        var allAssessed = true;
        await foreach (var assessing in underWay.ReadAllAsync(cancel))
        {
            var batch = await assessing;
            try
            {
                await target.WriteAsync(batch.Answers, cancel);
            }
            catch (IOException unwritable)
            {
                return (lineCount, allAssessed, unwritable);
            }

            lineCount += batch.LineCount;
            allAssessed &= batch.AllAssessed;
            batch.Clear();
            idle.TryWrite(batch);
        }

        try
        {
            await target.FlushAsync(cancel);
        }
        catch (IOException unwritable)
        {
            return (lineCount, allAssessed, unwritable);
        }

        return (lineCount, allAssessed, null);
    }

    /// <summary>Some lines, copied one after the other, and the place for their answers.</summary>
    private sealed class Batch
    {
        // Long enough that handing it over costs nothing beside its work, short enough to stay in a core's cache.
        private const int InputBytes = 128 * 1024;

        // Accents stay readable; what is written was proven well-formed by the tests, so it is not checked again at each token.
        private static readonly JsonWriterOptions Readable =
            new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

        private readonly List<(long Number, Range Bytes)> lines = [];
        private byte[] input = new byte[InputBytes + (InputBytes / 8)];
        private ArrayBufferWriter<byte> output = new(InputBytes);
        private int used;

        public bool IsFull => used >= InputBytes;

        public int LineCount => lines.Count;

        public bool AllAssessed { get; private set; } = true;

        public ReadOnlyMemory<byte> Answers => output.WrittenMemory;

        public void Add(long number, ReadOnlySpan<byte> line)
        {
            if (line.Length > input.Length - used)
            {
                Array.Resize(ref input, used + line.Length);
            }

            line.CopyTo(input.AsSpan(used));
            lines.Add((number, new Range(used, used + line.Length)));
            used += line.Length;
        }

        public Batch Assess(RuleCatalogue catalogue, AssessmentOptions options)
        {
            using var writer = new Utf8JsonWriter(output, Readable);
            foreach (var (number, bytes) in CollectionsMarshal.AsSpan(lines))
            {
                AllAssessed &= AssessmentJson.WriteAnswer(writer, input.AsSpan(bytes), number, catalogue, options);
                writer.Flush();
                writer.Reset();
                output.Write("\n"u8);
            }

            return this;
        }

        public void Clear()
        {
            lines.Clear();
            used = 0;
            AllAssessed = true;
            output.ResetWrittenCount();

            // One enormous line must not stay in memory once it is answered.
            if (input.Length > 8 * InputBytes)
            {
                input = new byte[InputBytes + (InputBytes / 8)];
            }

            if (output.Capacity > 64 * InputBytes)
            {
                output = new ArrayBufferWriter<byte>(InputBytes);
            }
        }
    }
}
