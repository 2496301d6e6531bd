using FamiPortal.Domain.Desk;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>The heartbeat of an open review (desk.js): 204 while the declaration stays the agent's, 409 with who has it now. Leaving gives it back.</summary>
public sealed class HoldModel(HoldDeclaration hold, ReleaseDeclaration release) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public IActionResult OnGet() => Redirect($"/agent/declarations/{Id}");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var held = await hold.RunAsync(User.Actor(), Id, cancellationToken);
        return held.IsDone ? StatusCode(StatusCodes.Status204NoContent)
            : held.Problems[0].IsNotFound ? NotFound()
            : new ContentResult { StatusCode = StatusCodes.Status409Conflict, Content = held.Problems[0].Message, ContentType = "text/plain; charset=utf-8" };
    }

    public async Task<IActionResult> OnPostReleaseAsync(CancellationToken cancellationToken)
    {
        await release.RunAsync(User.Actor(), Id, cancellationToken);
        return Redirect(QueueQuery.Page);
    }
}
