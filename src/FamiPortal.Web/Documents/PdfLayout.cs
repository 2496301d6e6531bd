using FamiPortal.Rules;
using PdfSharp.Drawing;
using PdfSharp.UniversalAccessibility;

namespace FamiPortal.Web.Documents;

/// <summary>The smallest thing that a page break can't cut: a line of text, a row, a boxed remark.</summary>
/// <param name="Height">In points.</param>
/// <param name="Draw">Draws at the given distance from the top of the page, and opens and closes its tags.</param>
internal sealed record Piece(double Height, Action<PdfCanvas, double> Draw)
{
    /// <summary>Dropped at the top of a page.</summary>
    public double SpaceBefore { get; init; }

    /// <summary>A heading at the foot of a page, or the first line of a paragraph alone, would mislead.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>Drawn again when this piece starts a page.</summary>
    public Piece? RepeatedHeader { get; init; }

    /// <summary>An entry of the reader's outline.</summary>
    public string? Outline { get; init; }
}

internal sealed record PlacedPiece(Piece Piece, double Top, bool IsRepeated);

/// <summary>Turns blocks into pieces, and pieces into pages. Nothing is drawn before the number of pages is known.</summary>
internal sealed class PdfLayout
{
    public const double BodyTop = 74;
    public const double BodyBottom = PdfCanvas.PageHeight - 78;

    private const double FirstPageTop = 52;
    private const double Width = PdfCanvas.Right - PdfCanvas.Left;
    private const double WholeBlockMax = 300;
    private const double WholeRowMax = 220;
    private const double ColumnGap = 12;
    private const double RowPadding = 4.5;
    private const double MarkSize = 6.5;
    private const double BarWidth = 6;
    private const double BarIndent = 16;

    private readonly PdfText title;
    private readonly PdfText subtitle;
    private readonly PdfText heading;
    private readonly PdfText subheading;
    private readonly PdfText figure;
    private readonly PdfText body;
    private readonly PdfText bodyStrong;
    private readonly PdfText table;
    private readonly PdfText tableStrong;
    private readonly PdfText small;

    public PdfLayout(XGraphics measure)
    {
        title = new PdfText(measure, 21, strong: true);
        subtitle = new PdfText(measure, 11, strong: false);
        heading = new PdfText(measure, 13.5, strong: true);
        subheading = new PdfText(measure, 10.5, strong: true);
        figure = new PdfText(measure, 27, strong: true);
        body = new PdfText(measure, 9.5, strong: false);
        bodyStrong = new PdfText(measure, 9.5, strong: true);
        table = new PdfText(measure, 9, strong: false);
        tableStrong = new PdfText(measure, 9, strong: true);
        small = new PdfText(measure, 8.2, strong: false);
    }

    public IReadOnlyList<IReadOnlyList<PlacedPiece>> Pages(PrintedDocument document, string createdOn)
    {
        List<Piece> pieces = [.. Letterhead(document, createdOn), .. document.Blocks.SelectMany(Pieces)];
        return Paginate(pieces);
    }

    private IEnumerable<Piece> Pieces(Block block) => block switch
    {
        Heading { Level: 2 } h => HeadingPieces(h.Text, heading, PdfBlockLevelElementTag.Heading2, 20),
        Heading { Level: 3 } h => HeadingPieces(h.Text, subheading, PdfBlockLevelElementTag.Heading3, 13),
        Heading h => throw new ArgumentOutOfRangeException(nameof(block), h.Level, "A heading is of level 2 or 3."),
        Paragraph { Small: true } p => Lines(p.Text, small, PdfStyle.Secondary, PdfBlockLevelElementTag.Paragraph, 4),
        Paragraph p => Lines(p.Text, body, PdfStyle.Text, PdfBlockLevelElementTag.Paragraph, 6),
        KeyFigure f => Barred(f.State, FigureTexts(f), 12),
        Note n => Barred(n.State, [new(bodyStrong, PdfStyle.Text, n.Lead), new(body, PdfStyle.Text, n.Text)], 12),
        KeyValues k => KeyValuePieces(k),
        Table t => TablePieces(t),
        Attestation a => AttestationPieces(a),
        KeepTogether k => Together([.. k.Blocks.SelectMany(Pieces)]),
        _ => throw new ArgumentOutOfRangeException(nameof(block), block.GetType().Name, "This block is not drawn yet."),
    };

