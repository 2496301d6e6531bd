using System.Buffers.Binary;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// A JPEG is a chain of segments: a frame header with the dimensions, one or more scans, an end. Phones put data of their
/// own after that end (a film, a depth map): it is left alone.
/// </summary>
internal static class JpegContent
{
    private const int EndOfImage = 0xD9;
    private const int StartOfScan = 0xDA;

    public static bool HasSignature(ReadOnlySpan<byte> head) => head.StartsWith([(byte)0xFF, (byte)0xD8, (byte)0xFF]);

    public static Problem? Check(Stream file)
    {
        var damaged = EvidenceErrors.Damaged(EvidenceFormat.Jpeg);
        Span<byte> lengthBytes = stackalloc byte[2];
        var (hasFrame, hasScan) = (false, false);
        file.Position = 2;
        while (NextMarker(file) is var marker and >= 0)
        {
            if (marker == EndOfImage)
            {
                return hasFrame && hasScan ? null : damaged;
            }

            if (StandsAlone(marker))
            {
                continue;
            }

            if (file.ReadAtLeast(lengthBytes, 2, throwOnEndOfStream: false) < 2)
            {
                return damaged;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(lengthBytes);
            var next = file.Position + length - 2;
            if (length < 2 || next > file.Length)
            {
                return damaged;
            }

            if (IsFrame(marker))
            {
                hasFrame = true;
                if (CheckFrame(file) is { } problem)
                {
                    return problem;
                }
            }

            hasScan |= hasFrame && marker == StartOfScan;
            file.Position = next;
        }

        return damaged;
    }

    /// <summary>Skips what is left of a scan to the next marker: inside a scan, FF 00 is a byte of data and FF FF padding.</summary>
    private static int NextMarker(Stream file)
    {
        for (var previous = 0; ;)
        {
            var current = file.ReadByte();
            if (current < 0 || (previous == 0xFF && current is not (0 or 0xFF)))
            {
                return current;
            }

            previous = current;
        }
    }

    /// <summary>Restart marks and TEM: no length follows.</summary>
    private static bool StandsAlone(int marker) => marker is (>= 0xD0 and <= 0xD8) or 0x01;

    private static bool IsFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static Problem? CheckFrame(Stream file)
    {
        Span<byte> frame = stackalloc byte[5];
        return file.ReadAtLeast(frame, 5, throwOnEndOfStream: false) < 5
            ? EvidenceErrors.Damaged(EvidenceFormat.Jpeg)
            : ImageSize.Check(EvidenceFormat.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(frame[3..]), BinaryPrimitives.ReadUInt16BigEndian(frame[1..]));
    }
}
