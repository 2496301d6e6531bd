namespace FamiPortal.Domain.Evidence;

/// <summary>
/// An archive is a few documents in a row, each judged as if it had come alone: unpacked one at a time into memory, never to the
/// disk. Archives inside archives are refused.
/// </summary>
internal static class ZipContent
{
    public const int EntriesMax = 50;

    public static Problem? Check(Stream file)
    {
        if (!ZipDirectory.Read(file).TryGet(out var zip, out var problems))
        {
            return problems[0];
        }

        var files = zip.Entries.Where(entry => !entry.IsFolder).ToList();
        if (CheckSizes(zip.Entries.Count, [.. files.Select(entry => (entry.Name, entry.Size))]) is { } tooMuch)
        {
            return tooMuch;
        }

        foreach (var entry in files)
        {
            var rented = EvidenceWork.Buffers.Rent((int)entry.Size);
            try
            {
                var content = rented.AsMemory(0, (int)entry.Size);
                if (!zip.TryUnpack(entry, content))
                {
                    return EvidenceErrors.OddArchive;
                }

                if (CheckEntry(entry.Name, rented, (int)entry.Size) is { } problem)
                {
                    return problem;
                }
            }
            finally
            {
                EvidenceWork.Buffers.Return(rented);
            }
        }

        return null;
    }

    /// <summary>Before anything is unpacked: how many, how large each, how large together.</summary>
    public static Problem? CheckSizes(int count, IReadOnlyList<(string Name, long Size)> files) =>
        count > EntriesMax ? EvidenceErrors.TooManyEntries
        : files.Count == 0 ? EvidenceErrors.EmptyArchive
        : files.FirstOrDefault(one => one.Size is < 0 or > StoredFile.SizeBytesMax) is { Name: { } large } ? EvidenceErrors.EntryTooLarge(large)
        : files.Sum(one => one.Size) > ZipDirectory.UnpackedBytesMax ? EvidenceErrors.TooMuchUnpacked
        : null;

    /// <summary>A document of the archive, or what a desktop leaves in every archive that it makes.</summary>
    public static Problem? CheckEntry(string name, byte[] buffer, int length)
    {
        if (IsLeftByADesktop(name, buffer.AsSpan(0, length)))
        {
            return null;
        }

        using var content = new MemoryStream(buffer, 0, length, writable: false);
        return EvidenceFormats.InspectEntry(content, name);
    }

    public static bool IsLeftByADesktop(string name, ReadOnlySpan<byte> content) =>
        (name.StartsWith("__MACOSX/", StringComparison.Ordinal) && content.StartsWith((ReadOnlySpan<byte>)[0x00, 0x05, 0x16, 0x07]))
        || (name.Split('/')[^1] == ".DS_Store" && content.StartsWith((ReadOnlySpan<byte>)[0x00, 0x00, 0x00, 0x01, (byte)'B', (byte)'u', (byte)'d', (byte)'1']));
}
