using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace FamiPortal.TestKit;

/// <summary>
/// The portal as its users start it: its own process behind Kestrel, on a free port of this machine, on an embedded database that it
/// makes. Journeys and benchmarks start it so.
/// </summary>
public sealed partial class PortalProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly DirectoryInfo folder;
    private readonly bool isFolderOurs;

    private PortalProcess(Process process, DirectoryInfo folder, bool isFolderOurs, Uri address)
    {
        this.process = process;
        this.folder = folder;
        this.isFolderOurs = isFolderOurs;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Its embedded database, for a test that needs more than the demonstration holds.</summary>
    public string Database => Path.Combine(folder.FullName, "famiportal.db");

    /// <summary>Where it keeps the files of evidence.</summary>
    public string Evidence => Path.Combine(folder.FullName, "justificatifs");

    public static string AssemblyPath => Path.Combine(Path.GetFullPath(Metadata("WebProject")), Metadata("WebAssembly"));

    /// <summary>In Development, filled with the demonstration data, in a folder that disappears with it.</summary>
    public static Task<PortalProcess> StartAsync() =>
        StartAsync(Directory.CreateTempSubdirectory("famiportal-e2e-"), isFolderOurs: true, new() { ["ASPNETCORE_ENVIRONMENT"] = "Development" });

    /// <summary>The same on somebody else's folder, which stays.</summary>
    public static Task<PortalProcess> StartAsync(DirectoryInfo folder) =>
        StartAsync(folder, isFolderOurs: false, new() { ["ASPNETCORE_ENVIRONMENT"] = "Development" });

    /// <summary>As it is deployed, but for HTTPS, which a proxy gives it: what is measured. The folder stays.</summary>
    public static Task<PortalProcess> StartInProductionAsync(DirectoryInfo folder) =>
        StartAsync(folder, isFolderOurs: false, new() { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Security__RequireHttps"] = "false" });

    /// <summary>What the operating system says of it; the caller disposes of it.</summary>
    public Process Observe() => Process.GetProcessById(process.Id);

    private static async Task<PortalProcess> StartAsync(DirectoryInfo folder, bool isFolderOurs, Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [AssemblyPath, "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = Path.GetFullPath(Metadata("WebProject")),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The portal's own configuration of whoever starts it must not decide which database it writes.
        foreach (var name in start.Environment.Keys.Where(key => key.Contains("__", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        settings["Data__Folder"] = folder.FullName;
        foreach (var (key, value) in settings)
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
            return new PortalProcess(process, folder, isFolderOurs, await listening.Task.WaitAsync(StartMax));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            if (isFolderOurs)
            {
                folder.Delete(recursive: true);
            }

            throw;
        }

        void Hear(string? line)
        {
            if (line is not null)
            {
                lock (said)
                {
                    said.Add(line);
                }

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
        if (isFolderOurs)
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Metadata(string key) => typeof(PortalProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == key).Value!;

    [GeneratedRegex(@"listening on:? (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
