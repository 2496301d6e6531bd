using System.Buffers.Binary;
using System.Text;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// A .doc is a small file system (compound file): sectors in chains, a directory of named streams. Its directory is read whole, and
/// names that belong to macros or to encryption are refused, wherever they stand.
/// </summary>
internal static class DocContent
{
    private const int HeaderLength = 512;
    private const uint SectorMax = 0xFFFFFFFA;
    private const int SmallStreamMax = 4096;

    private static readonly HashSet<string> MacroNames = new(["Macros", "VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> EncryptionNames = new(["EncryptedPackage", "EncryptionInfo", "EncryptedSummary"], StringComparer.OrdinalIgnoreCase);

    public static bool HasSignature(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    public static Problem? Check(Stream file)
    {
        var damaged = EvidenceErrors.Damaged(EvidenceFormat.Doc);
        if (Directory(file) is not { } entries)
        {
            return damaged;
        }

        if (entries.Any(entry => EncryptionNames.Contains(entry.Name)))
        {
            return EvidenceErrors.Encrypted;
        }

        if (entries.Any(entry => MacroNames.Contains(entry.Name)))
        {
            return EvidenceErrors.Macros;
        }

        // Workbooks, presentations, mails and installers are compound files too.
        if (entries.FirstOrDefault(entry => entry.Name == "WordDocument") is not { Name: not null } document)
        {
            return EvidenceErrors.UnknownFormat;
        }

        Span<byte> head = stackalloc byte[32];
        file.Position = Math.Min(document.At, file.Length);
        if (document.Size < 512 || file.ReadAtLeast(head, 32, throwOnEndOfStream: false) < 32 || BinaryPrimitives.ReadUInt16LittleEndian(head) != 0xA5EC)
        {
            return damaged;
        }

        // Before Word 97 macros were no stream of their own.
        return BinaryPrimitives.ReadUInt16LittleEndian(head[2..]) < 0xC1 ? EvidenceErrors.TooOld
            : (BinaryPrimitives.ReadUInt16LittleEndian(head[10..]) & 0x0100) != 0 ? EvidenceErrors.Encrypted
            : null;
    }

    private static List<(string Name, long At, long Size)>? Directory(Stream file)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        file.Position = 0;
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
        {
            return null;
        }

        var shift = BinaryPrimitives.ReadUInt16LittleEndian(header[30..]);
        if (shift is not (9 or 12))
        {
            return null;
        }

        var sectorLength = 1 << shift;
        var tables = Tables(file, header, sectorLength);
        var entries = new List<(string Name, uint Start, long Size)>();
        var sector = new byte[sectorLength];
        var left = (file.Length / sectorLength) + 1; // a chain that is longer than the file turns round
        for (var at = BinaryPrimitives.ReadUInt32LittleEndian(header[48..]); at < SectorMax; at = Next(file, tables, sectorLength, at))
        {
            if (--left < 0 || !TryRead(file, sectorLength, at, sector))
            {
                return null;
            }

            for (var i = 0; i < sectorLength; i += 128)
            {
                var entry = sector.AsSpan(i, 128);
                var length = BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]);
                if (entry[66] != 0 && length is >= 2 and <= 64)
                {
                    entries.Add((
                        Encoding.Unicode.GetString(entry[..(length - 2)]),
                        BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]),
                        BinaryPrimitives.ReadUInt32LittleEndian(entry[120..])));
                }
            }
        }

        if (entries.Count == 0)
        {
            return null;
        }

        // A short stream stands in pieces of 64 bytes inside that of the root, the first entry.
        return [.. entries.Select(entry => entry.Size >= SmallStreamMax ? (entry.Name, (entry.Start + 1L) << shift, entry.Size) : (entry.Name, SmallAt(entry.Start), entry.Size))];

        long SmallAt(uint start)
        {
            var (sectorOf, offset) = (start * 64L >> shift, start * 64L & (sectorLength - 1));
            var at = entries[0].Start;
            for (var i = 0L; i < sectorOf && at < SectorMax && i <= file.Length / sectorLength; i++)
            {
                at = Next(file, tables, sectorLength, at);
            }

            return at < SectorMax ? ((at + 1L) << shift) + offset : file.Length;
        }
    }

    /// <summary>The sectors of the allocation table: 109 in the header, the others in a chain.</summary>
    private static List<uint> Tables(Stream file, ReadOnlySpan<byte> header, int sectorLength)
    {
        var tables = new List<uint>();
        for (var i = 76; i < HeaderLength; i += 4)
        {
            tables.Add(BinaryPrimitives.ReadUInt32LittleEndian(header[i..]));
        }

        var sector = new byte[sectorLength];
        var left = (file.Length / sectorLength) + 1;
        for (var at = BinaryPrimitives.ReadUInt32LittleEndian(header[68..]); at < SectorMax && left-- > 0 && TryRead(file, sectorLength, at, sector);)
        {
            for (var i = 0; i < sectorLength - 4; i += 4)
            {
                tables.Add(BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan(i)));
            }

            at = BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan(sectorLength - 4));
        }

        return tables;
    }

    private static uint Next(Stream file, List<uint> tables, int sectorLength, uint sector)
    {
        var perTable = (uint)sectorLength / 4;
        Span<byte> next = stackalloc byte[4];
        var table = sector / perTable < tables.Count ? tables[(int)(sector / perTable)] : uint.MaxValue;
        if (table >= SectorMax)
        {
            return uint.MaxValue;
        }

        file.Position = Math.Min(file.Length, ((table + 1L) * sectorLength) + (sector % perTable * 4));
        return file.ReadAtLeast(next, 4, throwOnEndOfStream: false) == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(next) : uint.MaxValue;
    }

    private static bool TryRead(Stream file, int sectorLength, uint sector, byte[] target)
    {
        file.Position = Math.Min(file.Length, (sector + 1L) * sectorLength);
        return file.ReadAtLeast(target, sectorLength, throwOnEndOfStream: false) == sectorLength;
    }
}
