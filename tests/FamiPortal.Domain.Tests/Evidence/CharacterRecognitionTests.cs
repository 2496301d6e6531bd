using System.Globalization;
using System.Text;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Demonstration;
using FamiPortal.Domain.Evidence;
using FamiPortal.TestKit;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Tests.Evidence;

/// <summary>Photos and scans are read by the real programs, where they are installed.</summary>
public sealed class CharacterRecognitionTests
{
    private static readonly string[] Invoice = ["Facture du 12 mars 2024", "Client : Iris MAQUETTE", "Logiciel EXEMPLE-KINE version 5", "Ce logiciel est DMP compatible"];

    [FactWith("tesseract", "pdftoppm")]
    public async Task Attach_WhenAPhotoShowsEverything_SaysSo()
    {
        await using var scenario = await Scenario.StartAsync();
        var draft = await scenario.DraftAsync();

        var attached = (await scenario.AttachAsync(draft, await PhotoAsync("png", Invoice), "photo.png")).Value;

        var precheck = await PrecheckAsync(scenario, attached);
        Assert.True(precheck.IsAllFound, string.Join(", ", precheck.Items));
        Assert.True(precheck.IsRecognized);
    }

    [FactWith("tesseract", "pdftoppm")]
    public async Task Attach_WhenAPhotoSeemsToHoldANir_KeepsNothingUntilTheOwnerConfirms()
    {
        await using var scenario = await Scenario.StartAsync();
        var draft = await scenario.DraftAsync();

        var refused = await scenario.AttachAsync(draft, await PhotoAsync("jpeg", "Attestation de droits", "Numéro 1 85 05 78 006 084 91"), "droits.jpg");

        Assert.Equal(SensitiveFindings.Nir, Assert.IsType<ConfirmationNeeded>(Assert.Single(refused.Problems)).Findings);
        Assert.Empty(Directory.EnumerateFiles(scenario.Portal.EvidenceFolder, "*", SearchOption.AllDirectories));
    }

    [FactWith("tesseract", "pdftoppm")]
    public async Task Save_WhenAnAnswerChangesAfterThePhoto_ComparesItWithWhatWasRead()
    {
        await using var scenario = await Scenario.StartAsync();
        var draft = await scenario.DraftAsync();
        var attached = (await scenario.AttachAsync(draft, await PhotoAsync("png", Invoice), "photo.png")).Value;
        Directory.EnumerateFiles(scenario.Portal.EvidenceFolder, "*", SearchOption.AllDirectories).ToList().ForEach(File.Delete); // it can't be read again
        var changed = Scenario.Complete.Replace([Scenario.BusinessSoftware], A.Answers((Scenario.BusinessSoftware, "Quenotte 7")));

        _ = (await scenario.SaveAsync(draft, changed, attached.DraftVersion)).Value;

        var precheck = await PrecheckAsync(scenario, attached);
        Assert.Equal("Quenotte 7", Assert.Single(precheck.Items, item => !item.IsFound).Answer);
    }

    [FactWith("tesseract", "pdftoppm", "pdftotext")]
    public async Task Reading_OfAScannedPdf_ReadsItsPagesAndCountsThem()
    {
        var reading = await ReadAsync(Scan(await PhotoAsync("jpeg", Invoice)), EvidenceFormat.Pdf);

        Assert.Equal((1, true), (reading.PageCount, reading.IsRecognized));
        Assert.Contains("MAQUETTE", reading.Text, StringComparison.Ordinal);
    }

