using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;

namespace FamiPortal.Domain.Tests.Evidence;

/// <summary>ZIP archives and the documents that are ZIPs or compound files inside.</summary>
public sealed class EvidenceArchivesTests
{
    private static readonly byte[] Pdf = SampleFiles.Pdf();

    [Fact]
    public void Inspect_WhenADocumentIsOfOneOfTheOfficeFormats_NamesIt()
    {
        Assert.Equal(EvidenceFormat.Docx, Inspect(SampleDocuments.Docx(), "attestation.docx").Value);
        Assert.Equal(EvidenceFormat.Odt, Inspect(SampleDocuments.Odt(), "attestation.odt").Value);
        Assert.Equal(EvidenceFormat.Doc, Inspect(SampleDocuments.Doc(), "attestation.doc").Value);
    }

    [Fact]
    public void Inspect_WhenAnArchiveHoldsDocumentsOfTheTakenFormats_IsAccepted()
    {
        var archive = SampleDocuments.Zip(
            ("factures/", []), ("factures/mars.pdf", Pdf), ("photo.png", SampleFiles.Png()), ("photo.JPG", SampleFiles.Jpeg()),
            ("attestation.docx", SampleDocuments.Docx()), ("attestation.odt", SampleDocuments.Odt()), ("attestation.doc", SampleDocuments.Doc()));

        Assert.Equal(EvidenceFormat.Zip, Inspect(archive, "justificatifs.zip").Value);
    }

    [Fact]
    public void Inspect_WhenAPdfIsInTheArchiveWithoutBeingPacked_IsAccepted() =>
        Assert.Equal(EvidenceFormat.Zip, Inspect(Stored("facture.pdf", Pdf), "justificatifs.zip").Value);

    [Fact]
    public void Inspect_WhenAMacAddsItsOwnFilesToTheArchive_IsAccepted() => Assert.True(Inspect(
        SampleDocuments.Zip(("facture.pdf", Pdf), ("__MACOSX/._facture.pdf", [0, 5, 0x16, 7, 1]), (".DS_Store", [0, 0, 0, 1, .. "Bud1"u8, 0])), "a.zip").IsDone);

    [Theory]
    [InlineData("facture.png", "evidence.extension-disagrees", "Renommez-le en «\u00A0.pdf\u00A0»")]
    [InlineData("facture.pdf.exe", "evidence.extension-disagrees", "facture.pdf.exe")]
    public void Inspect_WhenANameInTheArchiveLies_IsRefusedWithThatName(string name, string code, string words)
    {
        var problem = Assert.Single(Inspect(SampleDocuments.Zip((name, Pdf)), "a.zip").Problems);

        Assert.Equal(code, problem.Code);
        Assert.StartsWith($"Dans l’archive, «\u00A0{name}\u00A0»\u00A0: le contenu", problem.Message, StringComparison.Ordinal);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_WhenTheArchiveHoldsSomethingElse_IsRefused()
    {
        Assert.Equal("evidence.unknown-format", Code(SampleDocuments.Zip(("facture.pdf", SampleFiles.Exe())), "a.zip"));
        Assert.Equal("evidence.unknown-format", Code(SampleDocuments.Zip(("vide.pdf", [])), "a.zip"));
        Assert.Equal("evidence.macros", Code(SampleDocuments.Zip(("a.docx", SampleDocuments.DocxWithRenamedMacro())), "a.zip"));
        Assert.Equal("evidence.archive-nested", Code(SampleDocuments.Zip(("b.zip", SampleDocuments.Zip(("facture.pdf", Pdf)))), "a.zip"));
        Assert.Equal("evidence.archive-empty", Code(SampleDocuments.Zip(("vide/", [])), "a.zip"));
        Assert.Equal("evidence.archive-empty", Code(SampleDocuments.Zip(), "a.zip"));
    }

    [Theory]
    [InlineData("../facture.pdf")]
    [InlineData("a/../../facture.pdf")]
    [InlineData("/etc/facture.pdf")]
    [InlineData("C:/facture.pdf")]
    [InlineData("a\\..\\facture.pdf")]
    [InlineData("a//facture.pdf")]
    [InlineData("./facture.pdf")]
    [InlineData("a\u0001.pdf")]
    public void Inspect_WhenANameLeadsOutOfTheArchive_IsRefused(string name) =>
        Assert.Equal("evidence.archive-path", Code(SampleDocuments.Zip((name, Pdf)), "a.zip"));

    [Fact]
    public void Inspect_WhenTheArchiveHoldsALink_IsRefused()
    {
        var archive = SampleDocuments.Zip(("facture.pdf", Pdf));
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(Directory(archive) + 38), 0xA1FF0000);

        Assert.Equal("evidence.archive-path", Code(archive, "a.zip"));
    }

