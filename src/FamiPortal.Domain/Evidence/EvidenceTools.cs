namespace FamiPortal.Domain.Evidence;

/// <summary>The optional programs that evidence is opened with; each is looked for once, as the portal starts.</summary>
public sealed class EvidenceTools
{
    /// <summary>Text of PDFs, and how many pages they have.</summary>
    public ExternalTool PdfText { get; init; } = new("pdftotext");

    /// <summary>Pages of PDFs as images.</summary>
    public ExternalTool PdfPages { get; init; } = new("pdftoppm");

    /// <summary>Archives in the 7z format.</summary>
    public ExternalTool SevenZip { get; init; } = new("7z");
}
