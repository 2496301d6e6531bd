using System.CommandLine;
using FamiPortal.Rules;
using Microsoft.Win32.SafeHandles;

namespace FamiPortal.Cli.Commands;

/// <summary><c>fami simulate</c>: one situation a line in, one assessment a line out; order kept, memory constant.</summary>
internal static class Simulate
{
    private const int BrokenPipe = 32;

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

    /// <returns>0 when every line was assessed, 2 when some were not, 1 when nothing could be read or the answers could not be written.</returns>
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
            source = input is null ? Console.OpenStandardInput() : Open(input, FileMode.Open, FileAccess.Read);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return CannotRead(input, unreadable);
        }

        await using var ownedSource = source;
        Stream target;
        try
        {
            target = output is null ? StandardOutput() : Open(output, FileMode.Create, FileAccess.Write);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return CannotWrite(output, unwritable);
        }

        await using var ownedTarget = target;
        var outcome = await new AssessmentLines(catalogue, options).RunAsync(source, target, cancel);
        return outcome switch
        {
            { Unwritable: { HResult: BrokenPipe } } when output is null => outcome.AllAssessed ? 0 : 2,
            { Unwritable: { } unwritable } => CannotWrite(output, unwritable),
            { Unreadable: { } unreadable } => Math.Max(CannotRead(input, unreadable), outcome.LineCount > 0 ? 2 : 1),
            _ => outcome.AllAssessed ? 0 : 2,
        };
    }

    // Whole batches go through these streams: a buffer of their own would only copy once more.
    private static FileStream Open(FileInfo file, FileMode mode, FileAccess access) =>
        new(file.FullName, mode, access, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

    /// <summary>
    /// The console's stream says nothing when the reader of a pipe is gone (<c>fami simulate | head</c>) and would assess all
    /// the rest for nobody; a plain stream says so. Files keep the console's stream, which shares their position with others.
    /// </summary>
    private static Stream StandardOutput()
    {
        if (!OperatingSystem.IsWindows())
        {
            var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!pipe.CanSeek)
            {
                return pipe;
            }
        }

        return Console.OpenStandardOutput();
    }

    private static int CannotRead(FileInfo? input, Exception why)
    {
        Console.Error.WriteLine($"Lecture impossible de {(input is null ? "l’entrée standard" : $"« {input} »")} : {why.Message}");
        return 1;
    }

    private static int CannotWrite(FileInfo? output, Exception why)
    {
        Console.Error.WriteLine($"Écriture impossible dans {(output is null ? "la sortie standard" : $"« {output} »")} : {why.Message}");
        return 1;
    }
}
