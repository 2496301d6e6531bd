using PdfSharp.Drawing;
using PdfSharp.UniversalAccessibility;

namespace FamiPortal.Web.Documents.Pdf;

/// <summary>A text of its own paragraph beside a bar.</summary>
internal sealed record BarredText(PdfText Style, XBrush Brush, string Text);

/// <summary>Texts beside a bar of ink; whole on a page, unless they are too long for that.</summary>
internal static class PdfBarred
{
    private const double WholeHeightMax = 300;
    private const double BarWidth = 6;
    private const double Indent = 16;

    /// <param name="ink">Of the bar.</param>
    /// <param name="texts">Empty ones are left out.</param>
    /// <param name="space">Before it, in points.</param>
    /// <param name="group">What a screen reader calls all of them together.</param>
    public static IEnumerable<PdfPiece> Pieces(Ink ink, IEnumerable<BarredText> texts, double space, PdfGroupingElementTag? group = null)
    {
        var paragraphs = texts.Where(text => text.Text.Length > 0)
            .Select(text => PdfLines.Wrapped(text.Style, text.Brush, text.Text, PdfCanvas.Width - Indent).ToList())
            .ToList();
        var height = paragraphs.Sum(lines => lines.Height()) + 4;
        return height <= WholeHeightMax ? [Whole(ink, paragraphs, height, space, group)] : LineByLine(ink, paragraphs, space, group);
    }

    private static PdfPiece Whole(Ink ink, List<List<PdfLine>> paragraphs, double height, double space, PdfGroupingElementTag? group) =>
        new(height, (canvas, top) =>
        {
            canvas.Density(ink, PdfCanvas.Left, top, BarWidth, height);
            canvas.Begin(group);
            var y = top + 2;
            foreach (var lines in paragraphs)
            {
                canvas.Begin(PdfBlockLevelElementTag.Paragraph);
                y = lines.Draw(canvas, PdfCanvas.Left + Indent, y);
                canvas.End();
            }

            canvas.End(group);
        })
        { SpaceBefore = space };

    private static IEnumerable<PdfPiece> LineByLine(Ink ink, List<List<PdfLine>> paragraphs, double space, PdfGroupingElementTag? group)
    {
        for (var p = 0; p < paragraphs.Count; p++)
        {
            var lines = paragraphs[p];
            for (var i = 0; i < lines.Count; i++)
            {
                var (line, isFirst, isLast) = (lines[i], i == 0, i == lines.Count - 1);
                var opens = p == 0 && isFirst ? group : null;
                var closes = p == paragraphs.Count - 1 && isLast ? group : null;
                yield return new PdfPiece(line.Height, (canvas, top) => DrawLine(canvas, top, ink, line, isFirst, isLast, opens, closes))
                {
                    SpaceBefore = p == 0 && isFirst ? space : 0,
                    KeepWithNext = (isFirst && !isLast) || i == lines.Count - 2,
                };
            }
        }
    }

    private static void DrawLine(
        PdfCanvas canvas, double top, Ink ink, PdfLine line, bool isFirst, bool isLast, PdfGroupingElementTag? opens, PdfGroupingElementTag? closes)
    {
        // A hatched or crossed frame would be cut in as many as there are lines.
        canvas.Density(ink == Ink.Solid ? Ink.Solid : Ink.Neutral, PdfCanvas.Left, top, BarWidth, line.Height);
        canvas.Begin(opens);
        if (isFirst)
        {
            canvas.Begin(PdfBlockLevelElementTag.Paragraph);
        }

        canvas.Text(line.Style, line.Text, line.Brush, PdfCanvas.Left + Indent, top);
        if (isLast)
        {
            canvas.End();
        }

        canvas.End(closes);
    }
}
