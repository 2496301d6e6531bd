using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace FamiPortal.Domain.Evidence;

/// <summary>Section <c>ClamAv</c> of the configuration: where clamd listens; nothing set, nothing is scanned.</summary>
public sealed class VirusScanOptions
{
    public const string Section = "ClamAv";

    public string? Host { get; set; }

    public int Port { get; set; } = 3310;

    /// <summary>Path of a Unix socket, instead of a host.</summary>
    public string? Socket { get; set; }

    /// <summary>Longest wait for clamd, connection and answer included.</summary>
    public TimeSpan TimeMax { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>What clamd answered about a file; null names no virus.</summary>
public sealed record ScanVerdict(string? VirusName);

/// <summary>Asks clamd about a file (INSTREAM): the content goes over the connection, so that it may run on another machine.</summary>
public sealed class VirusScanner(VirusScanOptions options, ILogger<VirusScanner> logger)
{
    private const int ChunkLength = 64 * 1024;

    public bool IsConfigured => options is { Host.Length: > 0 } or { Socket.Length: > 0 };

    /// <summary>Null when clamd does not answer or answers with an error: never taken for a clean file.</summary>
    public async Task<ScanVerdict?> ScanAsync(Stream content, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("zINSTREAM\0", content, cancellationToken);
        if (answer == "stream: OK")
        {
            return new ScanVerdict(null);
        }

        if (answer is not null && answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(" FOUND", StringComparison.Ordinal) && !answer.Contains('\n', StringComparison.Ordinal))
        {
            return new ScanVerdict(answer["stream: ".Length..^" FOUND".Length]);
        }

        if (answer is not null)
        {
            logger.LogError("The virus scanner refused a file: {Answer}", answer);
        }

        return null;
    }

    public async Task<bool> AnswersAsync(CancellationToken cancellationToken) => await AskAsync("zPING\0", null, cancellationToken) == "PONG";

    private async Task<string?> AskAsync(string command, Stream? content, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.TimeMax);
        try
        {
            using var socket = await ConnectAsync(deadline.Token);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(command), deadline.Token);
            if (content is not null)
            {
                await SendAsync(content, stream, deadline.Token);
            }

            using var answer = new MemoryStream();
            await ExternalTool.CopyTo(answer, 4096)(stream, deadline.Token);
            return Encoding.UTF8.GetString(answer.ToArray()).TrimEnd('\0', '\n');
        }
        catch (Exception exception) when (exception is SocketException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            logger.LogWarning("The virus scanner does not answer: {Reason}", exception.Message);
            return null;
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = options.Socket is { Length: > 0 }
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await (options.Socket is { Length: > 0 } path
                ? socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken)
                : socket.ConnectAsync(options.Host!, options.Port, cancellationToken));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Chunks behind their length; an empty one ends them.</summary>
    private static async Task SendAsync(Stream content, Stream target, CancellationToken cancellationToken)
    {
        var chunk = new byte[4 + ChunkLength];
        for (int length; (length = await content.ReadAsync(chunk.AsMemory(4), cancellationToken)) > 0;)
        {
            BinaryPrimitives.WriteInt32BigEndian(chunk, length);
            await target.WriteAsync(chunk.AsMemory(0, 4 + length), cancellationToken);
        }

        await target.WriteAsync(new byte[4], cancellationToken);
    }
}
