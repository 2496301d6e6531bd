using FamiPortal.Domain.Evidence;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>What waits for the agent's fund, longest wait first.</summary>
public sealed class QueueModel(AgentQueue queue, RuleCatalogue catalogue, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public QueuePage Queue { get; private set; } = null!;

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Queue = await queue.RunAsync(User.Actor(), Number, cancellationToken);

    public IEnumerable<Indicator> Indicators(QueueRow row) => QueueRows.Indicators(catalogue, row);
}