    [Fact]
    public void Inspect_WhenTheArchiveHas50EntriesIsAccepted_AndOneMoreRefused()
    {
        Assert.True(Inspect(Of(50), "a.zip").IsDone);
        Assert.Equal("evidence.archive-too-many", Code(Of(51), "a.zip"));

        static byte[] Of(int count) => SampleDocuments.Zip([.. Enumerable.Range(0, count).Select(i => ($"facture{i}.pdf", Pdf))]);
    }

    [Fact]
    public void Inspect_WhenAnEntryIsLargerThanADocumentMayBe_IsRefused()
    {
        var problem = Assert.Single(Inspect(SampleDocuments.Zip(("facture.pdf", EvidenceSamples.Pdf(size: (int)StoredFile.SizeBytesMax + 1))), "a.zip").Problems);

        Assert.Equal("evidence.archive-entry-too-large", problem.Code);
        Assert.Contains("«\u00A0facture.pdf\u00A0» dépasse 10\u00A0Mo", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_WhenTheArchiveUnpacksTo50MoIsAccepted_AndMoreRefused()
    {
        var tenMo = EvidenceSamples.Pdf(size: (int)StoredFile.SizeBytesMax);

        Assert.True(Inspect(SampleDocuments.Zip([.. Enumerable.Range(0, 5).Select(i => ($"{i}.pdf", tenMo))]), "a.zip").IsDone);
        Assert.Equal("evidence.archive-too-large", Code(SampleDocuments.Zip([.. Enumerable.Range(0, 5).Select(i => ($"{i}.pdf", tenMo)), ("6.pdf", Pdf)]), "a.zip"));
    }

    [Fact]
    public void Inspect_WhenTheDirectoryLiesAboutASize_IsRefusedOnceMeasured()
    {
        // Announced small in both headers, a gigabyte once unpacked: nothing is unpacked beyond what was announced.
        var bomb = SampleDocuments.Zip(("facture.pdf", new byte[StoredFile.SizeBytesMax]));
        BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(22), 1000);
        BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(Directory(bomb) + 24), 1000);

        Assert.Equal("evidence.archive-odd", Code(bomb, "a.zip"));
    }

    [Fact]
    public void Inspect_WhenAnArchiveIsAPageOrAProgramToo_IsRefused()
    {
        var archive = SampleDocuments.Zip(("facture.pdf", Pdf));

        Assert.Equal("evidence.damaged", Code([.. archive, .. "<script>alert(1)</script>"u8], "a.zip"));
        Assert.Equal("evidence.unknown-format", Code([.. SampleFiles.Exe(), .. archive], "a.zip"));
        Assert.Equal("evidence.mixed-content", Code([.. archive, .. Pdf], "a.zip"));
        Assert.Equal("evidence.archive-odd", Code(Shifted(archive, [.. "PK\x03\x04<script>"u8]), "a.zip"));
    }

    [Fact]
    public void Inspect_WhenEntriesShareTheirBytes_IsRefused()
    {
        // The second entry of the directory points at the first one's data: an overlapping bomb.
        var archive = SampleDocuments.Zip(("a.pdf", Pdf), ("b.pdf", Pdf));
        var second = Directory(archive) + 46 + 5;
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(second + 42), 0);

