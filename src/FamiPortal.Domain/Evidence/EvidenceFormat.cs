namespace FamiPortal.Domain.Evidence;

/// <summary>The formats of evidence that the portal takes; what each one is stands in <see cref="EvidenceFormats"/>.</summary>
public enum EvidenceFormat
{
    Pdf,
    Png,
    Jpeg,
    Docx,
    Doc,
    Odt,
    Zip,
    SevenZip,
}
