using PdfSharp.Drawing;

namespace FamiPortal.Web.Documents.Pdf;

/// <summary>Black on white, one plum: a document is printed, photocopied and faxed.</summary>
internal static class PdfStyle
{
    public static readonly XBrush Text = new XSolidBrush(XColor.FromArgb(0x1f, 0x1a, 0x26));
    public static readonly XBrush Secondary = new XSolidBrush(XColor.FromArgb(0x57, 0x4f, 0x62));
    public static readonly XBrush Accent = new XSolidBrush(XColor.FromArgb(0x59, 0x2a, 0x6e));
    public static readonly XBrush Edge = new XSolidBrush(XColor.FromArgb(0x85, 0x7d, 0x91));
    public static readonly XPen Hairline = new(XColor.FromArgb(0xc9, 0xc3, 0xd0), 0.6);
    public static readonly XPen Line = new(XColor.FromArgb(0x1f, 0x1a, 0x26), 0.8);
    public static readonly XPen AccentLine = new(XColor.FromArgb(0x59, 0x2a, 0x6e), 1.6);
    public static readonly XPen Outline = new(XColor.FromArgb(0x1f, 0x1a, 0x26), 0.7);
    public static readonly XPen DashedOutline = new(XColor.FromArgb(0x57, 0x4f, 0x62), 0.7) { DashPattern = [2.2, 1.8] };
}