    private IEnumerable<Piece> Letterhead(PrintedDocument document, string createdOn)
    {
        yield return Issuer(document, createdOn);
        foreach (var piece in Lines(document.Title, title, PdfStyle.Text, PdfBlockLevelElementTag.Heading1, 26))
        {
            yield return piece with { KeepWithNext = true };
        }

        if (document.Subtitle is { } text)
        {
            foreach (var piece in Lines(text, subtitle, PdfStyle.Secondary, PdfBlockLevelElementTag.Paragraph, 3))
            {
                yield return piece;
            }
        }
    }

    /// <summary>Who writes, on the left; which document, on the right; a plum rule under both.</summary>
    private Piece Issuer(PrintedDocument document, string createdOn)
    {
        var half = (Width - ColumnGap) / 2;
        var left = Stack([.. document.Issuer.Select((line, i) => Wrapped(i == 0 ? heading : table, PdfStyle.Text, line, half))]);
        var right = Stack(
            Wrapped(tableStrong, PdfStyle.Text, $"Référence{French.NoBreakSpace}: {document.Reference}", half),
            Wrapped(table, PdfStyle.Secondary, createdOn, half));
        var height = Math.Max(left.Sum(l => l.Style.LineHeight), right.Sum(l => l.Style.LineHeight)) + 10;
        return new Piece(height, (canvas, top) =>
        {
            canvas.Begin(PdfBlockLevelElementTag.Paragraph);
            DrawLines(canvas, left, PdfCanvas.Left, top);
            canvas.End();
            canvas.Begin(PdfBlockLevelElementTag.Paragraph);
            DrawLines(canvas, right, PdfCanvas.Right, top, Align.Right);
            canvas.End();
            canvas.Rule(PdfStyle.AccentLine, PdfCanvas.Left, PdfCanvas.Right, top + height);
        });
    }

    private static IEnumerable<Piece> HeadingPieces(string text, PdfText style, PdfBlockLevelElementTag tag, double space) =>
        Lines(text, style, PdfStyle.Text, tag, space)
            .Select((piece, i) => piece with { KeepWithNext = true, Outline = i == 0 && tag == PdfBlockLevelElementTag.Heading2 ? text : null })
            .Append(new Piece(3, (_, _) => { }) { KeepWithNext = true });

    private static IEnumerable<Piece> Lines(string text, PdfText style, XBrush brush, PdfBlockLevelElementTag tag, double space)
    {
        var lines = style.Wrap(text, Width);
        return lines.Select((line, i) => new Piece(style.LineHeight, (canvas, top) =>
        {
            if (i == 0)
            {
                canvas.Begin(tag);
            }

            canvas.Text(style, line, brush, PdfCanvas.Left, top);
            if (i == lines.Count - 1)
            {
                canvas.End();
            }
        })
        {
            SpaceBefore = i == 0 ? space : 0,
            KeepWithNext = lines.Count > 1 && (i == 0 || i == lines.Count - 2),
        });
    }

    private IEnumerable<BarredText> FigureTexts(KeyFigure figureBlock)
    {
        yield return new BarredText(body, PdfStyle.Secondary, figureBlock.Label);
        yield return new BarredText(figure, PdfStyle.Text, figureBlock.Value);
        if (figureBlock.Detail is { } detail)
        {
            yield return new BarredText(body, PdfStyle.Text, detail);
        }
    }

