using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;
using FamiPortal.Rules;

namespace FamiPortal.Benchmarks;

/// <summary>
/// The floor of <c>fami simulate</c>: the same lines parsed by a generated parser, and answers of the same shape written
/// without assessing or checking anything; on all cores, order kept. Its own way of cutting the file: no code is shared.
/// </summary>
internal static class Passthrough
{
    private const int BlockBytes = 256 * 1024;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly PlainAssessment[] Answers =
    [
        Answer("masseur-kinesitherapeute/2022", HandWritten.PhysiotherapistCodes[..6], HandWritten.PhysiotherapistRates),
        Answer(Situations.Physiotherapist2024, HandWritten.PhysiotherapistCodes, HandWritten.PhysiotherapistRates),
        Answer(
            "chirurgien-dentiste/2025",
            ["dmp-software", "sesam-vitale", "opening-hours", "teletransmission", "mss-mailbox", "coordinated-care", "aller-vers", "student-placement"],
            HandWritten.PhysiotherapistRates),
        Answer(Situations.Doctor2025, HandWritten.DoctorCodes, HandWritten.DoctorRates),
    ];

    public static void Run(string input, string output)
    {
        var blocks = Channel.CreateBounded<Task<ArrayBufferWriter<byte>>>(2 * Environment.ProcessorCount);
        var reading = Task.Run(() => ReadAsync(input, blocks.Writer));
        using (var target = new FileStream(output, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            WriteAsync(target, blocks.Reader).GetAwaiter().GetResult();
        }

        reading.GetAwaiter().GetResult();
    }

    private static async Task ReadAsync(string input, ChannelWriter<Task<ArrayBufferWriter<byte>>> blocks)
    {
        using var source = new FileStream(input, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        var rest = Array.Empty<byte>();
        while (true)
        {
            var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
            rest.CopyTo(block, 0);
            var read = source.Read(block.AsSpan(rest.Length, BlockBytes - rest.Length));
            var length = rest.Length + read;
            var end = read == 0 ? length : block.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            rest = block[end..length];
            await blocks.WriteAsync(Task.Run(() => Answer(block, end)));
            if (read == 0)
            {
                break;
            }
        }

        blocks.Complete();
    }

    private static async Task WriteAsync(Stream target, ChannelReader<Task<ArrayBufferWriter<byte>>> blocks)
    {
        await foreach (var answering in blocks.ReadAllAsync())
        {
            target.Write((await answering).WrittenSpan);
        }
    }

    private static ArrayBufferWriter<byte> Answer(byte[] block, int length)
    {
        var output = new ArrayBufferWriter<byte>(BlockBytes / 4);
        using var json = new Utf8JsonWriter(output, Readable);
        var lines = block.AsSpan(0, length);
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            var situation = JsonSerializer.Deserialize(end < 0 ? lines : lines[..end], PlainJson.Default.PlainSituation)!;
            lines = end < 0 ? [] : lines[(end + 1)..];
            HandWritten.Write(json, Answers[(situation.Profession[0], situation.Exercise) switch
            {
                ('m', 2022) => 0,
                ('m', 2024) => 1,
                ('c', _) => 2,
                _ => 3,
            }], situation.Id);
            json.Flush();
            json.Reset();
            output.Write("\n"u8);
        }

        ArrayPool<byte>.Shared.Return(block);
        return output;
    }

    private static PlainAssessment Answer(string ruleSet, string[] codes, int[] rateOf) => new()
    {
        Id = "",
        RuleSet = ruleSet,
        Codes = codes,
        RateOf = rateOf,
        Verdicts = [.. codes.Select(_ => Verdict.Achieved)],
        Rates = [.. rateOf.Where(r => r >= 0).Select(_ => (1000L, 1200L))],
        Amount = 590,
        PotentialAmount = 590,
    };
}