        Assert.Equal("evidence.archive-odd", Code(archive, "a.zip"));
    }

    [Fact]
    public void Inspect_WhenTheTwoHeadersOfAnEntryDiffer_IsRefused()
    {
        var archive = SampleDocuments.Zip(("a.pdf", Pdf));
        archive[30] = (byte)'b';

        Assert.Equal("evidence.archive-odd", Code(archive, "a.zip"));
    }

    [Fact]
    public void Inspect_WhenTheArchiveIsEncrypted_SaysSo()
    {
        var archive = SampleDocuments.Zip(("a.pdf", Pdf));
        archive[Directory(archive) + 8] |= 1;

        Assert.Equal("evidence.archive-encrypted", Code(archive, "a.zip"));
    }

    [Theory]
    [InlineData("word/vbaProject.bin")]
    [InlineData("word/VBAPROJECT.BIN")]
    [InlineData("word/vbaData.xml")]
    [InlineData("word/activeX/activeX1.xml")]
    [InlineData("word/embeddings/oleObject1.bin")]
    public void Inspect_WhenADocxHoldsAProgram_IsRefusedWhateverItsName(string part)
    {
        Assert.Equal("evidence.macros", Code(SampleDocuments.Docx("x", (part, [1])), "a.docx"));
        Assert.Equal("evidence.macros", Code(SampleDocuments.Docx("x", (part, [1])), "a.docm"));
    }

    [Fact]
    public void Inspect_WhenTheMacroOfADocxHasAnotherName_IsRefusedByItsContentType() =>
        Assert.Equal("evidence.macros", Code(SampleDocuments.DocxWithRenamedMacro(), "a.docx"));

    [Theory]
    [InlineData("https://exemple.invalid/modele.dotm", "evidence.macros")]
    [InlineData("file:///\\\\serveur\\modele.dotm", null)] // a template on a disk of its author: common, and not fetched
    public void Inspect_WhenADocxFetchesItsTemplateFromElsewhere_IsRefused(string target, string? code) => Assert.Equal(code, Code(
        SampleDocuments.Docx("x", ("word/_rels/settings.xml.rels", SampleDocuments.Xml(
            $"<Relationships xmlns=\"urn:r\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate\" Target=\"{target}\" TargetMode=\"External\"/></Relationships>"))),
        "a.docx"));

    [Fact]
    public void Inspect_WhenAnOdtHoldsAProgram_IsRefused()
    {
        Assert.Equal("evidence.macros", Code(SampleDocuments.Odt(more: ("Basic/Standard/Module1.xml", [1])), "a.odt"));
        Assert.Equal("evidence.macros", Code(SampleDocuments.Odt(more: ("Scripts/python/x.py", [1])), "a.odt"));
        Assert.Equal("evidence.macros", Code(SampleDocuments.Odt(content: "<office:scripts><script:event-listener/></office:scripts>"), "a.odt"));
        Assert.True(Inspect(SampleDocuments.Odt(content: "<office:scripts/>"), "a.odt").IsDone);
    }

    [Theory]
    [InlineData("Macros")]
    [InlineData("VBA")]
    [InlineData("_VBA_PROJECT")]
    [InlineData("_vba_project_cur")]
    public void Inspect_WhenADocHoldsMacros_IsRefused(string storage) =>
        Assert.Equal("evidence.macros", Code(SampleDocuments.Doc(more: ["1Table", storage]), "a.doc"));

    [Fact]
    public void Inspect_WhenADocIsEncryptedOldOrSomethingElse_IsRefused()
    {
        Assert.Equal("evidence.encrypted", Code(SampleDocuments.Doc(flags: 0x0100), "a.doc"));
        Assert.Equal("evidence.encrypted", Code(SampleDocuments.Doc(more: "EncryptedPackage"), "a.docx"));
        Assert.Equal("evidence.too-old", Code(SampleDocuments.Doc(version: 0x68), "a.doc"));
        Assert.Equal("evidence.damaged", Code(SampleDocuments.Doc()[..700], "a.doc"));
        var workbook = SampleDocuments.Doc();
        Encoding.Unicode.GetBytes("Workbook    ").CopyTo(workbook, (2 * 512) + 128);
        Assert.Equal("evidence.unknown-format", Code(workbook, "a.xls"));
    }

    [Fact]
    public void Inspect_WhenTheChainsOfADocTurnRound_Ends()
    {
        var doc = SampleDocuments.Doc();
        BinaryPrimitives.WriteUInt32LittleEndian(doc.AsSpan(512 + 4), 1); // the directory follows itself

        Assert.Equal("evidence.damaged", Code(doc, "a.doc"));
    }

    [Fact]
    public void Inspect_WhenAPackageIsAWorkbook_IsNoneOfTheFormats() => Assert.Equal("evidence.unknown-format", Code(
        SampleDocuments.Zip(("[Content_Types].xml", SampleDocuments.Xml("<Types/>")), ("xl/workbook.xml", [1])), "a.xlsx"));

    [Fact]
    public void Inspect_WhenADocumentGrowsWithoutEnd_IsRefused()
    {
        var part = new byte[6 * 1024 * 1024];
        var bomb = SampleDocuments.Docx("x", [.. Enumerable.Range(0, 9).Select(i => ($"word/media/{i}.png", part))]);

        Assert.Equal("evidence.archive-too-large", Code(bomb, "a.docx"));
        Assert.Equal("evidence.damaged", Code(SampleDocuments.Docx("x", ("word/_rels/a.rels", Encoding.UTF8.GetBytes("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"))), "a.docx"));
    }

    [Fact]
    public void Inspect_WhenAnyByteOfAContainerChanges_NeverThrows()
    {
        var random = new Random(7);
        foreach (var sample in new[] { SampleDocuments.Docx(), SampleDocuments.Odt(), SampleDocuments.Doc(more: "1Table"), SampleDocuments.Zip(("a.pdf", Pdf), ("b.docx", SampleDocuments.Docx())) })
        {
            for (var i = 0; i < 400; i++)
            {
                var changed = sample.ToArray();
                for (var changes = random.Next(1, 6); changes > 0; changes--)
                {
                    changed[random.Next(changed.Length)] = (byte)random.Next(256);
                }

                Inspect(changed, "facture");
                Inspect(changed[..random.Next(changed.Length)], "facture");
            }
        }
    }

    private static int Directory(byte[] zip) => zip.AsSpan().IndexOf("PK\x01\x02"u8);

    private static byte[] Stored(string name, byte[] content)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
            entry.Write(content);
        }

        return memory.ToArray();
    }

    /// <summary>The archive behind other bytes, its offsets right: a file that a lenient reader opens all the same.</summary>
    private static byte[] Shifted(byte[] zip, byte[] before)
    {
        var shifted = zip.ToArray();
        for (var at = Directory(shifted); at >= 0 && shifted.AsSpan(at).StartsWith("PK\x01\x02"u8); at += 46 + BinaryPrimitives.ReadUInt16LittleEndian(shifted.AsSpan(at + 28)))
        {
            Add(shifted.AsSpan(at + 42));
        }

        Add(shifted.AsSpan(shifted.Length - 22 + 16));
        return [.. before, .. shifted];

        void Add(Span<byte> offset) => BinaryPrimitives.WriteUInt32LittleEndian(offset, BinaryPrimitives.ReadUInt32LittleEndian(offset) + (uint)before.Length);
    }

    private static Outcome<EvidenceFormat> Inspect(byte[] content, string name) => EvidenceFormats.Inspect(new MemoryStream(content), name);

    private static string? Code(byte[] content, string name) => Inspect(content, name).Problems is [var problem] ? problem.Code : null;
}