    /// <summary>Texts beside a bar of ink; whole on a page, unless it is too long for that.</summary>
    private static IEnumerable<Piece> Barred(Ink ink, IEnumerable<BarredText> texts, double space, PdfGroupingElementTag? group = null)
    {
        var wrapped = texts.Where(t => t.Text.Length > 0)
            .Select(t => Wrapped(t.Style, t.Brush, t.Text, Width - BarIndent).ToList())
            .ToList();
        var height = wrapped.SelectMany(t => t).Sum(l => l.Style.LineHeight) + 4;
        if (height <= WholeBlockMax)
        {
            yield return new Piece(height, (canvas, top) =>
            {
                canvas.Density(ink, PdfCanvas.Left, top, BarWidth, height);
                BeginGroup(canvas, group);
                var y = top + 2;
                foreach (var lines in wrapped)
                {
                    canvas.Begin(PdfBlockLevelElementTag.Paragraph);
                    y = DrawLines(canvas, lines, PdfCanvas.Left + BarIndent, y);
                    canvas.End();
                }

                EndGroup(canvas, group);
            })
            { SpaceBefore = space };
            yield break;
        }

        for (var t = 0; t < wrapped.Count; t++)
        {
            var lines = wrapped[t];
            for (var i = 0; i < lines.Count; i++)
            {
                var (line, isFirst, isLast) = (lines[i], i == 0, i == lines.Count - 1);
                var (opens, closes) = (t == 0 && isFirst, t == wrapped.Count - 1 && isLast);
                yield return new Piece(line.Style.LineHeight, (canvas, top) =>
                {
                    canvas.Density(ink == Ink.Solid ? Ink.Solid : Ink.Neutral, PdfCanvas.Left, top, BarWidth, line.Style.LineHeight);
                    if (opens)
                    {
                        BeginGroup(canvas, group);
                    }

                    if (isFirst)
                    {
                        canvas.Begin(PdfBlockLevelElementTag.Paragraph);
                    }

                    canvas.Text(line.Style, line.Text, line.Brush, PdfCanvas.Left + BarIndent, top);
                    if (isLast)
                    {
                        canvas.End();
                    }

                    if (closes)
                    {
                        EndGroup(canvas, group);
                    }
                })
                {
                    SpaceBefore = opens ? space : 0,
                    KeepWithNext = (isFirst && !isLast) || (i == lines.Count - 2),
                };
            }
        }
    }

    private IEnumerable<Piece> AttestationPieces(Attestation attestation)
    {
        var quoted = $"«{French.NoBreakSpace}{attestation.Text}{French.NoBreakSpace}»";
        var proof = $"Texte version {attestation.Version}{(attestation.Accepted is { } when ? ", " + when : "")}.\n" +
            $"Empreinte SHA-256{French.NoBreakSpace}: {attestation.Hash}";
        var quote = Barred(Ink.Neutral, [new BarredText(body, PdfStyle.Text, quoted)], 8, PdfGroupingElementTag.BlockQuotation).ToList();
        quote[^1] = quote[^1] with { KeepWithNext = true };
        return [.. quote, .. Lines(proof, small, PdfStyle.Secondary, PdfBlockLevelElementTag.Paragraph, 3)];
    }

    private IEnumerable<Piece> KeyValuePieces(KeyValues block)
    {
        Column[] columns = [new("", 30), new("", 70)];
        for (var i = 0; i < block.Rows.Count; i++)
        {
            var row = block.Rows[i];
            var (isFirst, isLast) = (i == 0, i == block.Rows.Count - 1);
            var cells = new[]
            {
                new CellLines([.. Wrapped(table, PdfStyle.Secondary, row.Label, ColumnWidth(columns, 0))], Ink.None, IsHeader: true),
                ValueLines(row, ColumnWidth(columns, 1)),
            };
            foreach (var piece in Row(columns, cells, 2.4, rule: null, isFirst, isLast))
            {
                yield return isFirst ? piece with { SpaceBefore = 8 } : piece;
            }
        }
    }

    private CellLines ValueLines(KeyValue row, double width) =>
        new(Stack(Wrapped(tableStrong, PdfStyle.Text, row.Value, width), DetailLines(row.Detail, width)), Ink.None, IsHeader: false);

    private IEnumerable<TextLine> DetailLines(string? detail, double width) =>
        detail is null ? [] : Wrapped(table, PdfStyle.Secondary, detail, width);

