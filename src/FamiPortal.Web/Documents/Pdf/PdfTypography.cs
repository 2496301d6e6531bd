using PdfSharp.Drawing;

namespace FamiPortal.Web.Documents.Pdf;

/// <summary>The sizes and weights of our documents, in points; each keeps the widths that it has measured.</summary>
internal sealed class PdfTypography(XGraphics measure)
{
    public PdfText Title { get; } = new(measure, 21, strong: true);

    public PdfText Subtitle { get; } = new(measure, 11, strong: false);

    public PdfText Heading { get; } = new(measure, 13.5, strong: true);

    public PdfText Subheading { get; } = new(measure, 10.5, strong: true);

    public PdfText Figure { get; } = new(measure, 27, strong: true);

    public PdfText Body { get; } = new(measure, 9.5, strong: false);

    public PdfText BodyStrong { get; } = new(measure, 9.5, strong: true);

    public PdfText Table { get; } = new(measure, 9, strong: false);

    public PdfText TableStrong { get; } = new(measure, 9, strong: true);

    public PdfText Small { get; } = new(measure, 8.2, strong: false);

    /// <summary>What repeats at the top and the foot of the pages.</summary>
    public PdfText Margin { get; } = new(measure, 7.8, strong: false);
}
