using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FamiPortal.TestKit;

/// <summary>A small SMTP server of this process on a free port: it speaks the protocol over a real socket and keeps what it is sent.</summary>
public sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public SmtpListener()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What it answers to a recipient: 250 takes the mail, 451 not now, 550 never.</summary>
    public string RecipientAnswer { get; set; } = "250 OK";

    /// <summary>The mails received, headers and body as sent.</summary>
    public List<string> Received { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await TalkAsync(client);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        try
        {
            await writer.WriteLineAsync("220 essai");
            while (await reader.ReadLineAsync(stop.Token) is { } line)
            {
                var verb = line.Split(' ')[0].ToUpperInvariant();
                await writer.WriteLineAsync(verb switch
                {
                    "RCPT" => RecipientAnswer,
                    "DATA" => "354 go",
                    "QUIT" => "221 bye",
                    _ => "250 OK",
                });
                if (verb == "DATA")
                {
                    var mail = new StringBuilder();
                    while (await reader.ReadLineAsync(stop.Token) is { } text && text != ".")
                    {
                        mail.AppendLine(text);
                    }

                    Received.Add(mail.ToString());
                    await writer.WriteLineAsync("250 OK");
                }
            }
        }
        catch (IOException)
        {
            // The client left.
        }
    }
}
