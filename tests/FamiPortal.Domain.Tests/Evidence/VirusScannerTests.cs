using System.Net;
using System.Net.Sockets;
using System.Text;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace FamiPortal.Domain.Tests.Evidence;

public sealed class VirusScannerTests
{
    [FactWith("clamd")]
    public async Task Scan_ByARealClamd_NamesTheVirusAndLetsTheRestPass()
    {
        await using var clamd = await Clamd.StartAsync();

        foreach (var scanner in new[] { clamd.Scanner(), clamd.Scanner(bySocket: true) })
        {
            Assert.Equal(new ScanVerdict("Essai.Eicar.UNOFFICIAL"), await ScanAsync(scanner, Clamd.Eicar));
            Assert.Equal(new ScanVerdict("Essai.Eicar.UNOFFICIAL"), await ScanAsync(scanner, Clamd.InfectedPdf()));
            Assert.Equal(new ScanVerdict(null), await ScanAsync(scanner, SampleFiles.Pdf()));
            Assert.Equal(new ScanVerdict(null), await ScanAsync(scanner, EvidenceSamples.Pdf(size: (int)StoredFile.SizeBytesMax)));
        }

        Assert.Null(await ScanAsync(clamd.Scanner(), new byte[26 * 1024 * 1024])); // more than it takes: an error is no verdict
    }

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR")]
    [InlineData("stream: Something ERROR")]
    [InlineData("stream: OK\nstream: X FOUND")]
    [InlineData("")]
    public async Task Scan_WhenTheAnswerIsNotPlain_GivesNoVerdict(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, answer);
        var scanner = Scanner(((IPEndPoint)listener.LocalEndpoint).Port);

        Assert.Null(await ScanAsync(scanner, SampleFiles.Pdf()));
        await answering;
    }

    [Fact]
    public async Task Scan_WhenNobodyListensOrAnswers_GivesNoVerdictInTime()
    {
        Assert.Null(await ScanAsync(Scanner(Clamd.FreePort()), SampleFiles.Pdf()));

        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        Assert.Null(await ScanAsync(Scanner(((IPEndPoint)mute.LocalEndpoint).Port, TimeSpan.FromMilliseconds(300)), SampleFiles.Pdf()));
    }

    [Fact]
    public void Scanner_WithoutAnAddress_IsNotConfigured() =>
        Assert.False(new VirusScanner(new VirusScanOptions(), NullLogger<VirusScanner>.Instance).IsConfigured);

    private static async Task AnswerAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer) is var read && !buffer.AsSpan(0, read).EndsWith("\0\0\0\0"u8))
        {
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\0"));
    }

    private static VirusScanner Scanner(int port, TimeSpan? timeMax = null) => new(
        new VirusScanOptions { Host = "127.0.0.1", Port = port, TimeMax = timeMax ?? TimeSpan.FromSeconds(10) }, NullLogger<VirusScanner>.Instance);

    private static async Task<ScanVerdict?> ScanAsync(VirusScanner scanner, byte[] content)
    {
        using var stream = new MemoryStream(content);
        return await scanner.ScanAsync(stream, default);
    }
}
