using System.Globalization;
using FamiPortal.Domain;
using FamiPortal.Rules;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace FamiPortal.Web.Documents.Pdf;

/// <summary>A4, tagged, fonts embedded. It holds no state: every call lays out and draws on its own.</summary>
public sealed class PdfSharpRenderer : IDocumentRenderer
{
    /// <summary>What to give to the constructor to use PDFsharp under the AGPL.</summary>
    public const string Agpl = "AGPL-3.0-only";

    private const double HeaderTop = 40;
    private const double FooterTop = PdfCanvas.PageHeight - 54;
    private const double PageNumberWidth = 90;

    /// <param name="license"><see cref="Agpl"/>, or the key of a commercial licence of PDFsharp: there is no default.</param>
    public PdfSharpRenderer(string license) => PdfSharpTerms.Apply(license);

    public void Render(PrintedDocument document, Stream output)
    {
        using var pdf = new PdfDocument();
        Describe(pdf, document);

        var canvas = new PdfCanvas(pdf, document.Language);
        using var measure = XGraphics.CreateMeasureContext(
            new XSize(PdfCanvas.PageWidth, PdfCanvas.PageHeight), XGraphicsUnit.Point, XPageDirection.Downwards);
        var created = $"{ParisTime.DateAndTime(document.CreatedUtc)}, heure de Paris";
        var type = new PdfTypography(measure);
        var pages = PdfPagination.Pages(new PdfLayout(type).Pieces(document, $"Établi le {created}"));
        var footer = $"Référence{French.NoBreakSpace}: {document.Reference}. Document établi le {created}.";

        for (var i = 0; i < pages.Count; i++)
        {
            canvas.NewPage();
            if (i > 0)
            {
                canvas.AsArtifact(() => DrawHeader(canvas, type.Margin, document));
            }

            DrawPieces(pdf, canvas, pages[i]);
            var number = $"page {Figure(i + 1)} sur {Figure(pages.Count)}";
            canvas.AsArtifact(() => DrawFooter(canvas, type.Margin, footer, number));
        }

        canvas.EndPage();

        // PDFsharp wants a stream that it can move in; a response is not one.
        using var buffer = new MemoryStream();
        pdf.Save(buffer, closeStream: false);
        buffer.Position = 0;
        buffer.CopyTo(output);
    }

    private static void Describe(PdfDocument pdf, PrintedDocument document)
    {
        // PDFsharp 6.5 leaves out the checksum that ends a compressed stream. Readers forgive it, validators of archives do not,
        // and compressing would save some thirty kilobytes a document.
        pdf.Options.NoCompression = true;
        pdf.Options.CompressContentStreams = false;

        pdf.Info.Title = document.Title;
        pdf.Info.Author = document.Author;
        pdf.Info.Subject = document.Subject;
        pdf.Info.Creator = "FamiPortal";
        pdf.Info.CreationDate = DateTime.SpecifyKind(document.CreatedUtc, DateTimeKind.Utc);
        pdf.Info.ModificationDate = pdf.Info.CreationDate;
        pdf.ViewerPreferences.DisplayDocTitle = true;
    }

    private static void DrawPieces(PdfDocument pdf, PdfCanvas canvas, IReadOnlyList<PlacedPiece> pieces)
    {
        foreach (var (piece, top, isRepeated) in pieces)
        {
            if (isRepeated)
            {
                canvas.AsArtifact(() => piece.Draw(canvas, top));
                continue;
            }

            if (piece.Outline is { } entry)
            {
                pdf.Outlines.Add(entry, canvas.Page);
            }

            piece.Draw(canvas, top);
        }
    }

    private static void DrawHeader(PdfCanvas canvas, PdfText style, PrintedDocument document)
    {
        // The full title and reference stand on the first page and the reference at the foot: here the first line is enough.
        var title = style.Wrap(document.Title, PdfCanvas.Width)[0];
        canvas.Text(style, title, PdfStyle.Secondary, PdfCanvas.Left, HeaderTop);
        canvas.Rule(PdfStyle.Hairline, PdfCanvas.Left, PdfCanvas.Right, HeaderTop + style.LineHeight + 5);
    }

    private static void DrawFooter(PdfCanvas canvas, PdfText style, string text, string number)
    {
        canvas.Rule(PdfStyle.Hairline, PdfCanvas.Left, PdfCanvas.Right, FooterTop - 6);
        var top = FooterTop;
        foreach (var line in style.Wrap(text, PdfCanvas.Width - PageNumberWidth))
        {
            canvas.Text(style, line, PdfStyle.Secondary, PdfCanvas.Left, top);
            top += style.LineHeight;
        }

        canvas.Text(style, number, PdfStyle.Secondary, PdfCanvas.Right - style.Width(number), FooterTop);
    }

    private static string Figure(int value) => value.ToString(CultureInfo.InvariantCulture);
}
