using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using FamiPortal.TestKit;

namespace FamiPortal.Domain.Tests.Evidence;

/// <summary>Small files, made by hand so that each test changes the one thing it is about.</summary>
internal static class EvidenceSamples
{
    public static byte[] Png() => SampleFiles.Png();

    public static byte[] Jpeg() => SampleFiles.Jpeg();

    /// <summary>A one-page PDF; <paramref name="catalog"/> adds entries to its catalogue, <paramref name="size"/> pads it to that many bytes.</summary>
    public static byte[] Pdf(string catalog = "", int size = 0, string version = "1.7")
    {
        const string end = "\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n";
        var start = $"%PDF-{version}\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R {catalog} >>\nendobj\n"
            + "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
            + "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n%";
        var padding = new string(' ', Math.Max(0, size - start.Length - end.Length));
        return Encoding.Latin1.GetBytes(start + padding + end);
    }

    /// <summary>A PNG that declares any dimensions; its data is not the image of that size.</summary>
    public static byte[] PngOf(uint width, uint height)
    {
        var png = Png();
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(20), height);
        return png;
    }

    public static byte[] JpegOf(ushort width, ushort height)
    {
        var jpeg = Jpeg();
        var frame = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), width);
        return jpeg;
    }

    /// <summary>A JPEG with <paramref name="comment"/> in a comment segment right after its start.</summary>
    public static byte[] JpegWith(byte[] comment)
    {
        var jpeg = Jpeg();
        var length = comment.Length + 2;
        return [.. jpeg[..2], 0xFF, 0xFE, (byte)(length >> 8), (byte)(length & 0xFF), .. comment, .. jpeg[2..]];
    }

    public static byte[] Zip()
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("programme.txt").Open();
            entry.Write("bonjour"u8);
        }

        return memory.ToArray();
    }

    /// <summary>The start of a Windows program.</summary>
    public static byte[] Exe()
    {
        var exe = new byte[4096];
        "MZ"u8.CopyTo(exe);
        exe[0x3C] = 0x80;
        "PE\0\0"u8.CopyTo(exe.AsSpan(0x80));
        return exe;
    }
}
