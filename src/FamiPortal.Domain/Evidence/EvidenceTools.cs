namespace FamiPortal.Domain.Evidence;

/// <summary>The optional programs that evidence is opened with; each is looked for once, as the portal starts.</summary>
public sealed class EvidenceTools
{
    private const int PageBytesMax = 8 * 1024 * 1024;

    /// <summary>Text of PDFs, and how many pages they have.</summary>
    public ExternalTool PdfText { get; init; } = new("pdftotext");

    /// <summary>Pages of PDFs as images.</summary>
    public ExternalTool PdfPages { get; init; } = new("pdftoppm");

    /// <summary>Words on photos and scans, with its French data.</summary>
    public ExternalTool ImageText { get; init; } = new("tesseract") { TimeMax = TimeSpan.FromSeconds(10) };

    /// <summary>Archives in the 7z format.</summary>
    public ExternalTool SevenZip { get; init; } = new("7z");

    /// <summary>Draws one page of a PDF as PNG.</summary>
    /// <param name="pdf">At its start.</param>
    /// <param name="page">From 1.</param>
    /// <param name="sidePixels">Long side of the image.</param>
    /// <param name="cancellationToken">End of the request.</param>
    /// <param name="isWithinAnother">See <see cref="ExternalTool.RunAsync"/>.</param>
    /// <returns>At its start, or null when there is no such page, or it can't be drawn.</returns>
    internal async Task<MemoryStream?> DrawPageAsync(Stream pdf, int page, int sidePixels, CancellationToken cancellationToken, bool isWithinAnother = false)
    {
        var image = new MemoryStream();
        var number = FormattableString.Invariant($"{page}");
        var end = await PdfPages.RunAsync(
            ["-q", "-png", "-f", number, "-l", number, "-scale-to", FormattableString.Invariant($"{sidePixels}"), "-"],
            pdf, ExternalTool.CopyTo(image, PageBytesMax), cancellationToken, isWithinAnother);
        image.Position = 0;
        return end == ToolEnd.Done && image.Length > 0 ? image : null;
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<ExternalTool> All => [PdfText, PdfPages, ImageText, SevenZip];
}
