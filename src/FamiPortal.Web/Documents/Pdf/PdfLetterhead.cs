using FamiPortal.Rules;
using PdfSharp.UniversalAccessibility;

namespace FamiPortal.Web.Documents.Pdf;

/// <summary>The top of the first page: who writes, which document, its title.</summary>
internal static class PdfLetterhead
{
    private const double Half = (PdfCanvas.Width - 12) / 2;

    public static IEnumerable<PdfPiece> Pieces(PrintedDocument document, string createdOn, PdfTypography type)
    {
        yield return Issuer(document, createdOn, type);
        foreach (var piece in PdfParagraph.Pieces(document.Title, type.Title, PdfStyle.Text, 26, PdfBlockLevelElementTag.Heading1))
        {
            yield return piece with { KeepWithNext = true };
        }

        if (document.Subtitle is { } text)
        {
            foreach (var piece in PdfParagraph.Pieces(text, type.Subtitle, PdfStyle.Secondary, 3))
            {
                yield return piece;
            }
        }
    }

    /// <summary>Who writes, on the left; which document, on the right; a plum rule under both.</summary>
    private static PdfPiece Issuer(PrintedDocument document, string createdOn, PdfTypography type)
    {
        var left = PdfLines.Stacked([.. document.Issuer.Select((line, i) => PdfLines.Wrapped(i == 0 ? type.Heading : type.Table, PdfStyle.Text, line, Half))]);
        var right = PdfLines.Stacked(
            PdfLines.Wrapped(type.TableStrong, PdfStyle.Text, $"Référence{French.NoBreakSpace}: {document.Reference}", Half),
            PdfLines.Wrapped(type.Table, PdfStyle.Secondary, createdOn, Half));
        var height = Math.Max(left.Height(), right.Height()) + 10;
        return new PdfPiece(height, (canvas, top) =>
        {
            canvas.Begin(PdfBlockLevelElementTag.Paragraph);
            left.Draw(canvas, PdfCanvas.Left, top);
            canvas.End();
            canvas.Begin(PdfBlockLevelElementTag.Paragraph);
            right.Draw(canvas, PdfCanvas.Right, top, Align.Right);
            canvas.End();
            canvas.Rule(PdfStyle.AccentLine, PdfCanvas.Left, PdfCanvas.Right, top + height);
        });
    }
}
