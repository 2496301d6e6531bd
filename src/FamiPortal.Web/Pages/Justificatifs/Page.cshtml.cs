using FamiPortal.Domain.Evidence;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.Pages.Justificatifs;

/// <summary>One page of a document as an image, for those who may open the document.</summary>
[Authorize]
public sealed class PageImageModel(PreviewEvidence preview) : PageModel
{
    public async Task<IActionResult> OnGetAsync([FromRoute] Guid id, [FromRoute] int n, CancellationToken cancellationToken)
    {
        var outcome = await preview.RunAsync(User.Actor(), id, n, cancellationToken);
        if (!outcome.TryGet(out var page))
        {
            return IndexModel.Refused(this, outcome.Problems[0]);
        }

        Response.Headers.ContentSecurityPolicy = $"{IndexModel.Policy}; sandbox";
        return new FileStreamResult(page.Content, page.ContentType);
    }
}
