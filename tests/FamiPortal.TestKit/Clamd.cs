using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FamiPortal.Domain.Evidence;
using Microsoft.Extensions.Logging.Abstractions;

namespace FamiPortal.TestKit;

/// <summary>
/// A real clamd with a signature of our own for the EICAR test string: its official database can't be had everywhere. Debian:
/// apt-get install clamav-daemon.
/// </summary>
public sealed class Clamd : IAsyncDisposable
{
    /// <summary>The harmless string that every scanner takes for a virus, in two halves so that none takes this file for one.</summary>
    public static readonly byte[] Eicar = Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");

    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly DirectoryInfo folder;

    private Clamd(Process process, DirectoryInfo folder, int port)
    {
        this.process = process;
        this.folder = folder;
        Port = port;
    }

    public int Port { get; }

    public string SocketPath => Path.Combine(folder.FullName, "clamd.sock");

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>A PDF with the test string in it.</summary>
    public static byte[] InfectedPdf()
    {
        var pdf = Encoding.Latin1.GetString(SampleFiles.Pdf());
        return Encoding.Latin1.GetBytes(pdf.Insert(pdf.IndexOf('\n', StringComparison.Ordinal) + 1, $"%{Encoding.ASCII.GetString(Eicar)}\n"));
    }

    public static async Task<Clamd> StartAsync(int? port = null)
    {
        var folder = Directory.CreateTempSubdirectory("famiportal-clamd-");
        var chosen = port ?? FreePort();
        var signatures = folder.CreateSubdirectory("signatures");

        // Name : any kind of file : anywhere in it : the bytes in hexadecimal.
        await File.WriteAllTextAsync(Path.Combine(signatures.FullName, "essai.ndb"), $"Essai.Eicar:0:*:{Convert.ToHexStringLower(Eicar)}\n");
        var configuration = Path.Combine(folder.FullName, "clamd.conf");
        await File.WriteAllTextAsync(configuration, $"""
            Foreground yes
            DatabaseDirectory {signatures.FullName}
            TCPSocket {chosen}
            TCPAddr 127.0.0.1
            LocalSocket {Path.Combine(folder.FullName, "clamd.sock")}
            TemporaryDirectory {folder.FullName}
            StreamMaxLength 25M

            """);
        var process = Process.Start(new ProcessStartInfo(File.Exists("/usr/sbin/clamd") ? "/usr/sbin/clamd" : "clamd", ["--config-file", configuration])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var clamd = new Clamd(process, folder, chosen);
        var watch = Stopwatch.StartNew();
        while (!await clamd.Scanner().AnswersAsync(default))
        {
            if (process.HasExited || watch.Elapsed > StartMax)
            {
                await clamd.DisposeAsync();
                throw new InvalidOperationException($"clamd did not start: {string.Join('\n', await said)}");
            }

            await Task.Delay(100);
        }

        return clamd;
    }

    public VirusScanner Scanner(bool bySocket = false) => new(
        bySocket ? new VirusScanOptions { Socket = SocketPath } : new VirusScanOptions { Host = "127.0.0.1", Port = Port }, NullLogger<VirusScanner>.Instance);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
        folder.Delete(recursive: true);
    }
}