    [FactWith("tesseract", "pdftoppm")]
    public async Task Reading_OfAnArchive_ReadsAFewOfItsPhotos()
    {
        var photos = await Task.WhenAll(Enumerable.Range(1, 5).Select(number => PhotoAsync("png", "Facture numéro", $"Exemplaire {number}{number}{number}{number}")));

        var reading = await ReadAsync(SampleDocuments.Zip([.. photos.Select((photo, index) => ($"page {index + 1}.png", photo))]), EvidenceFormat.Zip);

        Assert.True(reading.IsRecognized);
        Assert.Contains("3333", reading.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("4444", reading.Text, StringComparison.Ordinal);
        Assert.Contains("page 5.png", reading.Text, StringComparison.Ordinal);
    }

    [FactWith("tesseract", "pdftoppm")]
    public async Task Attach_WhenAnImageInsideATextSeemsToHoldANir_KeepsNothingUntilTheOwnerConfirms()
    {
        await using var scenario = await Scenario.StartAsync();
        var draft = await scenario.DraftAsync();
        var card = await PhotoAsync("png", "Attestation de droits", "Numéro 1 85 05 78 006 084 91");
        (string Name, byte[] Content)[] files =
        [
            ("facture.docx", SampleDocuments.Docx("Facture fictive", ("word/media/image1.png", card))),
            ("facture.odt", SampleDocuments.Odt("Facture fictive", more: ("Pictures/1000.png", card))),
            ("envoi.zip", SampleDocuments.Zip(("facture.docx", SampleDocuments.Docx("Facture fictive", ("word/un nom quelconque", card))))),
        ];

        foreach (var (name, content) in files)
        {
            var refused = await scenario.AttachAsync(draft, content, name);

            Assert.Equal(SensitiveFindings.Nir, Assert.IsType<ConfirmationNeeded>(Assert.Single(refused.Problems)).Findings);
        }

        Assert.Empty(Directory.EnumerateFiles(scenario.Portal.EvidenceFolder, "*", SearchOption.AllDirectories));
    }

    [FactWith("tesseract", "pdftoppm")]
    public async Task Reading_OfATextWithImages_ReadsThreeOfThem_TheLargestFirst_AndNoThumbnail()
    {
        var photos = await Task.WhenAll(Enumerable.Range(1, 5).Select(number =>
            PhotoAsync("png", [.. Enumerable.Repeat("Une facture fictive de logiciel", number), $"Exemplaire {number}{number}{number}{number}"])));
        Assert.Equal(photos.Select(photo => photo.Length).Order(), photos.Select(photo => photo.Length));
        (string Name, byte[] Content)[] images = [.. photos.Select((photo, index) => ($"word/media/image{index + 1}.png", photo))];

        var reading = await ReadAsync(SampleDocuments.Docx("Texte propre", images), EvidenceFormat.Docx);
        var thumbnail = await ReadAsync(SampleDocuments.Docx("Texte propre", ("docProps/thumbnail.png", photos[0])), EvidenceFormat.Docx);

        Assert.True(reading.IsRecognized);
        Assert.All(["Texte propre", "5555", "4444", "3333"], words => Assert.Contains(words, reading.Text, StringComparison.Ordinal));
        Assert.All(["2222", "1111"], words => Assert.DoesNotContain(words, reading.Text, StringComparison.Ordinal));
        Assert.Equal(("Texte propre ", false), (thumbnail.Text, thumbnail.IsRecognized));
    }

    /// <summary>What is no image, is not whole, or unpacks to more than a document may weigh: the text counts all the same.</summary>
    [FactWith("tesseract")]
    public async Task Reading_OfATextWithOddImages_LeavesThemAlone()
    {
        var png = SampleFiles.Png();
        (string Name, byte[] Content)[] odd = [("word/media/coupée.png", png[..^20]), ("word/media/énorme.png", [.. png, .. new byte[StoredFile.SizeBytesMax]]), ("word/media/faux.png", "pas une image"u8.ToArray())];

        var reading = await ReadAsync(SampleDocuments.Docx("Texte propre", odd), EvidenceFormat.Docx);

        Assert.Equal(("Texte propre ", false, false), (reading.Text, reading.IsRecognized, reading.TookSeconds));
    }

    [FactWith("tesseract", "pdftoppm")]
    public async Task Save_WhenAnAnswerChanges_DoesNotReadTheImagesOfATextAgain()
    {
        await using var scenario = await Scenario.StartAsync();
        var draft = await scenario.DraftAsync();
        var logo = await PhotoAsync("png", "LOGO");
        var attached = (await scenario.AttachAsync(draft, SampleDocuments.Docx(string.Join(' ', Invoice), ("word/media/logo.png", logo)), "facture.docx")).Value;
        Directory.EnumerateFiles(scenario.Portal.EvidenceFolder, "*", SearchOption.AllDirectories).ToList().ForEach(File.Delete); // it can't be read again
        var changed = Scenario.Complete.Replace([Scenario.BusinessSoftware], A.Answers((Scenario.BusinessSoftware, "Quenotte 7")));

        _ = (await scenario.SaveAsync(draft, changed, attached.DraftVersion)).Value;

        var precheck = await PrecheckAsync(scenario, attached);
        Assert.Equal("Quenotte 7", Assert.Single(precheck.Items, item => !item.IsFound).Answer);
        Assert.False(precheck.IsRecognized);
    }

    [FactWith("pdftotext")]
    public async Task Reading_OfAPdfWithItsOwnText_RecognizesNothing() =>
        Assert.False((await ReadAsync(PlainPdf.Page(Invoice), EvidenceFormat.Pdf)).IsRecognized);

    [FactWith("pdftoppm")]
    public async Task Reading_WithoutTheProgram_KnowsNothingOfAPhoto()
    {
        using var photo = new MemoryStream(await PhotoAsync("png", Invoice));

        var reading = await new EvidenceReader(new EvidenceTools { ImageText = new ExternalTool("un-programme-absent") }).ReadAsync(photo, EvidenceFormat.Png, default);

        Assert.Equal(EvidenceReading.None, reading);
    }

    [FactWith("tesseract")]
    public async Task Reading_OfABlankImage_FindsNothingWrittenOnIt() =>
        Assert.False(EvidenceReader.IsTelling((await ReadAsync(SampleFiles.Png(), EvidenceFormat.Png)).Text));

    [Fact]
    public void NoRefusalIsProposed_ForWhatWasNotRecognizedOnAnImage()
    {
        var proof = TestPortal.Catalogue.Find(A.Profession, A.Exercise)!.Indicators.SelectMany(indicator => indicator.Proofs).First(any => any.LookFor.Any(wanted => wanted.Refusal is not null));
        var read = new EvidenceReading("Une lettre qui ne dit rien de ce que nous cherchons", 1);
        var practitioner = A.Practitioner().Build();

        Assert.NotNull(Precheck.Of(proof, Answers.None, practitioner, read)!.ProposedRefusal(proof));
        Assert.Null(Precheck.Of(proof, Answers.None, practitioner, read with { IsRecognized = true })!.ProposedRefusal(proof));
    }

    private static async Task<EvidenceReading> ReadAsync(byte[] content, EvidenceFormat format)
    {
        using var stream = new MemoryStream(content);
        return await new EvidenceReader(new EvidenceTools()).ReadAsync(stream, format, default);
    }

    private static async Task<Precheck> PrecheckAsync(Scenario scenario, AttachedEvidence attached)
    {
        await using var db = scenario.Portal.NewContext();
        return (await db.EvidenceUses.AsNoTracking().SingleAsync(use => use.Id == attached.Uses[0].Id)).Precheck!;
    }

    /// <summary>A page of these lines, as somebody photographs it: 1240 by 1754 pixels.</summary>
    private static async Task<byte[]> PhotoAsync(string format, params string[] lines)
    {
        using var page = new MemoryStream(PlainPdf.Page(lines));
        using var photo = new MemoryStream();
        var end = await new EvidenceTools().PdfPages.RunAsync(
            ["-q", $"-{format}", "-scale-to-x", "1240", "-scale-to-y", "1754", "-"], page, ExternalTool.CopyTo(photo, 8_000_000), default);
        Assert.Equal(ToolEnd.Done, end);
        return photo.ToArray();
    }

    /// <summary>A PDF that holds nothing but that photo, as scanners make them.</summary>
    private static byte[] Scan(byte[] jpeg)
    {
        const string drawing = "595 0 0 842 0 0 cm /Photo Do";
        var pdf = new MemoryStream();
        var offsets = new List<long>();
        Write("%PDF-1.4\n");
        Begin("<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
        Begin("<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n");
        Begin("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Photo 5 0 R >> >> >>\nendobj\n");
        Begin($"<< /Length {drawing.Length} >>\nstream\n{drawing}\nendstream\nendobj\n");
        Begin($"<< /Type /XObject /Subtype /Image /Width 1240 /Height 1754 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length {jpeg.Length} >>\nstream\n");
        pdf.Write(jpeg);
        Write("\nendstream\nendobj\n");
        var table = pdf.Position;
        Write($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => Write(string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n")));
        Write($"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return pdf.ToArray();

        void Begin(string content)
        {
            offsets.Add(pdf.Position);
            Write($"{offsets.Count} 0 obj\n{content}");
        }

        void Write(string text) => pdf.Write(Encoding.Latin1.GetBytes(text));
    }
}
