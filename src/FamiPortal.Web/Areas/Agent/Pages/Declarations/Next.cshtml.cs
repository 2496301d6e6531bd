using FamiPortal.Domain.Desk;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>To the declaration that this agent should treat next, put on their desk at once: colleagues who ask at the same moment get another one.</summary>
public sealed class NextModel(NextToTreat next, HoldDeclaration hold) : PageModel
{
    private const int AttemptsMax = 20;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; await next.RunAsync(User.Actor(), cancellationToken: cancellationToken) is { } declaration; attempt++)
        {
            // The review says who was faster; so many colleagues at once are none.
            if (attempt == AttemptsMax || (await hold.RunAsync(User.Actor(), declaration, cancellationToken)).IsDone)
            {
                return Redirect($"/agent/declarations/{declaration}");
            }
        }

        this.Flash("Rien ne vous attend : le reste est confié à vos collègues ou ouvert par eux.", InkState.Info);
        return Redirect(QueueQuery.Page);
    }
}
