using System.Buffers.Binary;

namespace FamiPortal.Domain.Evidence;

/// <summary>A PNG is its signature, then chunks from IHDR to IEND, data among them.</summary>
internal static class PngContent
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool HasSignature(ReadOnlySpan<byte> head) => head.StartsWith(Signature);

    public static Problem? Check(Stream file)
    {
        var damaged = EvidenceErrors.Damaged(EvidenceFormat.Png);
        Span<byte> chunk = stackalloc byte[16];
        var hasData = false;
        for (long at = Signature.Length; at + 12 <= file.Length;)
        {
            file.Position = at;
            file.ReadExactly(chunk[..8]);
            var length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            var type = chunk[4..8];
            if (at + 12 + length > file.Length)
            {
                return damaged;
            }

            if (at == Signature.Length)
            {
                if (length != 13 || !type.SequenceEqual("IHDR"u8))
                {
                    return damaged;
                }

                file.ReadExactly(chunk[8..16]);
                var width = BinaryPrimitives.ReadUInt32BigEndian(chunk[8..]);
                var height = BinaryPrimitives.ReadUInt32BigEndian(chunk[12..]);
                if (ImageSize.Check(EvidenceFormat.Png, width, height) is { } problem)
                {
                    return problem;
                }
            }

            hasData |= type.SequenceEqual("IDAT"u8) && length > 0;
            if (type.SequenceEqual("IEND"u8))
            {
                return hasData ? null : damaged;
            }

            at += 12 + length;
        }

        return damaged;
    }
}
