using System.Buffers;
using System.Buffers.Binary;

namespace FamiPortal.Domain.Evidence;

/// <summary>One row of the closed table of formats.</summary>
/// <param name="Format">Its name in the code and in the database.</param>
/// <param name="Name">Its name on screen.</param>
/// <param name="ContentType">The media type it is served with.</param>
/// <param name="Extensions">The extensions a file of this format may bear; the first is the usual one.</param>
public sealed record EvidenceFormatInfo(EvidenceFormat Format, string Name, string ContentType, IReadOnlyList<string> Extensions)
{
    /// <summary>Tells, from its first 1024 bytes, that a file claims to be of this format.</summary>
    public required Func<ReadOnlySpan<byte>, bool> HasSignature { get; init; }

    /// <summary>Checks that a file with the signature is one, whole and harmless; null when it is.</summary>
    public required Func<Stream, Problem?> Check { get; init; }
}

/// <summary>
/// Judges a file by its content, never by its name: docs/adr/0006-evidence-by-content.md. To take one more format, add
/// its row here and its check beside the others.
/// </summary>
public static class EvidenceFormats
{
    private const int HeadLength = 1024;

    /// <summary>The end record of a ZIP archive (22 bytes) and the longest comment that may follow it.</summary>
    private const int ZipTailLength = 22 + ushort.MaxValue;

