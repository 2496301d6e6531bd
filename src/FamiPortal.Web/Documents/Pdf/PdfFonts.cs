using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;
using PdfSharp.WPFonts;

namespace FamiPortal.Web.Documents.Pdf;

/// <summary>
/// The two faces of our documents. They come with the PDFsharp package, so that a document looks the same on a server
/// that has no font at all. Other fonts are a change to this file only.
/// </summary>
internal sealed class PdfFonts : IFontResolver
{
    private const string Family = "FamiPortal";
    private const string RegularFace = "FamiPortal-Regular";
    private const string StrongFace = "FamiPortal-Strong";

    // Always with Unicode: WinAnsi has neither the narrow no-break space nor most names of Europe.
    private static readonly XPdfFontOptions Options = new(PdfFontEncoding.Unicode, PdfFontEmbedding.TryComputeSubset);

    private PdfFonts()
    {
    }

    // PDFsharp keeps one resolver a process and refuses to change it after the first font: a type initializer runs once,
    // whatever the number of threads.
    static PdfFonts() => GlobalFontSettings.FontResolver = new PdfFonts();

    public static XFont Create(double size, bool strong) =>
        new(Family, size, strong ? XFontStyleEx.Bold : XFontStyleEx.Regular, Options);

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) =>
        familyName == Family ? new FontResolverInfo(isBold ? StrongFace : RegularFace) : null;

    public byte[] GetFont(string faceName) => faceName == StrongFace ? FontDataHelper.SegoeWPSemibold : FontDataHelper.SegoeWP;
}