    private IEnumerable<Piece> TablePieces(Table block)
    {
        var headerCells = block.Columns
            .Select((c, i) => new CellLines([.. Wrapped(tableStrong, PdfStyle.Secondary, c.Header, ColumnWidth(block.Columns, i))], Ink.None, IsHeader: true))
            .ToList();
        var header = RowPiece(block.Columns, headerCells, RowPadding, PdfStyle.Line, opens: true, closes: block.Rows.Count == 0 && block.Total is null, ofRow: false)
            with
        { SpaceBefore = 8 };
        yield return header with { KeepWithNext = block.Rows.Count > 0 || block.Total is not null };

        var repeated = header.Height <= WholeRowMax ? header : null;
        for (var i = 0; i < block.Rows.Count; i++)
        {
            var isLast = i == block.Rows.Count - 1 && block.Total is null;
            foreach (var piece in Row(block.Columns, Cells(block.Columns, block.Rows[i], strong: false), RowPadding, PdfStyle.Hairline, opens: false, isLast))
            {
                yield return piece with
                {
                    RepeatedHeader = repeated,
                    KeepWithNext = piece.KeepWithNext || (block.Total is not null && i == block.Rows.Count - 1),
                };
            }
        }

        if (block.Total is { } total)
        {
            foreach (var piece in Row(block.Columns, Cells(block.Columns, total, strong: true), RowPadding, PdfStyle.Line, opens: false, closes: true))
            {
                yield return piece with { RepeatedHeader = repeated };
            }
        }
    }

    private List<CellLines> Cells(IReadOnlyList<Column> columns, IReadOnlyList<Cell> cells, bool strong)
    {
        if (cells.Count != columns.Count)
        {
            throw new ArgumentException($"A row has {cells.Count} cells and the table {columns.Count} columns.", nameof(cells));
        }

        return [.. cells.Select((cell, i) =>
        {
            var width = ColumnWidth(columns, i) - Indent(cell.State);
            var style = strong || cell.Strong ? tableStrong : table;
            return new CellLines(Stack(Wrapped(style, PdfStyle.Text, cell.Text, width), DetailLines(cell.Detail, width)), cell.State, cell.Strong);
        })];
    }

    /// <summary>A row is whole on a page; one that would leave a third of a page empty goes on in the next one.</summary>
    private IEnumerable<Piece> Row(
        IReadOnlyList<Column> columns, IReadOnlyList<CellLines> cells, double padding, XPen? rule, bool opens, bool closes)
    {
        var linesMax = (int)(WholeRowMax / table.LineHeight);
        var slices = Math.Max(1, (cells.Max(c => c.Lines.Count) + linesMax - 1) / linesMax);
        for (var i = 0; i < slices; i++)
        {
            var (isFirst, isLast) = (i == 0, i == slices - 1);
            var slice = cells
                .Select(c => c with { Lines = [.. c.Lines.Skip(i * linesMax).Take(linesMax)], State = isFirst ? c.State : Ink.None })
                .ToList();
            yield return RowPiece(columns, slice, padding, isLast ? rule : null, opens && isFirst, closes && isLast, ofRow: true);
        }
    }

    private Piece RowPiece(
        IReadOnlyList<Column> columns, IReadOnlyList<CellLines> cells, double padding, XPen? rule, bool opens, bool closes, bool ofRow)
    {
        var height = cells.Max(c => c.Lines.Sum(l => l.Style.LineHeight)) + (2 * padding);
        return new Piece(height, (canvas, top) =>
        {
            if (opens)
            {
                canvas.Begin(PdfBlockLevelElementTag.Table);
            }

            canvas.Begin(PdfBlockLevelElementTag.TableRow);
            var x = PdfCanvas.Left;
            for (var i = 0; i < cells.Count; i++)
            {
                var width = ColumnWidth(columns, i);
                DrawCell(canvas, cells[i], columns[i].Align, x, width, top + padding, ofRow);
                x += width + ColumnGap;
            }

            canvas.End();
            if (rule is not null)
            {
                canvas.Rule(rule, PdfCanvas.Left, PdfCanvas.Right, top + height);
            }

            if (closes)
            {
                canvas.End();
            }
        });
    }

    private void DrawCell(PdfCanvas canvas, CellLines cell, Align align, double x, double width, double top, bool ofRow)
    {
        canvas.Density(cell.State, x, top + ((table.LineHeight - MarkSize) / 2), MarkSize, MarkSize);
        if (cell.IsHeader)
        {
            canvas.BeginHeaderCell(ofRow);
        }
        else
        {
            canvas.Begin(PdfBlockLevelElementTag.TableDataCell);
        }

        DrawLines(canvas, cell.Lines, align == Align.Right ? x + width : x + Indent(cell.State), top, align);
        canvas.End();
    }

