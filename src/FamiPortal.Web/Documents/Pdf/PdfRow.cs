using PdfSharp.Drawing;
using PdfSharp.UniversalAccessibility;

namespace FamiPortal.Web.Documents.Pdf;

/// <param name="Lines">Wrapped to the width of its column.</param>
/// <param name="State">Drawn before the text.</param>
/// <param name="IsHeader">Names its row or its column.</param>
internal sealed record PdfCell(IReadOnlyList<PdfLine> Lines, Ink State, bool IsHeader)
{
    private const double MarkSize = 6.5;

    /// <summary>What the mark of a state takes from the width of a cell, in points.</summary>
    public static double Indent(Ink state) => state == Ink.None ? 0 : MarkSize + 5;

    public void Draw(PdfCanvas canvas, PdfColumn column, double top, double lineHeight, bool headsRow)
    {
        canvas.Density(State, column.Left, top + ((lineHeight - MarkSize) / 2), MarkSize, MarkSize);
        if (IsHeader)
        {
            canvas.BeginHeaderCell(headsRow);
        }
        else
        {
            canvas.Begin(PdfBlockLevelElementTag.TableDataCell);
        }

        Lines.Draw(canvas, column.Align == Align.Right ? column.Left + column.Width : column.Left + Indent(State), top, column.Align);
        canvas.End();
    }
}

/// <summary>Where a column stands on the page, in points.</summary>
internal sealed record PdfColumn(double Left, double Width, Align Align)
{
    private const double Gap = 12;

    public static IReadOnlyList<PdfColumn> Of(IReadOnlyList<Column> columns)
    {
        var (left, whole) = (PdfCanvas.Left, columns.Sum(column => column.Width));
        var places = new List<PdfColumn>();
        foreach (var column in columns)
        {
            var width = (PdfCanvas.Width - (Gap * (columns.Count - 1))) * column.Width / whole;
            places.Add(new PdfColumn(left, width, column.Align));
            left += width + Gap;
        }

        return places;
    }
}

/// <summary>A row of a table or of key figures.</summary>
/// <param name="Columns">Their places.</param>
/// <param name="Cells">As many.</param>
/// <param name="LineHeight">Of the table's text, in points.</param>
internal sealed record PdfRow(IReadOnlyList<PdfColumn> Columns, IReadOnlyList<PdfCell> Cells, double LineHeight)
{
    /// <summary>A row that is higher would leave a third of a page empty: it goes on in the next one.</summary>
    public const double WholeHeightMax = 220;

    /// <summary>Above and below the text, in points.</summary>
    public double Padding { get; init; } = 4.5;

    /// <summary>Under the row.</summary>
    public XPen? Rule { get; init; }

    /// <summary>The table begins with it.</summary>
    public bool Opens { get; init; }

    /// <summary>The table ends with it.</summary>
    public bool Closes { get; init; }

    /// <summary>A header cell of it names a column, otherwise the row.</summary>
    public bool IsHeader { get; init; }

    /// <summary>Whole on a page, or in slices when it is too high.</summary>
    public IEnumerable<PdfPiece> Pieces()
    {
        var linesMax = (int)(WholeHeightMax / LineHeight);
        var slices = Math.Max(1, (Cells.Max(cell => cell.Lines.Count) + linesMax - 1) / linesMax);
        for (var i = 0; i < slices; i++)
        {
            var (isFirst, isLast) = (i == 0, i == slices - 1);
            var slice = this with
            {
                Cells = [.. Cells.Select(cell => cell with { Lines = [.. cell.Lines.Skip(i * linesMax).Take(linesMax)], State = isFirst ? cell.State : Ink.None })],
                Rule = isLast ? Rule : null,
                Opens = Opens && isFirst,
                Closes = Closes && isLast,
            };
            yield return slice.Piece();
        }
    }

    public PdfPiece Piece()
    {
        var height = Cells.Max(cell => cell.Lines.Height()) + (2 * Padding);
        return new PdfPiece(height, (canvas, top) => Draw(canvas, top, height));
    }

    private void Draw(PdfCanvas canvas, double top, double height)
    {
        if (Opens)
        {
            canvas.Begin(PdfBlockLevelElementTag.Table);
        }

        canvas.Begin(PdfBlockLevelElementTag.TableRow);
        foreach (var (cell, column) in Cells.Zip(Columns))
        {
            cell.Draw(canvas, column, top + Padding, LineHeight, headsRow: !IsHeader);
        }

        canvas.End();
        if (Rule is not null)
        {
            canvas.Rule(Rule, PdfCanvas.Left, PdfCanvas.Right, top + height);
        }

        if (Closes)
        {
            canvas.End();
        }
    }
}
