using System.Text;
using System.Xml;

namespace FamiPortal.Domain.Evidence;

/// <summary>What could be read of a file.</summary>
/// <param name="Text">Null when the portal can't read this format here; empty when there is no text, as in a scan.</param>
/// <param name="PageCount">Pages of a PDF; null when unknown or when there are none.</param>
public sealed record EvidenceReading(string? Text, int? PageCount)
{
    /// <summary>Letters were recognised on an image: a few may be wrong, or missed.</summary>
    public bool IsRecognized { get; init; }

    /// <summary>Images were looked at, whatever they held: reading it again would take seconds again.</summary>
    public bool TookSeconds { get; init; }

    public static EvidenceReading None { get; } = new(null, null);

    internal static EvidenceReading Recognized(string? words, int? pageCount = null) => new(words, pageCount) { IsRecognized = words is not null, TookSeconds = words is not null };
}

/// <summary>
/// Reads the text of a document, to warn about what must not be sent and to say beforehand what the fund will look for. Best effort:
/// no file is ever refused because it could not be read.
/// </summary>
public sealed class EvidenceReader(EvidenceTools tools)
{
    private const int LettersMin = 20;
    internal const int TextLengthMax = 2_000_000;
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(25);

    /// <param name="content">Seekable, from its start.</param>
    /// <param name="format">What it was judged to be.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public Task<EvidenceReading> ReadAsync(Stream content, EvidenceFormat format, CancellationToken cancellationToken) =>
        format is EvidenceFormat.Zip or EvidenceFormat.SevenZip or EvidenceFormat.Doc // held in memory
            ? EvidenceWork.UnpackAsync(() => ReadInTimeAsync(content, format, cancellationToken), cancellationToken)
            : ReadInTimeAsync(content, format, cancellationToken);

    private async Task<EvidenceReading> ReadInTimeAsync(Stream content, EvidenceFormat format, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeMax);
        try
        {
            return await ReadOneAsync(content, format, new CharacterRecognition(tools), deadline.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested
            || exception is XmlException or InvalidDataException or IOException)
        {
            return EvidenceReading.None;
        }
    }

    private async Task<EvidenceReading> ReadOneAsync(
        Stream content, EvidenceFormat format, CharacterRecognition recognition, CancellationToken cancellationToken, bool isWithinTool = false) => format switch
        {
            EvidenceFormat.Pdf => await ReadPdfAsync(content, recognition, isWithinTool, cancellationToken),
            EvidenceFormat.Docx => await ReadPackageAsync(content, "word/document.xml", recognition, cancellationToken),
            EvidenceFormat.Odt => await ReadPackageAsync(content, "content.xml", recognition, cancellationToken),
            EvidenceFormat.Doc => new(ReadLetters(content), null),
            EvidenceFormat.Zip => await ReadArchiveAsync(content, recognition, cancellationToken),
            EvidenceFormat.SevenZip => await ReadSevenZipAsync(content, recognition, cancellationToken),
            EvidenceFormat.Png or EvidenceFormat.Jpeg => EvidenceReading.Recognized(await recognition.ReadImageAsync(content, cancellationToken)),
        };

