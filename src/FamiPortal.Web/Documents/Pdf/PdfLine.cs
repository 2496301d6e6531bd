using PdfSharp.Drawing;

namespace FamiPortal.Web.Documents.Pdf;

/// <summary>A line of text that needs no more wrapping.</summary>
internal sealed record PdfLine(PdfText Style, XBrush Brush, string Text)
{
    public double Height => Style.LineHeight;
}

internal static class PdfLines
{
    public static IEnumerable<PdfLine> Wrapped(PdfText style, XBrush brush, string text, double width) =>
        style.Wrap(text, width).Select(line => new PdfLine(style, brush, line));

    /// <summary>Texts below one another in one element, with a space between them for who hears the page.</summary>
    public static List<PdfLine> Stacked(params IEnumerable<PdfLine>[] texts)
    {
        var lines = new List<PdfLine>();
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

    public static double Height(this IEnumerable<PdfLine> lines) => lines.Sum(line => line.Height);

    /// <summary>Draws from <paramref name="x"/> on, or up to it when they go to the right.</summary>
    /// <returns>Where the next line would begin.</returns>
    public static double Draw(this IEnumerable<PdfLine> lines, PdfCanvas canvas, double x, double top, Align align = Align.Left)
    {
        foreach (var line in lines)
        {
            var left = align == Align.Right ? x - line.Style.Width(line.Text.TrimEnd(' ')) : x;
            canvas.Text(line.Style, line.Text, line.Brush, left, top);
            top += line.Height;
        }

        return top;
    }
}
