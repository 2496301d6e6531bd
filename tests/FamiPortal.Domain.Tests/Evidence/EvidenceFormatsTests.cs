using System.Text;
using FamiPortal.Domain.Evidence;

namespace FamiPortal.Domain.Tests.Evidence;

public class EvidenceFormatsTests
{
    [Fact]
    public void Inspect_WhenTheContentIsOfATakenFormat_NamesIt()
    {
        Assert.Equal(EvidenceFormat.Pdf, Inspect(EvidenceSamples.Pdf(), "facture.pdf").Value);
        Assert.Equal(EvidenceFormat.Pdf, Inspect(EvidenceSamples.Pdf(version: "2.0"), "facture.PDF").Value);
        Assert.Equal(EvidenceFormat.Png, Inspect(EvidenceSamples.Png(), "capture.png").Value);
        Assert.Equal(EvidenceFormat.Jpeg, Inspect(EvidenceSamples.Jpeg(), "photo.jpg").Value);
        Assert.Equal(EvidenceFormat.Jpeg, Inspect(EvidenceSamples.Jpeg(), "photo.JPEG").Value);
    }

    [Theory]
    [InlineData("facture")]
    [InlineData("")]
    [InlineData(null)]
    public void Inspect_WhenTheNameClaimsNothing_TrustsTheContent(string? name) =>
        Assert.Equal(EvidenceFormat.Pdf, Inspect(EvidenceSamples.Pdf(), name!).Value);

