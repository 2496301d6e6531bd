using FamiPortal.Web.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.Infrastructure;

public static class Downloads
{
    /// <summary>A document of ours, shown by the browser, with the name it is saved under.</summary>
    public static FileContentResult Pdf(this PageModel page, IDocumentRenderer renderer, PrintedDocument document, string fileName)
    {
        using var written = new MemoryStream();
        renderer.Render(document, written);
        page.Response.Headers.ContentDisposition = $"inline; filename=\"{fileName}\"";
        return new FileContentResult(written.ToArray(), "application/pdf");
    }
}
