using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace FamiPortal.Domain.Evidence;

/// <summary>What the directory of a ZIP says of one file in it; measured when it is read.</summary>
internal sealed record ZipEntry(string Name, int Method, long CompressedSize, long Size, long HeaderAt)
{
    public long DataAt { get; init; }

    public bool IsFolder => Name.EndsWith('/');
}

/// <summary>
/// The directory of a ZIP, read by ourselves because a lenient reader is what a crafted file counts on: entries follow each other
/// from the first byte to the directory without gap nor overlap, and both headers of an entry tell the same.
/// </summary>
internal sealed class ZipDirectory
{
    /// <summary>What all entries together may weigh once unpacked.</summary>
    public const long UnpackedBytesMax = 50L * 1024 * 1024;

    private const int EndLength = 22;
    private const int Stored = 0;
    private const int Deflated = 8;

    private readonly Stream file;

    private ZipDirectory(Stream file, IReadOnlyList<ZipEntry> entries)
    {
        this.file = file;
        Entries = entries;
    }

    public IReadOnlyList<ZipEntry> Entries { get; }

    public static bool HasSignature(ReadOnlySpan<byte> head) => head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8);

    public static Outcome<ZipDirectory> Read(Stream file)
    {
        if (FindEnd(file) is not { } end)
        {
            return EvidenceErrors.Damaged(EvidenceFormat.Zip);
        }

        var (count, size, at) = end;
        if (count == ushort.MaxValue || size > 8 * 1024 * 1024 || count > size / 46)
        {
            return EvidenceErrors.OddArchive; // ZIP64, or a count that its directory has no room for
        }

        var directory = new byte[size];
        file.Position = at;
        file.ReadExactly(directory);
        var entries = new List<ZipEntry>(count);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            if (!ReadEntry(directory, ref next).TryGet(out var entry, out var problems))
            {
                return problems;
            }

            if (!names.Add(entry.Name))
            {
                return EvidenceErrors.OddArchive;
            }

            entries.Add(entry);
        }

        return next == size && Follow(file, entries, at) is { } placed ? new ZipDirectory(file, placed) : EvidenceErrors.OddArchive;
    }

    public ZipEntry? Find(string name) => Entries.FirstOrDefault(entry => entry.Name == name);

    /// <summary>Unpacks an entry into a buffer of its announced size.</summary>
    /// <returns>False when it holds more, less or something else than announced: the limits count what is there, not what is said.</returns>
    public bool TryUnpack(ZipEntry entry, Memory<byte> target)
    {
        try
        {
            using var content = Open(entry);
            var length = content.ReadAtLeast(target.Span, target.Length, throwOnEndOfStream: false);
            return length == target.Length && content.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The same, nothing kept: how a document of several parts is measured.</summary>
    public bool IsAsAnnounced(ZipEntry entry, byte[] buffer)
    {
        try
        {
            using var content = Open(entry);
            long size = 0;
            for (int length; (length = content.Read(buffer)) > 0;)
            {
                if ((size += length) > entry.Size)
                {
                    return false;
                }
            }

            return size == entry.Size;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    public Stream Open(ZipEntry entry)
    {
        var part = new PartOfStream(file, entry.DataAt, entry.CompressedSize);
        return entry.Method == Stored ? part : new DeflateStream(part, CompressionMode.Decompress);
    }

    /// <summary>The end record must end the file: what follows it, comments included, is somebody else's.</summary>
    private static (int Count, int Size, long At)? FindEnd(Stream file)
    {
        if (file.Length < EndLength)
        {
            return null;
        }

        Span<byte> end = stackalloc byte[EndLength];
        for (var comment = 0; comment <= 255 && file.Length - EndLength - comment >= 0; comment++)
        {
            file.Position = file.Length - EndLength - comment;
            file.ReadExactly(end);
            if (!end.StartsWith("PK\x05\x06"u8) || BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) != comment)
            {
                continue;
            }

            var size = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
            var at = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
            var (disk, count, total) = (BinaryPrimitives.ReadUInt32LittleEndian(end[4..]), BinaryPrimitives.ReadUInt16LittleEndian(end[8..]), BinaryPrimitives.ReadUInt16LittleEndian(end[10..]));
            return disk == 0 && count == total && at + (long)size == file.Length - EndLength - comment ? (count, (int)size, at) : null;
        }

        return null;
    }

    private static Outcome<ZipEntry> ReadEntry(ReadOnlySpan<byte> directory, ref int at)
    {
        if (directory.Length - at < 46 || !directory[at..].StartsWith("PK\x01\x02"u8))
        {
            return EvidenceErrors.OddArchive;
        }

        var header = directory[at..];
        var (flags, method) = (BinaryPrimitives.ReadUInt16LittleEndian(header[8..]), BinaryPrimitives.ReadUInt16LittleEndian(header[10..]));
        var (compressed, size) = (BinaryPrimitives.ReadUInt32LittleEndian(header[20..]), BinaryPrimitives.ReadUInt32LittleEndian(header[24..]));
        var (nameLength, extraLength, commentLength) = (
            BinaryPrimitives.ReadUInt16LittleEndian(header[28..]), BinaryPrimitives.ReadUInt16LittleEndian(header[30..]), BinaryPrimitives.ReadUInt16LittleEndian(header[32..]));
        var mode = BinaryPrimitives.ReadUInt32LittleEndian(header[38..]) >> 16;
        at += 46 + nameLength + extraLength + commentLength;
        if (at > directory.Length || nameLength == 0)
        {
            return EvidenceErrors.OddArchive;
        }

        var name = NameOf(header.Slice(46, nameLength), flags);
        if ((flags & 1) != 0)
        {
            return EvidenceErrors.EncryptedArchive;
        }

        if (!IsPlainName(name) || (mode & 0xF000) is not (0 or 0x4000 or 0x8000))
        {
            return EvidenceErrors.ArchivePath(name); // out of the folder, or no ordinary file: a link
        }

        return method is Stored or Deflated && compressed != uint.MaxValue && size != uint.MaxValue && (method != Stored || compressed == size)
            ? new ZipEntry(name, method, compressed, size, BinaryPrimitives.ReadUInt32LittleEndian(header[42..]))
            : EvidenceErrors.OddArchive;
    }

    /// <summary>A name that stays inside the folder where it would be unpacked, on every system.</summary>
    public static bool IsPlainName(string name) =>
        name.Length <= 500
        && !name.Contains('\\') && !name.Contains(':') && !name.StartsWith('/')
        && !name.Any(char.IsControl)
        && !name.TrimEnd('/').Split('/').Any(part => part is "" or "." or "..");

    /// <summary>UTF-8 when it says so or is so, else the old code page, close enough to be shown.</summary>
    private static string NameOf(ReadOnlySpan<byte> name, int flags)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(name);
        }
        catch (DecoderFallbackException) when ((flags & 0x800) == 0)
        {
            return Encoding.Latin1.GetString(name);
        }
        catch (DecoderFallbackException)
        {
            return "\0"; // refused as no plain name
        }
    }

    /// <summary>The entries with the place of their data, or null when they leave a gap, overlap or tell something else.</summary>
    private static List<ZipEntry>? Follow(Stream file, List<ZipEntry> entries, long directoryAt)
    {
        var placed = new Dictionary<ZipEntry, ZipEntry>(ReferenceEqualityComparer.Instance);
        var ordered = entries.OrderBy(entry => entry.HeaderAt).ToList();
        long at = 0;
        Span<byte> header = stackalloc byte[30];
        for (var i = 0; i < ordered.Count; i++)
        {
            var entry = ordered[i];
            var next = i + 1 < ordered.Count ? ordered[i + 1].HeaderAt : directoryAt;
            file.Position = Math.Min(file.Length, entry.HeaderAt);
            if (entry.HeaderAt != at || at + header.Length > directoryAt || file.ReadAtLeast(header, 30, throwOnEndOfStream: false) < 30 || !header.StartsWith("PK\x03\x04"u8))
            {
                return null;
            }

            var flags = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]);
            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]);
            var dataAt = at + 30 + nameLength + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
            var descriptor = next - dataAt - entry.CompressedSize;
            if (!SaysTheSame(file, header, nameLength, flags, entry)
                || ((flags & 8) != 0 ? descriptor is not (0 or 12 or 16 or 20 or 24) : descriptor != 0))
            {
                return null;
            }

            placed[entry] = entry with { DataAt = dataAt };
            at = next;
        }

        return at == directoryAt ? [.. entries.Select(entry => placed[entry])] : null;
    }

    private static bool SaysTheSame(Stream file, ReadOnlySpan<byte> header, int nameLength, int flags, ZipEntry entry)
    {
        var name = new byte[nameLength];
        return file.ReadAtLeast(name, nameLength, throwOnEndOfStream: false) == nameLength
            && NameOf(name, flags) == entry.Name
            && BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) == entry.Method
            && (flags & 1) == 0
            && ((flags & 8) != 0
                || (BinaryPrimitives.ReadUInt32LittleEndian(header[18..]) == entry.CompressedSize
                    && BinaryPrimitives.ReadUInt32LittleEndian(header[22..]) == entry.Size));
    }

    /// <summary>Some bytes of a file, and not one more.</summary>
    private sealed class PartOfStream(Stream file, long start, long length) : Stream
    {
        private long at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            file.Position = start + at;
            var read = file.Read(buffer[..(int)Math.Min(buffer.Length, length - at)]);
            at += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
