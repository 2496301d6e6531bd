using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace FamiPortal.E2E.Tests;

/// <summary>
/// The portal as its users start it: its own process, in Development, on an embedded database that it makes and fills with the
/// demonstration data, in a folder that disappears with it.
/// </summary>
public sealed partial class PortalProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly DirectoryInfo folder;

    private PortalProcess(Process process, DirectoryInfo folder, Uri address)
    {
        this.process = process;
        this.folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Its embedded database, for a test that needs more than the demonstration holds.</summary>
    public string Database => Path.Combine(folder.FullName, "famiportal.db");

    /// <summary>Where it keeps the files of evidence.</summary>
    public string Evidence => Path.Combine(folder.FullName, "justificatifs");

    public int Id => process.Id;

    public static string AssemblyPath => Path.Combine(Path.GetFullPath(Metadata("WebProject")), Metadata("WebAssembly"));

    /// <param name="settings">Configuration keys of the portal, <c>__</c> for <c>:</c>.</param>
    public static async Task<PortalProcess> StartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var folder = Directory.CreateTempSubdirectory("famiportal-e2e-");
        var project = Path.GetFullPath(Metadata("WebProject"));
        var start = new ProcessStartInfo("dotnet", [AssemblyPath, "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Data__Folder"] = folder.FullName,
            },
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        var process = Process.Start(start)!;
        var said = new List<string>();
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The portal stopped: {string.Join('\n', said)}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new PortalProcess(process, folder, await listening.Task.WaitAsync(StartMax));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            folder.Delete(recursive: true);
            throw;
        }

        void Hear(string? line)
        {
            if (line is not null)
            {
                said.Add(line);
                if (Listening().Match(line) is { Success: true } match)
                {
                    listening.TrySetResult(new Uri(match.Groups[1].Value));
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static string Metadata(string key) => typeof(PortalProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == key).Value!;

    [GeneratedRegex(@"listening on:? (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