    private static List<Piece> Together(List<Piece> pieces)
    {
        // What does not fit in one page follows the ordinary rules: an exact fit is not worth an empty page before it.
        if (pieces.Sum(p => p.SpaceBefore + p.Height) > BodyBottom - BodyTop)
        {
            return pieces;
        }

        return [.. pieces.Select((piece, i) => piece with { KeepWithNext = piece.KeepWithNext || i < pieces.Count - 1 })];
    }

    private static List<List<PlacedPiece>> Paginate(List<Piece> pieces)
    {
        var page = new List<PlacedPiece>();
        var pages = new List<List<PlacedPiece>> { page };
        var y = FirstPageTop;
        var isAtTop = true;

        for (var i = 0; i < pieces.Count;)
        {
            var end = i;
            while (pieces[end].KeepWithNext && end + 1 < pieces.Count)
            {
                end++;
            }

            var chain = pieces[i..(end + 1)];
            var needed = chain.Sum(p => p.SpaceBefore + p.Height);
            if (y + needed > BodyBottom && !isAtTop)
            {
                Turn(chain[0]);
            }

            foreach (var piece in chain)
            {
                var space = isAtTop ? 0 : piece.SpaceBefore;
                if (y + space + piece.Height > BodyBottom && !isAtTop)
                {
                    Turn(piece);
                    space = 0;
                }

                page.Add(new PlacedPiece(piece, y + space, IsRepeated: false));
                y += space + piece.Height;
                isAtTop = false;
            }

            i = end + 1;
        }

        return pages;

        void Turn(Piece next)
        {
            page = [];
            pages.Add(page);
            y = BodyTop;
            isAtTop = true;
            if (next.RepeatedHeader is { } header)
            {
                page.Add(new PlacedPiece(header, y, IsRepeated: true));
                y += header.Height;
            }
        }
    }

    private static IEnumerable<TextLine> Wrapped(PdfText style, XBrush brush, string text, double width) =>
        style.Wrap(text, width).Select(line => new TextLine(style, brush, line));

    /// <summary>Texts below one another in one element, with a space between them for who hears the page.</summary>
    private static List<TextLine> Stack(params IEnumerable<TextLine>[] texts)
    {
        var lines = new List<TextLine>();
        foreach (var text in texts.Select(t => t.ToList()).Where(t => t.Count > 0))
        {
            if (lines.Count > 0 && !lines[^1].Text.EndsWith(' '))
            {
                lines[^1] = lines[^1] with { Text = lines[^1].Text + " " };
            }

            lines.AddRange(text);
        }

        return lines;
    }

    private static double DrawLines(PdfCanvas canvas, IReadOnlyList<TextLine> lines, double x, double top, Align align = Align.Left)
    {
        foreach (var line in lines)
        {
            var left = align == Align.Right ? x - line.Style.Width(line.Text.TrimEnd(' ')) : x;
            canvas.Text(line.Style, line.Text, line.Brush, left, top);
            top += line.Style.LineHeight;
        }

        return top;
    }

    private static double ColumnWidth(IReadOnlyList<Column> columns, int index) =>
        (Width - (ColumnGap * (columns.Count - 1))) * columns[index].Width / columns.Sum(c => c.Width);

    private static double Indent(Ink ink) => ink == Ink.None ? 0 : MarkSize + 5;

    private static void BeginGroup(PdfCanvas canvas, PdfGroupingElementTag? group)
    {
        if (group is { } tag)
        {
            canvas.Begin(tag);
        }
    }

    private static void EndGroup(PdfCanvas canvas, PdfGroupingElementTag? group)
    {
        if (group is not null)
        {
            canvas.End();
        }
    }

    private sealed record TextLine(PdfText Style, XBrush Brush, string Text);

    private sealed record BarredText(PdfText Style, XBrush Brush, string Text);

    private sealed record CellLines(IReadOnlyList<TextLine> Lines, Ink State, bool IsHeader);
}
