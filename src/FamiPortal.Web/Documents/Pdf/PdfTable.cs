namespace FamiPortal.Web.Documents.Pdf;

/// <summary>Tables and lists of keys and values, as rows that know how to cut themselves.</summary>
internal sealed class PdfTable(PdfTypography type)
{
    private const double SpaceBefore = 8;

    public IEnumerable<PdfPiece> Pieces(KeyValues block)
    {
        var columns = PdfColumn.Of([new("", 30), new("", 70)]);
        for (var i = 0; i < block.Rows.Count; i++)
        {
            var row = block.Rows[i];
            var (key, value) = (columns[0], columns[1]);
            var label = new PdfCell([.. PdfLines.Wrapped(type.Table, PdfStyle.Secondary, row.Label, key.Width)], Ink.None, IsHeader: true);
            var said = new PdfCell(Texts(type.TableStrong, row.Value, row.Detail, value.Width), Ink.None, IsHeader: false);
            var isFirst = i == 0;
            var cut = new PdfRow(columns, [label, said], type.Table.LineHeight) { Padding = 2.4, Opens = isFirst, Closes = i == block.Rows.Count - 1 };
            foreach (var piece in cut.Pieces())
            {
                yield return isFirst ? piece with { SpaceBefore = SpaceBefore } : piece;
            }
        }
    }

    public IEnumerable<PdfPiece> Pieces(Table block)
    {
        var columns = PdfColumn.Of(block.Columns);
        var isEmpty = block.Rows.Count == 0 && block.Total is null;
        var header = Header(block, columns) with { Rule = PdfStyle.Line, Opens = true, Closes = isEmpty, IsHeader = true };
        var first = header.Piece() with { SpaceBefore = SpaceBefore };
        yield return first with { KeepWithNext = !isEmpty };

        var repeated = first.Height <= PdfRow.WholeHeightMax ? first : null;
        for (var i = 0; i < block.Rows.Count; i++)
        {
            var isLast = i == block.Rows.Count - 1;
            var row = Row(block, columns, block.Rows[i], isTotal: false) with { Rule = PdfStyle.Hairline, Closes = isLast && block.Total is null };
            foreach (var piece in row.Pieces())
            {
                yield return piece with { RepeatedHeader = repeated, KeepWithNext = isLast && block.Total is not null };
            }
        }

        if (block.Total is { } total)
        {
            foreach (var piece in (Row(block, columns, total, isTotal: true) with { Rule = PdfStyle.Line, Closes = true }).Pieces())
            {
                yield return piece with { RepeatedHeader = repeated };
            }
        }
    }

    private PdfRow Header(Table block, IReadOnlyList<PdfColumn> columns) => new(
        columns,
        [.. block.Columns.Zip(columns, (column, place) =>
            new PdfCell([.. PdfLines.Wrapped(type.TableStrong, PdfStyle.Secondary, column.Header, place.Width)], Ink.None, IsHeader: true))],
        type.Table.LineHeight);

    private PdfRow Row(Table block, IReadOnlyList<PdfColumn> columns, IReadOnlyList<Cell> cells, bool isTotal)
    {
        if (cells.Count != columns.Count)
        {
            throw new ArgumentException($"A row has {cells.Count} cells and the table {columns.Count} columns.", nameof(block));
        }

        return new PdfRow(
            columns,
            [.. cells.Zip(columns, (cell, place) => new PdfCell(
                Texts(isTotal || cell.Strong ? type.TableStrong : type.Table, cell.Text, cell.Detail, place.Width - PdfCell.Indent(cell.State)), cell.State, cell.Strong))],
            type.Table.LineHeight);
    }

    private List<PdfLine> Texts(PdfText style, string text, string? detail, double width) => PdfLines.Stacked(
        PdfLines.Wrapped(style, PdfStyle.Text, text, width),
        detail is null ? [] : PdfLines.Wrapped(type.Table, PdfStyle.Secondary, detail, width));
}
