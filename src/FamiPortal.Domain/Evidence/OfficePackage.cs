using System.Xml;

namespace FamiPortal.Domain.Evidence;

/// <summary>Documents that are ZIPs of parts (.docx, .odt): the parts are measured and looked at for programs.</summary>
internal static class OfficePackage
{
    private const int PartsMax = 1000;
    private const string ContentTypes = "[Content_Types].xml";
    private const string OdtType = "application/vnd.oasis.opendocument.text";

    /// <summary>Which of the formats that are ZIPs it is; null for one that the portal doesn't take (a workbook, a presentation).</summary>
    public static EvidenceFormat? FormatOf(ZipDirectory zip)
    {
        if (zip.Find(ContentTypes) is not null)
        {
            return zip.Entries.Any(entry => entry.Name.StartsWith("word/", StringComparison.OrdinalIgnoreCase)) ? EvidenceFormat.Docx : null;
        }

        return zip.Find("mimetype") is not { } type ? EvidenceFormat.Zip : TextOf(zip, type) == OdtType ? EvidenceFormat.Odt : null;
    }

    public static Problem? CheckDocx(Stream file)
    {
        if (!Open(file, EvidenceFormat.Docx).TryGet(out var zip, out var problems))
        {
            return problems[0];
        }

        if (zip.Find("word/document.xml") is null)
        {
            return EvidenceErrors.Damaged(EvidenceFormat.Docx);
        }

        // A program can hide under any name of part: its content type, or the relation that leads to it, can't.
        var hasProgram = zip.Entries.Any(entry => entry.Name.EndsWith(".bin", StringComparison.OrdinalIgnoreCase)
            || entry.Name.Contains("activeX/", StringComparison.OrdinalIgnoreCase)
            || entry.Name.Contains("vba", StringComparison.OrdinalIgnoreCase));
        return hasProgram ? EvidenceErrors.Macros : CheckXml(zip, EvidenceFormat.Docx, entry => entry.Name == ContentTypes || entry.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase), IsOfficeProgram);
    }

    public static Problem? CheckOdt(Stream file)
    {
        if (!Open(file, EvidenceFormat.Odt).TryGet(out var zip, out var problems))
        {
            return problems[0];
        }

        if (zip.Find("content.xml") is null || zip.Find("META-INF/manifest.xml") is null || zip.Entries.MinBy(entry => entry.HeaderAt)?.Name != "mimetype")
        {
            return EvidenceErrors.Damaged(EvidenceFormat.Odt);
        }

        var hasProgram = zip.Entries.Any(entry => entry.Name.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase)
            || entry.Name.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase)
            || entry.Name.StartsWith("Dialogs/", StringComparison.OrdinalIgnoreCase));
        return hasProgram
            ? EvidenceErrors.Macros
            : CheckXml(zip, EvidenceFormat.Odt, entry => entry.Name is "content.xml" or "styles.xml" or "META-INF/manifest.xml", IsOdfProgram);
    }

    private static Outcome<ZipDirectory> Open(Stream file, EvidenceFormat format)
    {
        if (!ZipDirectory.Read(file).TryGet(out var zip, out var problems))
        {
            return problems;
        }

        if (zip.Entries.Count > PartsMax)
        {
            return EvidenceErrors.Damaged(format);
        }

        if (zip.Entries.Sum(entry => entry.Size) > ZipDirectory.UnpackedBytesMax)
        {
            return EvidenceErrors.TooMuchUnpacked;
        }

        var buffer = new byte[32 * 1024];
        return zip.Entries.All(entry => zip.IsAsAnnounced(entry, buffer)) ? zip : EvidenceErrors.OddArchive;
    }

    private static Problem? CheckXml(ZipDirectory zip, EvidenceFormat format, Func<ZipEntry, bool> isLookedAt, Func<XmlReader, Problem?> judge)
    {
        try
        {
            foreach (var entry in zip.Entries.Where(isLookedAt))
            {
                using var xml = OpenXml(zip, entry);
                while (xml.Read())
                {
                    if (xml.NodeType == XmlNodeType.Element && judge(xml) is { } problem)
                    {
                        return problem;
                    }
                }
            }

            return null;
        }
        catch (XmlException)
        {
            return EvidenceErrors.Damaged(format);
        }
    }

    /// <summary>Without document types, hence without entities that grow or lead elsewhere.</summary>
    public static XmlReader OpenXml(ZipDirectory zip, ZipEntry entry) => XmlReader.Create(
        zip.Open(entry), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, MaxCharactersInDocument = ZipDirectory.UnpackedBytesMax });

    /// <summary>Content types of macros, relations to macros, and templates fetched from elsewhere, which may bring some.</summary>
    private static Problem? IsOfficeProgram(XmlReader xml)
    {
        var (type, mode) = (xml.GetAttribute("ContentType") ?? xml.GetAttribute("Type") ?? "", xml.GetAttribute("TargetMode"));
        return type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
            || type.Contains("vba", StringComparison.OrdinalIgnoreCase)
            || type.Contains("activeX", StringComparison.OrdinalIgnoreCase)
            || type.Contains("oleObject", StringComparison.OrdinalIgnoreCase)
            || (type.EndsWith("/attachedTemplate", StringComparison.OrdinalIgnoreCase) && mode == "External" && IsElsewhere(xml.GetAttribute("Target")))
            ? EvidenceErrors.Macros
            : null;
    }

    /// <summary>Every document names its template, mostly on the disk of its author; one on a network is fetched when it opens.</summary>
    private static bool IsElsewhere(string? target) =>
        target is null || (!target.StartsWith("file:///", StringComparison.OrdinalIgnoreCase) && target.Contains("//", StringComparison.Ordinal)) || target.StartsWith(@"\\", StringComparison.Ordinal);

    private static Problem? IsOdfProgram(XmlReader xml) => xml.LocalName switch
    {
        "encryption-data" => EvidenceErrors.Encrypted,
        "event-listener" or "script" when xml.NamespaceURI.EndsWith(":script:1.0", StringComparison.Ordinal) || xml.NamespaceURI.EndsWith(":office:1.0", StringComparison.Ordinal) => EvidenceErrors.Macros,
        _ => null,
    };

    private static string TextOf(ZipDirectory zip, ZipEntry entry)
    {
        if (entry.Size > 100)
        {
            return "";
        }

        var content = new byte[entry.Size];
        return zip.TryUnpack(entry, content) ? System.Text.Encoding.ASCII.GetString(content) : "";
    }
}
