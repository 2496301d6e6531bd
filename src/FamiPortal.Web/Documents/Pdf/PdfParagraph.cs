using PdfSharp.Drawing;
using PdfSharp.UniversalAccessibility;

namespace FamiPortal.Web.Documents.Pdf;

/// <summary>A text across the page, a piece a line; neither its first line nor its last one is left alone.</summary>
internal static class PdfParagraph
{
    /// <param name="text">A line feed starts a new line.</param>
    /// <param name="style">Of all its lines.</param>
    /// <param name="brush">Of all its lines.</param>
    /// <param name="space">Before it, in points.</param>
    /// <param name="tag">What a screen reader calls it.</param>
    public static IEnumerable<PdfPiece> Pieces(string text, PdfText style, XBrush brush, double space, PdfBlockLevelElementTag tag = PdfBlockLevelElementTag.Paragraph)
    {
        var lines = style.Wrap(text, PdfCanvas.Width);
        return lines.Select((line, i) => new PdfPiece(style.LineHeight, (canvas, top) =>
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

    /// <summary>A heading, kept with what it heads; one of level 2 is an entry of the outline.</summary>
    public static IEnumerable<PdfPiece> Heading(string text, PdfText style, double space, PdfBlockLevelElementTag tag) =>
        Pieces(text, style, PdfStyle.Text, space, tag)
            .Select((piece, i) => piece with { KeepWithNext = true, Outline = i == 0 && tag == PdfBlockLevelElementTag.Heading2 ? text : null })
            .Append(new PdfPiece(3, (_, _) => { }) { KeepWithNext = true });
}
