using System.Diagnostics;
using FamiPortal.Domain.Demonstration;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace FamiPortal.Domain.Tests.Evidence;

/// <summary>Archives made and opened by the real 7z.</summary>
public sealed class SevenZipTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("famiportal-7z-");

    public void Dispose() => folder.Delete(recursive: true);

    [FactWith("7z")]
    public async Task Save_WhenTheArchiveHoldsDocuments_IsAccepted()
    {
        var archive = Archive([], ("factures/mars é.pdf", SampleFiles.Pdf()), ("photo.png", SampleFiles.Png()), ("attestation.docx", SampleDocuments.Docx()));

        Assert.Equal(EvidenceFormat.SevenZip, (await SaveAsync(archive)).Value.Format);
    }

    [FactWith("7z")]
    public async Task Save_WhenTheArchiveHoldsSomethingElse_IsRefused()
    {
        Assert.Equal("evidence.unknown-format", await CodeAsync(Archive([], ("facture.pdf", SampleFiles.Exe()))));
        Assert.Equal("evidence.archive-nested", await CodeAsync(Archive([], ("a.zip", SampleDocuments.Zip(("facture.pdf", SampleFiles.Pdf()))))));
        Assert.Equal("evidence.macros", await CodeAsync(Archive([], ("a.docx", SampleDocuments.DocxWithRenamedMacro()))));
        Assert.Equal("evidence.archive-too-many", await CodeAsync(Archive([], [.. Enumerable.Range(0, 51).Select(i => ($"{i}.pdf", SampleFiles.Pdf()))])));
        Assert.Equal("evidence.archive-entry-too-large", await CodeAsync(Archive([], ("a.pdf", new byte[StoredFile.SizeBytesMax + 1]))));
        Assert.Equal("evidence.archive-too-large", await CodeAsync(Archive([], [.. Enumerable.Range(0, 6).Select(i => ($"{i}.pdf", EvidenceSamples.Pdf(size: (int)StoredFile.SizeBytesMax - 1)))])));
    }

    [FactWith("7z")]
    public async Task Save_WhenTheArchiveIsEncrypted_SaysSo()
    {
        Assert.Equal("evidence.archive-encrypted", await CodeAsync(Archive(["-psecret"], ("facture.pdf", SampleFiles.Pdf()))));
        Assert.Equal("evidence.seven-zip-unreadable", await CodeAsync(Archive(["-psecret", "-mhe=on"], ("facture.pdf", SampleFiles.Pdf()))));
    }

    [FactWith("7z")]
    public async Task Save_WhenTheArchiveHoldsALinkOrIsDamaged_IsRefused()
    {
        var target = folder.CreateSubdirectory(Guid.NewGuid().ToString("N"));
        File.CreateSymbolicLink(Path.Combine(target.FullName, "facture.pdf"), "/etc/passwd");
        Assert.Equal("evidence.archive-path", await CodeAsync(Pack(target, ["-snl"])));

        var damaged = Archive([], ("facture.pdf", SampleFiles.Pdf()));
        damaged.AsSpan(40, 20).Clear();
        Assert.Equal("evidence.seven-zip-unreadable", await CodeAsync(damaged));
    }

    [Fact]
    public async Task Save_WhenThereIsNo7z_SaysWhatToSendInstead()
    {
        byte[] archive = [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C, .. new byte[100]];

        var problem = Assert.Single((await SaveAsync(archive, new EvidenceTools { SevenZip = new ExternalTool("un-programme-absent") })).Problems);

        Assert.Equal("evidence.seven-zip-missing", problem.Code);
        Assert.Contains("en PDF, ou dans une archive ZIP", problem.Message, StringComparison.Ordinal);
    }

    [FactWith("7z", "pdftotext")]
    public async Task Read_FindsWhatMustNotBeSentInNamesAndDocuments_AndLeavesTheRest()
    {
        Assert.Equal(SensitiveFindings.Nir, await LookAsync(("photo.png", SampleFiles.Png()), ("b.pdf", PlainPdf.Page("Assuré 1 85 05 78 006 084 91"))));
        Assert.Equal(SensitiveFindings.Nir, await LookAsync(("carte 185057800608491.png", SampleFiles.Png())));
        Assert.Equal(SensitiveFindings.MedicalWords, await LookAsync(("a/b.docx", SampleDocuments.Docx("Compte rendu opératoire"))));
        Assert.Equal(SensitiveFindings.Nir, await LookAsync(("a.docx", SampleDocuments.Docx("</w:t")), ("b.docx", SampleDocuments.Docx("Assuré 1 85 05 78 006 084 91"))));
        Assert.Equal(SensitiveFindings.None, await LookAsync(("facture.pdf", PlainPdf.Page("Facture du 12 mars 2024"))));
    }

    [FactWith("7z", "pdftotext")]
    public async Task Read_WhenManyArchivesOfPdfsComeAtOnce_NoneWaitsForTheOthers()
    {
        var archive = Archive([], ("a.pdf", PlainPdf.Page("Assuré 1 85 05 78 006 084 91")));

        var texts = await Task.WhenAll(Enumerable.Range(0, 4 * Environment.ProcessorCount).Select(_ => Task.Run(() => TextAsync(archive))));

        Assert.All(texts, text => Assert.Contains("006 084 91", text, StringComparison.Ordinal));
    }

    [FactWith("sh")]
    public async Task Run_WhenTheToolIsTooSlowOrTooTalkative_IsEnded()
    {
        var shell = new ExternalTool("sh") { TimeMax = TimeSpan.FromMilliseconds(500) };
        var watch = Stopwatch.StartNew();

        var slow = await shell.RunAsync(["-c", "sleep 30"], null, ExternalTool.CopyTo(Stream.Null, 10), default);
        var talkative = await shell.RunAsync(["-c", "while :; do echo bonjour; done"], null, ExternalTool.CopyTo(Stream.Null, 1000), default);
        var failed = await shell.RunAsync(["-c", "exit 3"], new MemoryStream(new byte[200_000]), ExternalTool.CopyTo(Stream.Null, 10), default);

        Assert.Equal((ToolEnd.TooSlow, ToolEnd.TooMuch, ToolEnd.Failed), (slow, talkative, failed));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15));
    }

    [FactWith("sh")]
    public async Task Run_KeepsTheSecretsOfThePortalFromTheTool()
    {
        Environment.SetEnvironmentVariable("FAMIPORTAL_SECRET_OF_A_TEST", "secret");
        using var output = new MemoryStream();

        await new ExternalTool("sh").RunAsync(["-c", "env"], null, ExternalTool.CopyTo(output, 10_000), default);

        Assert.DoesNotContain("SECRET", System.Text.Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    private async Task<string> CodeAsync(byte[] archive) => Assert.Single((await SaveAsync(archive)).Problems).Code;

    private Task<Outcome<StoredFile>> SaveAsync(byte[] archive, EvidenceTools? tools = null) => new LocalEvidenceFiles(
        new EvidenceFilesOptions { Folder = Path.Combine(folder.FullName, "store") }, TimeProvider.System, NullLogger<LocalEvidenceFiles>.Instance, tools)
        .SaveAsync(new MemoryStream(archive), "justificatifs.7z", default);

    private async Task<SensitiveFindings> LookAsync(params (string Name, byte[] Content)[] entries) => SensitiveContent.Look("justificatifs.7z", await TextAsync(Archive([], entries)));

    private async Task<string?> TextAsync(byte[] archive)
    {
        var path = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.7z");
        await File.WriteAllBytesAsync(path, archive);
        await using var content = File.OpenRead(path);
        return (await new EvidenceReader(new EvidenceTools()).ReadAsync(content, EvidenceFormat.SevenZip, default)).Text;
    }

    private byte[] Archive(string[] options, params (string Name, byte[] Content)[] entries)
    {
        var source = folder.CreateSubdirectory(Guid.NewGuid().ToString("N"));
        foreach (var (name, content) in entries)
        {
            var path = Path.Combine(source.FullName, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }

        return Pack(source, options);
    }

    private byte[] Pack(DirectoryInfo source, string[] options)
    {
        var path = Path.Combine(folder.FullName, $"{Guid.NewGuid():N}.7z");
        using var process = Process.Start(new ProcessStartInfo("7z", ["a", .. options, path, "."]) { WorkingDirectory = source.FullName, RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return File.ReadAllBytes(path);
    }
}