    public static IReadOnlyList<EvidenceFormatInfo> All { get; } =
    [
        new(EvidenceFormat.Pdf, "PDF", "application/pdf", [".pdf"]) { HasSignature = PdfContent.HasSignature, Check = PdfContent.Check },
        new(EvidenceFormat.Png, "PNG", "image/png", [".png"]) { HasSignature = PngContent.HasSignature, Check = PngContent.Check },
        new(EvidenceFormat.Jpeg, "JPEG", "image/jpeg", [".jpg", ".jpeg"]) { HasSignature = JpegContent.HasSignature, Check = JpegContent.Check },
        new(EvidenceFormat.Docx, "DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"]) { HasSignature = _ => false, Check = OfficePackage.CheckDocx },
        new(EvidenceFormat.Doc, "DOC", "application/msword", [".doc"]) { HasSignature = DocContent.HasSignature, Check = DocContent.Check },
        new(EvidenceFormat.Odt, "ODT", "application/vnd.oasis.opendocument.text", [".odt"]) { HasSignature = _ => false, Check = OfficePackage.CheckOdt },
        new(EvidenceFormat.Zip, "ZIP", "application/zip", [".zip"]) { HasSignature = ZipDirectory.HasSignature, Check = ZipContent.Check },
        new(EvidenceFormat.SevenZip, "7Z", "application/x-7z-compressed", [".7z"]) { HasSignature = SevenZipContent.HasSignature, Check = _ => null },
    ];

    /// <summary>For the <c>accept</c> of a file control and for people: .pdf, .png…</summary>
    public static string Extensions { get; } = string.Join(',', All.SelectMany(info => info.Extensions));

    public static EvidenceFormatInfo Of(EvidenceFormat format) => All.First(info => info.Format == format);

    /// <summary>Shown by every browser as it is, in a page; the others are only ever saved.</summary>
    public static bool IsShownInline(this EvidenceFormat format) => format is EvidenceFormat.Pdf or EvidenceFormat.Png or EvidenceFormat.Jpeg;

    /// <summary>The same for a whole file that was just received: a .7z is opened by a program, which wants its path.</summary>
    public static async Task<Outcome<EvidenceFormat>> InspectAsync(FileStream file, string claimedName, EvidenceTools tools, CancellationToken cancellationToken)
    {
        var inspected = await EvidenceWork.JudgeAsync(() => Inspect(file, claimedName), cancellationToken);
        return inspected.IsDone && inspected.Value == EvidenceFormat.SevenZip
            && await EvidenceWork.UnpackAsync(() => SevenZipContent.CheckAsync(file, tools.SevenZip, cancellationToken), cancellationToken) is { } problem
            ? problem
            : inspected;
    }

    /// <summary>Says which format a file is of, or why it is refused.</summary>
    /// <param name="file">A seekable, buffered stream over the whole file.</param>
    /// <param name="claimedName">The submitted name: its extension must agree with the content, or be missing.</param>
    public static Outcome<EvidenceFormat> Inspect(Stream file, string claimedName)
    {
        var claimants = Claimants(file);

        // A PDF that was put into an archive without being packed shows its header there; the archive is read to its last byte.
        if (claimants.Count == 2 && claimants.Find(info => info.Format == EvidenceFormat.Zip) is { } archive && claimants.Exists(info => info.Format == EvidenceFormat.Pdf) && ZipDirectory.Read(file).IsDone)
        {
            claimants = [archive];
        }

        if (claimants.Count != 1)
        {
            return claimants.Count == 0 ? EvidenceErrors.UnknownFormat : EvidenceErrors.Mixed;
        }

        var info = claimants[0];
        if (info.Format == EvidenceFormat.Zip)
        {
            if (!ZipDirectory.Read(file).TryGet(out var zip, out var problems))
            {
                return problems;
            }

            if (OfficePackage.FormatOf(zip) is not { } format)
            {
                return EvidenceErrors.UnknownFormat;
            }

            info = Of(format);
        }

        if (info.Check(file) is { } problem)
        {
            return problem;
        }

        // The theme that Word puts in a .doc is a ZIP; a ZIP itself has been read to its last byte.
        if (info.Format is EvidenceFormat.Pdf or EvidenceFormat.Png or EvidenceFormat.Jpeg or EvidenceFormat.SevenZip && EndsWithZip(file))
        {
            return EvidenceErrors.Mixed;
        }

        var extension = EvidenceFileName.Extension(EvidenceFileName.Clean(claimedName));
        return extension.Length == 0 || info.Extensions.Contains(extension)
            ? info.Format
            : EvidenceErrors.ExtensionDisagrees(info.Format, extension);
    }

    /// <summary>Judges a file of an archive as if it had come alone; null when it is a document.</summary>
    public static Problem? InspectEntry(Stream content, string name)
    {
        var shown = EvidenceFileName.Clean(name);
        var inspected = Inspect(content, name);
        return !inspected.TryGet(out var format) ? EvidenceErrors.InArchive(shown, inspected.Problems[0])
            : format is EvidenceFormat.Zip or EvidenceFormat.SevenZip ? EvidenceErrors.NestedArchive(shown)
            : null;
    }

    private static List<EvidenceFormatInfo> Claimants(Stream file)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        file.Position = 0;
        var length = file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        var claimants = new List<EvidenceFormatInfo>(1);
        foreach (var info in All)
        {
            if (info.HasSignature(head[..length]))
            {
                claimants.Add(info);
            }
        }

        return claimants;
    }

    /// <summary>
    /// A ZIP is read from its end, so that any document can also be one. The record must point at a real directory:
    /// four bytes alone would be found by chance in a photo.
    /// </summary>
    private static bool EndsWithZip(Stream file)
    {
        var start = Math.Max(0, file.Length - ZipTailLength);
        var rented = ArrayPool<byte>.Shared.Rent(ZipTailLength);
        try
        {
            file.Position = start;
            var tail = rented.AsSpan(0, file.ReadAtLeast(rented.AsSpan(0, ZipTailLength), ZipTailLength, throwOnEndOfStream: false));
            for (var end = tail.Length; (end = tail[..end].LastIndexOf("PK\x05\x06"u8)) >= 0;)
            {
                if (tail.Length - end >= 22 && PointsAtDirectory(file, start + end, tail[end..]))
                {
                    return true;
                }
            }

            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static bool PointsAtDirectory(Stream file, long recordAt, ReadOnlySpan<byte> record)
    {
        var directorySize = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        if (directorySize == uint.MaxValue)
        {
            return true; // its size stands in a ZIP64 record
        }

        var directoryAt = recordAt - directorySize;
        if (directoryAt < 0 || directoryAt == recordAt)
        {
            return false;
        }

        Span<byte> signature = stackalloc byte[4];
        file.Position = directoryAt;
        return file.ReadAtLeast(signature, 4, throwOnEndOfStream: false) == 4 && signature.SequenceEqual("PK\x01\x02"u8);
    }
}
