using System.Buffers;
using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using FamiPortal.Rules;

namespace FamiPortal.Cli.Commands;

/// <summary><c>fami simulate</c>: one situation a line in, one assessment a line out; order kept, memory constant.</summary>
internal static class Simulate
{
    private const int LineBytesMax = 16 * 1024 * 1024;
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Command()
    {
        var input = new Option<FileInfo?>("--input") { Description = "Situations, une par ligne (JSON Lines). Par défaut : l’entrée standard." };
        var output = new Option<FileInfo?>("--output") { Description = "Évaluations, une par ligne. Par défaut : la sortie standard." };
        var explain = new Option<bool>("--explain") { Description = "Ajoute l’explication de chaque évaluation." };
        var rules = CatalogueOption.Create();
        var command = new Command("simulate", "Évalue des situations, une par ligne.") { input, output, explain, rules };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(input), parsed.GetValue(output), new AssessmentOptions { Explain = parsed.GetValue(explain) }, CatalogueOption.Load(parsed, rules), cancel));
        return command;
    }

    /// <returns>0 when every line was assessed, 2 when some were not, 1 when nothing could be read.</returns>
    private static async Task<int> RunAsync(
        FileInfo? input, FileInfo? output, AssessmentOptions options, RuleCatalogue? catalogue, CancellationToken cancel)
    {
        if (catalogue is null)
        {
            return 1;
        }

        Stream source;
        try
        {
            source = input is null ? Console.OpenStandardInput() : input.OpenRead();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"Lecture impossible de « {input} » : {unreadable.Message}");
            return 1;
        }

        Stream target;
        try
        {
            target = output is null ? Console.OpenStandardOutput() : output.Create();
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            await source.DisposeAsync();
            await Console.Error.WriteLineAsync($"Écriture impossible dans « {output} » : {unwritable.Message}");
            return 1;
        }

        await using var ownedSource = source;
        await using var ownedTarget = new BufferedStream(target, 64 * 1024);
        return await AssessAsync(source, ownedTarget, options, catalogue, cancel);
    }

    private static async Task<int> AssessAsync(
        Stream source, Stream target, AssessmentOptions options, RuleCatalogue catalogue, CancellationToken cancel)
    {
        var allAssessed = true;
        var buffer = new ArrayBufferWriter<byte>();
        await foreach (var (number, line) in JsonLines.ReadAsync(source, LineBytesMax, cancel))
        {
            buffer.ResetWrittenCount();
            using (var writer = new Utf8JsonWriter(buffer, Readable))
            {
                allAssessed &= AssessmentJson.WriteAnswer(writer, line.Span, number, catalogue, options);
            }

            target.Write(buffer.WrittenSpan);
            target.WriteByte((byte)'\n');
        }

        await target.FlushAsync(cancel);
        return allAssessed ? 0 : 2;
    }
}
