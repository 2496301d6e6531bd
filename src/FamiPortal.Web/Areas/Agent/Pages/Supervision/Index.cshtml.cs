using FamiPortal.Domain.Desk;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>A supervisor sees the load of each agent and shares out what is nobody's.</summary>
public sealed class SupervisionModel(ShareWork share, TimeProvider clock) : PageModel
{
    [BindProperty]
    public List<Guid> Agents { get; set; } = [];

    public IReadOnlyList<AgentLoad> Loads { get; private set; } = [];

    public WaitingWork Waiting { get; private set; } = null!;

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var shared = await share.RunAsync(User.Actor(), QueueFilter.None, Agents, cancellationToken);
        if (!shared.TryGet(out var parts, out var problems))
        {
            await LoadAsync(cancellationToken);
            return this.Refused(problems);
        }

        this.Flash($"Réparti\u00A0: {string.Join(", ", parts.Select(part => $"{part.Agent} {Words.Count(part.Declarations, "déclaration", "déclarations")}"))}.");
        return Redirect("/agent/supervision");
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Loads = await share.LoadsAsync(User.Actor(), cancellationToken);
        Waiting = await share.WaitingAsync(User.Actor(), cancellationToken);
    }
}
