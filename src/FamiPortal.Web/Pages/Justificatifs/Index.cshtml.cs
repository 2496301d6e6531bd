using FamiPortal.Domain.Evidence;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace FamiPortal.Web.Pages.Justificatifs;

/// <summary>
/// One document, for its owner and for the agents of their fund; the use case says who, everybody else finds nothing. It was
/// judged by its content and is served as what it is, and still under a policy that lets it load and run nothing.
/// </summary>
[Authorize]
public sealed class IndexModel(ReadEvidence read) : PageModel
{
    private const string Policy = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    public async Task<IActionResult> OnGetAsync([FromRoute] Guid id, CancellationToken cancellationToken)
    {
        var outcome = await read.RunAsync(User.Actor(), id, cancellationToken);
        if (!outcome.TryGet(out var opened))
        {
            return outcome.Problems[0].IsNotFound ? NotFound() : StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(opened.Document.DisplayName);
        Response.Headers.ContentDisposition = disposition.ToString();

        // Browsers refuse to show a PDF in a sandbox; their viewers have one of their own, and PDFs with programs are never stored.
        Response.Headers.ContentSecurityPolicy = opened.Document.Format == EvidenceFormat.Pdf ? Policy : $"{Policy}; sandbox";
        return new FileStreamResult(opened.Content, opened.Document.ContentType);
    }
}
