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

        using var list = new MemoryStream();
        var listed = await sevenZip.RunAsync(
            ["l", "-slt", "-ba", "-sccUTF-8", "-p-", "-t7z", "--", file.Name], null, ExternalTool.CopyTo(list, ListBytesMax), cancellationToken);
        if (listed != ToolEnd.Done)
        {
            return listed == ToolEnd.Failed ? EvidenceErrors.UnreadableSevenZip : EvidenceErrors.TooMuchUnpacked;
        }

        var entries = Entries(Encoding.UTF8.GetString(list.ToArray()));
        var files = entries.Where(entry => !entry.IsFolder).ToList();
        if (entries.FirstOrDefault(entry => entry.IsLink || !ZipDirectory.IsPlainName(entry.Name)) is { } odd)
        {
            return EvidenceErrors.ArchivePath(odd.Name);
        }

        if (entries.Any(entry => entry.IsEncrypted))
        {
            return EvidenceErrors.EncryptedArchive;
        }

        if (ZipContent.CheckSizes(entries.Count, [.. files.Select(entry => (entry.Name, entry.Size))]) is { } tooMuch)
        {
            return tooMuch;
        }

        Problem? refused = null;
        var unpacked = await sevenZip.RunAsync(
            ["x", "-so", "-mmt=1", "-p-", "-t7z", "--", file.Name],
            null,
            async (output, ending) =>
            {
                refused = await JudgeAsync(files, output, ending);
                return refused is null;
            },
            cancellationToken);
        return refused ?? (unpacked switch
        {
            ToolEnd.Done => null,
            ToolEnd.Failed => EvidenceErrors.UnreadableSevenZip,
            _ => EvidenceErrors.TooMuchUnpacked,
        });
    }

    /// <summary>The output is the files one after the other, in the order of the list.</summary>
    private static async Task<Problem?> JudgeAsync(List<Entry> files, Stream output, CancellationToken cancellationToken)
    {
        foreach (var entry in files)
        {
            var rented = EvidenceWork.Buffers.Rent((int)entry.Size);
            try
            {
                var length = await output.ReadAtLeastAsync(rented.AsMemory(0, (int)entry.Size), (int)entry.Size, throwOnEndOfStream: false, cancellationToken);
                if (length < entry.Size)
                {
                    return EvidenceErrors.UnreadableSevenZip;
                }

                if (ZipContent.CheckEntry(entry.Name, rented, length) is { } problem)
                {
                    return problem;
                }
            }
            finally
            {
                EvidenceWork.Buffers.Return(rented);
            }
        }

        return await output.ReadAsync(new byte[1], cancellationToken) == 0 ? null : EvidenceErrors.OddArchive;
    }

    private static List<Entry> Entries(string list) =>
    [
        .. list.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(block => block.Split('\n').Select(line => line.Split(" = ", 2)).Where(pair => pair.Length == 2)
                .DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]))
            .Where(values => values.ContainsKey("Path"))
            .Select(values => new Entry(
                values["Path"],
                long.TryParse(values.GetValueOrDefault("Size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : -1,
                values.GetValueOrDefault("Attributes", ""),
                values.GetValueOrDefault("Encrypted") == "+")),
    ];

    private sealed record Entry(string Name, long Size, string Attributes, bool IsEncrypted)
    {
        public bool IsFolder => Attributes.StartsWith('D');

        public bool IsLink => Attributes.Split(' ')[^1] is { Length: 10 } mode && mode[0] is not ('-' or 'd');
    }
}
