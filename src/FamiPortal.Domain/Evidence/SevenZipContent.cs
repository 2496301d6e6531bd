using System.Globalization;
using System.Text;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// A .7z has no reader in .NET: the 7z program lists it, then unpacks it to its output, where each document is judged in memory as in
/// a ZIP. Without the program the archive is refused, with what to send instead.
/// </summary>
internal static class SevenZipContent
{
    private const int ListBytesMax = 256 * 1024;

    public static bool HasSignature(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C]);

    public static async Task<Problem?> CheckAsync(FileStream file, ExternalTool sevenZip, CancellationToken cancellationToken)
    {
        if (!sevenZip.IsPresent)
        {
            return EvidenceErrors.NoSevenZip;
        }

        if (!(await ListAsync(file, sevenZip, cancellationToken)).TryGet(out var files, out var problems))
        {
            return problems[0];
        }

        Problem? refused = null;
        var (end, isLonger) = await UnpackAsync(file, sevenZip, files, (entry, content, length, _) =>
        {
            refused = length < entry.Size ? EvidenceErrors.UnreadableSevenZip : ZipContent.CheckEntry(entry.Name, content, length);
            return Task.FromResult(refused is null);
        }, cancellationToken);
        return refused ?? (end switch
        {
            _ when isLonger => EvidenceErrors.OddArchive,
            ToolEnd.Done => null,
            ToolEnd.Failed => EvidenceErrors.UnreadableSevenZip,
            _ => EvidenceErrors.TooMuchUnpacked,
        });
    }

    /// <summary>What it says that it holds, within the limits of an archive; nothing is unpacked.</summary>
    public static async Task<Outcome<List<SevenZipEntry>>> ListAsync(FileStream file, ExternalTool sevenZip, CancellationToken cancellationToken)
    {
        using var list = new MemoryStream();
        var listed = await sevenZip.RunAsync(
            ["l", "-slt", "-ba", "-sccUTF-8", "-p-", "-t7z", "--", file.Name], null, ExternalTool.CopyTo(list, ListBytesMax), cancellationToken);
        if (listed != ToolEnd.Done)
        {
            return listed == ToolEnd.Failed ? EvidenceErrors.UnreadableSevenZip : EvidenceErrors.TooMuchUnpacked;
        }

        var entries = Entries(Encoding.UTF8.GetString(list.ToArray()));
        var files = entries.Where(entry => !entry.IsFolder).ToList();
        return entries.FirstOrDefault(entry => entry.IsLink || !ZipDirectory.IsPlainName(entry.Name)) is { } odd ? EvidenceErrors.ArchivePath(odd.Name)
            : entries.Any(entry => entry.IsEncrypted) ? EvidenceErrors.EncryptedArchive
            : ZipContent.CheckSizes(entries.Count, [.. files.Select(entry => (entry.Name, entry.Size))]) is { } tooMuch ? tooMuch
            : files;
    }

    /// <summary>
    /// Shows the files that were listed one after the other, as they come out: the output of 7z is their contents in a row, in the
    /// order of the list. Each is in a buffer that is used again for the next.
    /// </summary>
    /// <returns>How it ended, and whether more came out than was listed.</returns>
    public static async Task<(ToolEnd End, bool IsLonger)> UnpackAsync(
        FileStream file, ExternalTool sevenZip, List<SevenZipEntry> files, Func<SevenZipEntry, byte[], int, CancellationToken, Task<bool>> show, CancellationToken cancellationToken)
    {
        var isLonger = false;
        var end = await sevenZip.RunAsync(
            ["x", "-so", "-mmt=1", "-p-", "-t7z", "--", file.Name],
            null,
            async (output, ending) =>
            {
                foreach (var entry in files)
                {
                    var rented = EvidenceWork.Buffers.Rent((int)entry.Size);
                    try
                    {
                        var length = await output.ReadAtLeastAsync(rented.AsMemory(0, (int)entry.Size), (int)entry.Size, throwOnEndOfStream: false, ending);
                        if (!await show(entry, rented, length, ending))
                        {
                            return false;
                        }
                    }
                    finally
                    {
                        EvidenceWork.Buffers.Return(rented);
                    }
                }

                isLonger = await output.ReadAsync(new byte[1], ending) > 0;
                return !isLonger;
            },
            cancellationToken);
        return (end, isLonger);
    }

    private static List<SevenZipEntry> Entries(string list) =>
    [
        .. list.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(block => block.Split('\n').Select(line => line.Split(" = ", 2)).Where(pair => pair.Length == 2)
                .DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]))
            .Where(values => values.ContainsKey("Path"))
            .Select(values => new SevenZipEntry(
                values["Path"],
                long.TryParse(values.GetValueOrDefault("Size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : -1,
                values.GetValueOrDefault("Attributes", ""),
                values.GetValueOrDefault("Encrypted") == "+")),
    ];
}

/// <summary>One line of the list of an archive.</summary>
internal sealed record SevenZipEntry(string Name, long Size, string Attributes, bool IsEncrypted)
{
    public bool IsFolder => Attributes.StartsWith('D');

    public bool IsLink => Attributes.Split(' ')[^1] is { Length: 10 } mode && mode[0] is not ('-' or 'd');
}
