using System.Diagnostics;
using System.Text;

namespace FamiPortal.Cli.Tests;

/// <summary>The real commands, each in a process of its own, in a folder of its own.</summary>
internal sealed class Fami : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string Folder { get; } = Directory.CreateTempSubdirectory("fami-cli-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A copy of the official rules, to be changed.</summary>
    public string CopyOfRules()
    {
        var official = Path.Combine(AppContext.BaseDirectory, "Catalogue");
        var copy = Path.Combine(Folder, "regles");
        foreach (var file in Directory.EnumerateFiles(official, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(official, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    public Process Start(string assembly, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };

        // The portal's own configuration of whoever runs the tests must not decide which database they write.
        foreach (var name in start.Environment.Keys.Where(k => k.Contains("__", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        return Process.Start(start)!;
    }

    public Task<Ended> RunAsync(params string[] arguments) => RunWithInputAsync("", arguments);

    public Task<Ended> RunWithInputAsync(string input, params string[] arguments) => RunWithInputAsync(Encoding.UTF8.GetBytes(input), arguments);

    public Task<Ended> RunWithInputAsync(byte[] input, params string[] arguments) => EndAsync(Start("fami.dll", arguments), input);

    public static async Task<Ended> EndAsync(Process process, byte[] input)
    {
        using var ended = process;
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, patience.Token);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A command that refuses its arguments ends without reading.
        }

        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return new Ended(process.ExitCode, await output, await errors);
    }
}

/// <summary>What a command left.</summary>
internal sealed record Ended(int Code, string Output, string Errors)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
