using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace FamiPortal.TestKit;

/// <summary>Office documents and archives made by hand, so that a test changes the one thing it is about.</summary>
public static class SampleDocuments
{
    private const string MacroType = "application/vnd.ms-office.vbaProject";

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return memory.ToArray();
    }

    public static byte[] Docx(string text = "Facture fictive", params (string Name, byte[] Content)[] more) => Zip(
    [
        ("[Content_Types].xml", Xml("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>")),
        ("_rels/.rels", Xml("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>")),
        ("word/document.xml", Xml($"<w:document xmlns:w=\"urn:w\"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>")),
        .. more,
    ]);

    /// <summary>The macro under a harmless name: its content type tells.</summary>
    public static byte[] DocxWithRenamedMacro() => Zip(
        ("[Content_Types].xml", Xml($"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/photo.jpg\" ContentType=\"{MacroType}\"/></Types>")),
        ("word/document.xml", Xml("<w:document xmlns:w=\"urn:w\"/>")),
        ("word/photo.jpg", [1]));

    public static byte[] Odt(string text = "Facture fictive", string content = "", params (string Name, byte[] Content)[] more)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("mimetype", "application/vnd.oasis.opendocument.text"u8.ToArray(), CompressionLevel.NoCompression);
            Add("content.xml", Xml($"<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:script=\"urn:oasis:names:tc:opendocument:xmlns:script:1.0\">{content}<office:body><text:p>{text}</text:p></office:body></office:document-content>"));
            Add("META-INF/manifest.xml", Xml("<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"));
            foreach (var (name, bytes) in more)
            {
                Add(name, bytes);
            }

            void Add(string name, byte[] bytes, CompressionLevel level = CompressionLevel.Optimal)
            {
                using var entry = archive.CreateEntry(name, level).Open();
                entry.Write(bytes);
            }
        }

        return memory.ToArray();
    }

    /// <summary>A compound file with those streams and storages; <c>WordDocument</c> holds the text in one byte a letter.</summary>
    public static byte[] Doc(string text = "Facture fictive", ushort flags = 0, ushort version = 0xC1, params string[] more)
    {
        const int sector = 512;
        var names = new[] { "Root Entry", "WordDocument" }.Concat(more).ToArray();
        var directorySectors = (names.Length + 3) / 4;
        var document = new byte[8 * sector];
        BinaryPrimitives.WriteUInt16LittleEndian(document, 0xA5EC);
        BinaryPrimitives.WriteUInt16LittleEndian(document.AsSpan(2), version);
        BinaryPrimitives.WriteUInt16LittleEndian(document.AsSpan(10), flags);
        Encoding.Latin1.GetBytes(text).CopyTo(document, sector);

        var file = new byte[(1 + 1 + directorySectors + 8) * sector];
        ((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(26), 3);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(28), 0xFFFE);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(30), 9);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(32), 6);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(44), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(48), 1); // the directory starts at sector 1
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(56), 4096);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(60), 0xFFFFFFFE);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(68), 0xFFFFFFFE);
        file.AsSpan(76, 436).Fill(0xFF);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(76), 0); // the allocation table is sector 0

        var table = file.AsSpan(sector, sector);
        table.Fill(0xFF);
        BinaryPrimitives.WriteUInt32LittleEndian(table, 0xFFFFFFFD);
        Chain(table, 1, directorySectors);
        Chain(table, 1 + directorySectors, 8);
        for (var i = 0; i < names.Length; i++)
        {
            var entry = file.AsSpan((2 * sector) + (i * 128), 128);
            Encoding.Unicode.GetBytes(names[i]).CopyTo(entry);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)((names[i].Length + 1) * 2));
            entry[66] = i == 0 ? (byte)5 : (byte)2;
            BinaryPrimitives.WriteUInt32LittleEndian(entry[116..], i == 1 ? (uint)(1 + directorySectors) : 0xFFFFFFFE);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[120..], i == 1 ? 8u * sector : 0);
        }

        document.CopyTo(file, (2 + directorySectors) * sector);
        return file;

        static void Chain(Span<byte> table, int first, int count)
        {
            for (var i = 0; i < count; i++)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(table[((first + i) * 4)..], i + 1 < count ? (uint)(first + i + 1) : 0xFFFFFFFE);
            }
        }
    }

    public static byte[] Xml(string text) => Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{text}");
}
