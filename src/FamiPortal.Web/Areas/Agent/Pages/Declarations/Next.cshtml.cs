using FamiPortal.Domain.Desk;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>To the declaration that this agent should treat next.</summary>
public sealed class NextModel(NextToTreat next) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await next.RunAsync(User.Actor(), cancellationToken: cancellationToken) is { } declaration)
        {
            return Redirect($"/agent/declarations/{declaration}");
        }

        this.Flash("Rien ne vous attend : le reste est confié à vos collègues ou ouvert par eux.", InkState.Info);
        return Redirect(QueueQuery.Page);
    }
}
