namespace FamiPortal.Web.Documents.Pdf;

/// <summary>The smallest thing that a page break can't cut: a line of text, a row, a boxed remark.</summary>
/// <param name="Height">In points.</param>
/// <param name="Draw">Draws at the given distance from the top of the page, and opens and closes its tags.</param>
internal sealed record PdfPiece(double Height, Action<PdfCanvas, double> Draw)
{
    /// <summary>In points; dropped at the top of a page.</summary>
    public double SpaceBefore { get; init; }

    /// <summary>A heading at the foot of a page, or the first line of a paragraph alone, would mislead.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>Drawn again when this piece starts a page.</summary>
    public PdfPiece? RepeatedHeader { get; init; }

    /// <summary>An entry of the reader's outline.</summary>
    public string? Outline { get; init; }

    /// <summary>What it takes anywhere but at the top of a page, in points.</summary>
    public double HeightWithSpace => SpaceBefore + Height;
}

/// <param name="Piece">What is drawn.</param>
/// <param name="Top">From the top of the page, in points.</param>
/// <param name="IsRepeated">Said before, on an earlier page.</param>
internal sealed record PlacedPiece(PdfPiece Piece, double Top, bool IsRepeated);
