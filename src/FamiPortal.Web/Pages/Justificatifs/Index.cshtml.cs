using FamiPortal.Domain;
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
    internal const string Policy = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

    public async Task<IActionResult> OnGetAsync([FromRoute] Guid id, CancellationToken cancellationToken)
    {
        var outcome = await read.RunAsync(User.Actor(), id, cancellationToken);
        if (!outcome.TryGet(out var opened))
        {
            return Refused(this, outcome.Problems[0]);
        }

        var format = opened.Document.Format;
        var disposition = new ContentDispositionHeaderValue(format.IsShownInline() ? "inline" : "attachment");
        disposition.SetHttpFileName(opened.Document.DisplayName);
        Response.Headers.ContentDisposition = disposition.ToString();

        // Browsers refuse to show a PDF in a sandbox; their viewers have one of their own, and PDFs with programs are never stored.
        Response.Headers.ContentSecurityPolicy = format == EvidenceFormat.Pdf ? Policy : $"{Policy}; sandbox";
        return new FileStreamResult(opened.Content, opened.Document.ContentType);
    }

    /// <summary>Found but not to be opened: a sentence, which a viewer or a frame shows as well as a page.</summary>
    internal static IActionResult Refused(PageModel page, Problem problem) => problem.IsNotFound
        ? page.NotFound()
        : new ContentResult
        {
            StatusCode = problem == EvidenceDecisionErrors.FileMissing ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status409Conflict,
            Content = problem.Message,
            ContentType = "text/plain; charset=utf-8",
        };
}