    [Theory]
    [InlineData("facture.png", ".png")]
    [InlineData("facture.pdf.exe", ".exe")]
    [InlineData("facture\u202Efdp.exe", ".exe")]
    [InlineData("facture du 12.03.2024", ".2024")]
    public void Inspect_WhenTheExtensionDisagrees_IsRefusedAndSaysHowToRename(string name, string extension)
    {
        var problem = Assert.Single(Inspect(EvidenceSamples.Pdf(), name).Problems);

        Assert.Equal("evidence.extension-disagrees", problem.Code);
        Assert.Contains($"«\u00A0{extension}\u00A0»", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Renommez-le en «\u00A0.pdf\u00A0»", problem.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> Strangers => new()
    {
        { "program", EvidenceSamples.Exe() },
        { "archive", EvidenceSamples.Zip() },
        { "web page", Encoding.UTF8.GetBytes("<!doctype html><script>alert(1)</script>") },
        { "text", "bonjour"u8.ToArray() },
        { "one byte", [0x25] },
        { "GIF", "GIF89a"u8.ToArray() },
        { "drawing", Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'/>") },
        { "header too far", [.. new byte[1024], .. EvidenceSamples.Pdf()] },
        { "half a PNG signature", EvidenceSamples.Png()[..5] },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public void Inspect_WhenTheContentIsNoneOfTheFormats_IsRefusedWhateverTheName(string what, byte[] content)
    {
        foreach (var name in new[] { "facture.pdf", "facture.png", "facture.jpg" })
        {
            Assert.True(Code(content, name) == "evidence.unknown-format", what);
        }
    }

    public static TheoryData<string, byte[]> Polyglots => new()
    {
        { "PDF then ZIP", [.. EvidenceSamples.Pdf(), .. EvidenceSamples.Zip()] },
        { "page then PDF", [.. "<html><script>alert(1)</script>"u8, .. EvidenceSamples.Pdf()] },
        { "program then PDF", [.. EvidenceSamples.Exe()[..512], .. EvidenceSamples.Pdf()] },
        { "program all in letters then PDF", [.. "MZ mov ax\n"u8, .. EvidenceSamples.Pdf()] },
        { "script then PDF", [.. "#!/bin/sh\nrm -rf x\n"u8, .. EvidenceSamples.Pdf()] },
        { "ZIP then PDF", [.. EvidenceSamples.Zip(), .. EvidenceSamples.Pdf()] },
        { "PDF in a JPEG comment", EvidenceSamples.JpegWith(EvidenceSamples.Pdf()) },
    };

    [Theory]
    [MemberData(nameof(Polyglots))]
    public void Inspect_WhenTheFileIsTwoThingsAtOnce_IsRefused(string what, byte[] content) =>
        Assert.True(Code(content, "facture") == "evidence.mixed-content", what);

    [Fact]
    public void Inspect_WhenAnImageHidesAZip_IsRefused()
    {
        // The end mark must be in place for the archive to be what is refused.
        Assert.Equal("evidence.mixed-content", Code([.. EvidenceSamples.Jpeg(), .. EvidenceSamples.Zip()], "photo.jpg"));
        Assert.Equal("evidence.mixed-content", Code([.. EvidenceSamples.Png(), .. EvidenceSamples.Zip()], "photo.png"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(255)]
    public void Inspect_WhenAZipSignatureIsThereByChance_IsAccepted(byte directorySize) =>
        Assert.True(Inspect([.. EvidenceSamples.Jpeg(), .. "PK\x05\x06"u8, .. new byte[8], directorySize, .. new byte[40]], "photo.jpg").IsDone);

    [Fact]
    public void Inspect_WhenPrinterCommandsPrecedeThePdf_IsAccepted() =>
        Assert.True(Inspect([.. "\x1B%-12345X@PJL ENTER LANGUAGE=PDF\r\n"u8, .. EvidenceSamples.Pdf()], "facture.pdf").IsDone);

    [Fact]
    public void Inspect_WhenTheHeaderEndsAtByte1024_IsAcceptedAndOneFurtherRefused()
    {
        Assert.True(Inspect([.. Spaces(1024 - 7), .. EvidenceSamples.Pdf()], "facture.pdf").IsDone);
        Assert.Equal("evidence.unknown-format", Code([.. Spaces(1024 - 6), .. EvidenceSamples.Pdf()], "facture.pdf"));
    }

    [Fact]
    public void Inspect_WhenThePdfIsCutShort_IsRefused() =>
        Assert.Equal("evidence.damaged", Code(EvidenceSamples.Pdf()[..^20], "facture.pdf"));

    [Fact]
    public void Inspect_WhenThePdfEndMarkIsFarFromTheEnd_IsRefused() =>
        Assert.Equal("evidence.damaged", Code([.. EvidenceSamples.Pdf(), .. Spaces(2048)], "facture.pdf"));

    [Theory]
    [InlineData("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")]
    [InlineData("/Names << /JavaScript 9 0 R >>")]
    [InlineData("/OpenAction<</S/JavaScript/JS(x)>>")]
    [InlineData("/OpenAction << /S /#4a#61v#61Script >>")]
    [InlineData("/OpenAction << /S /#4A#61#76#61#53#63#72#69#70#74 >>")]
    [InlineData("/OpenAction << /S /Launch /F (calc.exe) >>")]
    [InlineData("/Annot << /Subtype /RichMedia >>")]
    public void Inspect_WhenThePdfStartsSomething_IsRefused(string catalog) =>
        Assert.Equal("evidence.active-content", Code(EvidenceSamples.Pdf(catalog), "facture.pdf"));

    [Theory]
    [InlineData("/OpenAction [3 0 R /Fit]")]
    [InlineData("/Names << /EmbeddedFiles 9 0 R >>")] // Factur-X, the French electronic invoice
    [InlineData("/JavaScripts 1")]
    [InlineData("/Launcher#4 1")]
    [InlineData("/Encrypt 8 0 R")]
    [InlineData("/Title (JavaScript et Launch)")]
    public void Inspect_WhenThePdfStartsNothing_IsAccepted(string catalog) =>
        Assert.True(Inspect(EvidenceSamples.Pdf(catalog), "facture.pdf").IsDone);

    [Fact]
    public void Inspect_WhenAnImageIsCutShort_IsRefused()
    {
        for (var kept = 9; kept < EvidenceSamples.Png().Length; kept++)
        {
            Assert.Equal("evidence.damaged", Code(EvidenceSamples.Png()[..kept], "capture.png"));
        }

        for (var kept = 3; kept < EvidenceSamples.Jpeg().Length; kept++)
        {
            Assert.Equal("evidence.damaged", Code(EvidenceSamples.Jpeg()[..kept], "photo.jpg"));
        }
    }

    [Fact]
    public void Inspect_WhenAnImageHasNoPicture_IsRefused()
    {
        var png = EvidenceSamples.Png();

        Assert.Equal("evidence.damaged", Code([.. png[..33], .. png[^12..]], "capture.png"));
        Assert.Equal("evidence.damaged", Code([0xFF, 0xD8, 0xFF, 0xD9], "photo.jpg"));
    }

    [Fact]
    public void Inspect_WhenAPhoneAddsItsOwnDataAfterThePhoto_IsAccepted() =>
        Assert.True(Inspect([.. EvidenceSamples.Jpeg(), .. "SEFT film"u8, .. new byte[5000]], "photo.jpg").IsDone);

    [Theory]
    [InlineData(10_000, 10_000, null)] // a hundred million exactly
    [InlineData(10_001, 10_000, "evidence.too-many-pixels")]
    [InlineData(uint.MaxValue, uint.MaxValue, "evidence.too-many-pixels")]
    [InlineData(0, 10, "evidence.damaged")]
    [InlineData(10, 0, "evidence.damaged")]
    public void Inspect_WhenAPngDeclaresDimensions_JudgesThem(uint width, uint height, string? code) =>
        Assert.Equal(code, Code(EvidenceSamples.PngOf(width, height), "capture.png"));

    [Theory]
    [InlineData(10_000, 10_000, null)]
    [InlineData(10_000, 10_001, "evidence.too-many-pixels")]
    [InlineData(65_535, 65_535, "evidence.too-many-pixels")]
    [InlineData(0, 10, "evidence.damaged")]
    [InlineData(10, 0, "evidence.damaged")]
    public void Inspect_WhenAJpegDeclaresDimensions_JudgesThem(ushort width, ushort height, string? code) =>
        Assert.Equal(code, Code(EvidenceSamples.JpegOf(width, height), "photo.jpg"));

    [Fact]
    public void Inspect_WhenBytesAreArbitrary_NeverThrows()
    {
        var random = new Random(20_240_101);
        foreach (var sample in new[] { EvidenceSamples.Pdf(), EvidenceSamples.Png(), EvidenceSamples.Jpeg() })
        {
            for (var run = 0; run < 3_000; run++)
            {
                var bytes = (byte[])sample.Clone();
                for (var change = random.Next(1, 6); change > 0; change--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                var outcome = Inspect(bytes[..random.Next(1, bytes.Length + 1)], "x");
                Assert.True(outcome.IsDone || outcome.Problems.Count == 1);
            }
        }
    }

    private static byte[] Spaces(int count) => [.. Enumerable.Repeat((byte)' ', count)];

    private static string? Code(byte[] content, string name) => Inspect(content, name).Problems.SingleOrDefault()?.Code;

    private static Outcome<EvidenceFormat> Inspect(byte[] content, string name) => EvidenceFormats.Inspect(new MemoryStream(content), name);
}