    private async Task<EvidenceReading> ReadPdfAsync(Stream content, CharacterRecognition recognition, bool isWithinTool, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        var end = await tools.PdfText.RunAsync(["-q", "-enc", "UTF-8", "-", "-"], content, ExternalTool.CopyTo(output, TextLengthMax), cancellationToken, isWithinTool);
        if (end is not (ToolEnd.Done or ToolEnd.TooMuch))
        {
            return EvidenceReading.None;
        }

        // A form feed ends each page.
        var text = Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length);
        int? pageCount = end == ToolEnd.Done && text.Contains('\f', StringComparison.Ordinal) ? text.Count(letter => letter == '\f') : null;
        return pageCount is { } pages && !IsTelling(text) && await recognition.ReadPagesAsync(content, pages, cancellationToken) is { } words
            ? EvidenceReading.Recognized(words, pages)
            : new EvidenceReading(text, pageCount);
    }

    /// <summary>A shorter text is a page number or a stamp on a scan.</summary>
    internal static bool IsTelling(string? text) => text?.Where(char.IsLetter).Skip(LettersMin - 1).Any() == true;

    /// <summary>Names and texts of the documents of an archive, one after the other.</summary>
    private async Task<EvidenceReading> ReadArchiveAsync(Stream content, CharacterRecognition recognition, CancellationToken cancellationToken)
    {
        if (!ZipDirectory.Read(content).TryGet(out var zip))
        {
            return EvidenceReading.None;
        }

        var (text, isRecognized, tookSeconds) = (new StringBuilder(), false, false);
        foreach (var entry in zip.Entries.Where(entry => !entry.IsFolder && entry.Size <= StoredFile.SizeBytesMax))
        {
            text.AppendLine(entry.Name);
            var rented = EvidenceWork.Buffers.Rent((int)entry.Size);
            try
            {
                var reading = await ReadEntryAsync(zip, entry, rented, recognition, cancellationToken);
                text.AppendLine(reading.Text);
                isRecognized |= reading.IsRecognized;
                tookSeconds |= reading.TookSeconds;
            }
            finally
            {
                EvidenceWork.Buffers.Return(rented);
            }
        }

        return new EvidenceReading(text.ToString(), null) { IsRecognized = isRecognized, TookSeconds = tookSeconds };
    }

    /// <summary>The same for a 7z, of which the program needs the file; what could be read in time counts.</summary>
    private async Task<EvidenceReading> ReadSevenZipAsync(Stream content, CharacterRecognition recognition, CancellationToken cancellationToken)
    {
        if (content is not FileStream file || !(await SevenZipContent.ListAsync(file, tools.SevenZip, cancellationToken)).TryGet(out var entries))
        {
            return EvidenceReading.None;
        }

        var (text, isRecognized, tookSeconds) = (new StringBuilder().AppendJoin('\n', entries.Select(entry => entry.Name)).AppendLine(), false, false);
        await SevenZipContent.UnpackAsync(file, tools.SevenZip, entries, async (entry, buffer, length, ending) =>
        {
            var reading = await ReadDocumentAsync(entry.Name, buffer, length, recognition, ending, isWithinTool: true);
            text.AppendLine(reading.Text);
            isRecognized |= reading.IsRecognized;
            tookSeconds |= reading.TookSeconds;
            return text.Length < TextLengthMax;
        }, cancellationToken);
        return new EvidenceReading(text.ToString(), null) { IsRecognized = isRecognized, TookSeconds = tookSeconds };
    }

    private async Task<EvidenceReading> ReadEntryAsync(ZipDirectory zip, ZipEntry entry, byte[] buffer, CharacterRecognition recognition, CancellationToken cancellationToken) =>
        zip.TryUnpack(entry, buffer.AsMemory(0, (int)entry.Size))
            ? await ReadDocumentAsync(entry.Name, buffer, (int)entry.Size, recognition, cancellationToken)
            : EvidenceReading.None;

    /// <summary>One document of an archive.</summary>
    private async Task<EvidenceReading> ReadDocumentAsync(
        string name, byte[] buffer, int length, CharacterRecognition recognition, CancellationToken cancellationToken, bool isWithinTool = false)
    {
        if (ZipContent.IsLeftByADesktop(name, buffer.AsSpan(0, length)))
        {
            return EvidenceReading.None;
        }

        using var document = new MemoryStream(buffer, 0, length, writable: false);
        if (!EvidenceFormats.Inspect(document, name).TryGet(out var format) || format is EvidenceFormat.Zip or EvidenceFormat.SevenZip)
        {
            return EvidenceReading.None;
        }

        document.Position = 0;
        try
        {
            return await ReadOneAsync(document, format, recognition, cancellationToken, isWithinTool);
        }
        catch (Exception exception) when (exception is XmlException or InvalidDataException)
        {
            return EvidenceReading.None; // the others are read all the same
        }
    }

    /// <summary>
    /// The text of a .docx or an .odt, then that of the images in it, the largest first: a logo is small. An image is known by its content,
    /// wherever it stands; the picture of the first page that the program adds is left out.
    /// </summary>
    private static async Task<EvidenceReading> ReadPackageAsync(Stream content, string part, CharacterRecognition recognition, CancellationToken cancellationToken)
    {
        if (!ZipDirectory.Read(content).TryGet(out var zip) || zip.Find(part) is not { } main)
        {
            return EvidenceReading.None;
        }

        var (text, isRecognized, tookSeconds) = (ReadPart(zip, main), false, false);
        foreach (var entry in zip.Entries.Where(entry => entry.Size is > 0 and <= StoredFile.SizeBytesMax && !IsThumbnail(entry.Name)).OrderByDescending(entry => entry.Size))
        {
            if (!recognition.IsOver && IsImage(zip, entry) && await recognition.ReadEntryAsync(zip, entry, cancellationToken) is { } words)
            {
                text.AppendLine().Append(words);
                isRecognized |= IsTelling(words);
                tookSeconds = true;
            }
        }

        return new EvidenceReading(text.ToString(), null) { IsRecognized = isRecognized, TookSeconds = tookSeconds };
    }

    private static bool IsThumbnail(string name) => name.StartsWith("Thumbnails/", StringComparison.OrdinalIgnoreCase) || name.StartsWith("docProps/", StringComparison.OrdinalIgnoreCase);

    private static bool IsImage(ZipDirectory zip, ZipEntry entry)
    {
        Span<byte> head = stackalloc byte[8];
        try
        {
            using var content = zip.Open(entry);
            head = head[..content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
            return PngContent.HasSignature(head) || JpegContent.HasSignature(head);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The text of an XML part; a paragraph, a tab or a cell ends a word.</summary>
    private static StringBuilder ReadPart(ZipDirectory zip, ZipEntry part)
    {
        var text = new StringBuilder();
        using var xml = OfficePackage.OpenXml(zip, part);
        while (xml.Read() && text.Length < TextLengthMax)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace)
            {
                text.Append(xml.Value);
            }
            else if (xml.LocalName is "p" or "h" or "br" or "tab" or "s" or "tc" or "line-break" && (xml.NodeType == XmlNodeType.EndElement || xml.IsEmptyElement))
            {
                text.Append(' ');
            }
        }

        return text;
    }

    /// <summary>A .doc keeps its text as it is, in one byte a letter or in two: both are read, what is no letter left out.</summary>
    private static string ReadLetters(Stream content)
    {
        var bytes = new byte[content.Length];
        content.Position = 0;
        content.ReadExactly(bytes);
        return Letters(Encoding.Latin1.GetString(bytes)) + Letters(Encoding.Unicode.GetString(bytes));

        static string Letters(string text)
        {
            var kept = new StringBuilder();
            var run = new StringBuilder();
            foreach (var letter in text.AsSpan()[..Math.Min(text.Length, 4 * TextLengthMax)])
            {
                if (letter is '\r' or '\n' or '\t' or (>= ' ' and <= '~') or (>= '\u00A0' and <= '\u024F') or (>= '\u2010' and <= '\u2026'))
                {
                    run.Append(letter);
                    continue;
                }

                if (run.Length >= 4)
                {
                    kept.Append(run).Append(' ');
                }

                run.Clear();
            }

            return kept.Append(run).Append(' ').ToString();
        }
    }
}
