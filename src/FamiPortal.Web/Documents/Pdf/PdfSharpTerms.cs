using PdfSharp;
using PdfSharp.Pdf;

namespace FamiPortal.Web.Documents.Pdf;

/// <summary>
/// Since its version 6.5 PDFsharp is used under the AGPL or under a commercial licence, and refuses to work until the program
/// says which. That is a decision of whoever publishes the portal, with consequences for its whole source: it comes from the
/// configuration, and this code takes neither for granted (docs/adr/0004-pdfsharp.md).
/// </summary>
internal static class PdfSharpTerms
{
    private static readonly Lock Gate = new();

    public static void Apply(string license)
    {
        if (string.IsNullOrWhiteSpace(license))
        {
            throw new InvalidOperationException(
                $"PDFsharp needs a licence: give « {PdfSharpRenderer.Agpl} » to use it under the AGPL, or the key of a commercial licence. " +
                "See docs/adr/0004-pdfsharp.md.");
        }

        lock (Gate)
        {
            if (license == PdfSharpRenderer.Agpl)
            {
                PdfSharpLicense.SetAgplLicense();
            }
            else
            {
                PdfSharpLicense.LoadLicense(license);
            }

            // A wrong key is found as the portal starts, not when someone wants a receipt.
            using var probe = new PdfDocument();
        }
    }
}
