namespace FamiPortal.Web.Documents.Pdf;

/// <summary>
/// Cuts pieces into pages by their heights; it draws nothing, since "page 2 sur 3" is known once the last piece is placed.
/// </summary>
internal sealed class PdfPagination
{
    /// <summary>Below the header that repeats the title, in points from the top of the page.</summary>
    public const double BodyTop = 74;

    /// <summary>Above the footer.</summary>
    public const double BodyBottom = PdfCanvas.PageHeight - 78;

    /// <summary>The first page has no header.</summary>
    public const double FirstPageTop = 52;

    private readonly List<List<PlacedPiece>> pages = [[]];
    private double y = FirstPageTop;
    private bool isAtTop = true;

    private PdfPagination()
    {
    }

    public static IReadOnlyList<IReadOnlyList<PlacedPiece>> Pages(IReadOnlyList<PdfPiece> pieces)
    {
        var pagination = new PdfPagination();
        for (var i = 0; i < pieces.Count;)
        {
            var chain = ChainFrom(pieces, i);
            pagination.Place(chain);
            i += chain.Count;
        }

        return pagination.pages;
    }

    /// <summary>The same pieces, kept on one page when they fit in one.</summary>
    public static IReadOnlyList<PdfPiece> Together(IReadOnlyList<PdfPiece> pieces)
    {
        // What does not fit in one page follows the ordinary rules: an exact fit is not worth an empty page before it.
        if (pieces.Sum(piece => piece.HeightWithSpace) > BodyBottom - BodyTop)
        {
            return pieces;
        }

        return [.. pieces.Select((piece, i) => piece with { KeepWithNext = piece.KeepWithNext || i < pieces.Count - 1 })];
    }

    private static List<PdfPiece> ChainFrom(IReadOnlyList<PdfPiece> pieces, int first)
    {
        var chain = new List<PdfPiece> { pieces[first] };
        while (chain[^1].KeepWithNext && first + chain.Count < pieces.Count)
        {
            chain.Add(pieces[first + chain.Count]);
        }

        return chain;
    }

    private void Place(List<PdfPiece> chain)
    {
        if (!Fits(chain.Sum(piece => piece.HeightWithSpace)))
        {
            TurnBefore(chain[0]);
        }

        foreach (var piece in chain)
        {
            var space = isAtTop ? 0 : piece.SpaceBefore;
            if (!Fits(space + piece.Height))
            {
                TurnBefore(piece);
                space = 0;
            }

            pages[^1].Add(new PlacedPiece(piece, y + space, IsRepeated: false));
            y += space + piece.Height;
            isAtTop = false;
        }
    }

    // What is too high for a whole page gains nothing by another one.
    private bool Fits(double height) => isAtTop || y + height <= BodyBottom;

    private void TurnBefore(PdfPiece next)
    {
        pages.Add([]);
        y = BodyTop;
        isAtTop = true;
        if (next.RepeatedHeader is { } header)
        {
            pages[^1].Add(new PlacedPiece(header, y, IsRepeated: true));
            y += header.Height;
        }
    }
}
