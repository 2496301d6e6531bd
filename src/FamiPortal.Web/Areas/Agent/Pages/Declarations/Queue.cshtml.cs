using FamiPortal.Domain;
using FamiPortal.Domain.Desk;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>What the agent's fund treats: filters in the address, so that a view can be kept, shared and come back to.</summary>
public sealed class QueueModel(
    AgentQueue queue, AssignDeclaration assign, SaveQueueView saveView, DeleteQueueView deleteView, PrepareBatch prepareBatch, RuleCatalogue catalogue, TimeProvider clock)
    : PageModel
{
    public QueuePage Queue { get; private set; } = null!;

    public QueueFilter Filter { get; private set; } = QueueFilter.None;

    public RuleCatalogue Catalogue => catalogue;

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The address of this very view, without its page.</summary>
    public string Here => QueueQuery.Page + QueueQuery.Write(Filter);

    public bool IsFiltered => Filter with { Sort = default } != QueueFilter.None;

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostTakeAsync(Guid declaration, CancellationToken cancellationToken) => await AfterAsync(
        await assign.RunAsync(User.Actor(), declaration, User.AccountId(), cancellationToken), "Cette déclaration est à vous.", cancellationToken);

    public async Task<IActionResult> OnPostGiveBackAsync(Guid declaration, CancellationToken cancellationToken) => await AfterAsync(
        await assign.RunAsync(User.Actor(), declaration, null, cancellationToken), "Cette déclaration n’est plus à personne.", cancellationToken);

    public async Task<IActionResult> OnPostSaveViewAsync(string? name, CancellationToken cancellationToken) => await AfterAsync(
        await saveView.RunAsync(User.Actor(), name, QueueQuery.Write(QueueQuery.Read(Request.Query)), cancellationToken),
        $"Vue gardée\u00A0: {name?.Trim()}.",
        cancellationToken);

    public async Task<IActionResult> OnPostDeleteViewAsync(Guid view, CancellationToken cancellationToken)
    {
        await deleteView.RunAsync(User.Actor(), view, cancellationToken);
        return await AfterAsync(Outcome.Done, "Vue supprimée.", cancellationToken);
    }

    public async Task<IActionResult> OnPostBatchAsync(Guid[] use, bool all, CancellationToken cancellationToken)
    {
        Filter = QueueQuery.Read(Request.Query);
        if ((await prepareBatch.RunAsync(User.Actor(), Filter, all ? null : use, cancellationToken)).TryGet(out var batch, out var problems))
        {
            return Redirect($"/agent/lots/{batch.Id}");
        }

        await LoadAsync(cancellationToken);
        return this.Refused(problems);
    }

    private async Task<IActionResult> AfterAsync(Outcome outcome, string done, CancellationToken cancellationToken)
    {
        if (!outcome.IsDone)
        {
            await LoadAsync(cancellationToken);
            return this.Refused(outcome.Problems);
        }

        this.Flash(done);
        var filter = QueueQuery.Read(Request.Query);
        return Redirect(QueueQuery.Page + QueueQuery.Write(filter, QueueCursor.Parse(Request.Query["suite"], filter.Sort)));
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Filter = QueueQuery.Read(Request.Query);
        Queue = await queue.RunAsync(User.Actor(), Filter, QueueCursor.Parse(Request.Query["suite"], Filter.Sort), cancellationToken);
    }
}
