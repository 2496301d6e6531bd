using FamiPortal.Domain.Desk;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>The agent's batches; a supervisor's page lists those of the fund.</summary>
public sealed class BatchesModel(BatchProgress progress) : PageModel
{
    public IReadOnlyList<Batch> Batches { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Batches = await progress.ListAsync(User.Actor(), cancellationToken);
}

public static class BatchWords
{
    public static (InkState State, string Words) Badge(this BatchState state) => state switch
    {
        BatchState.Prepared => (InkState.Draft, "À confirmer"),
        BatchState.Running => (InkState.Wait, "En cours"),
        BatchState.Finished => (InkState.Ok, "Terminé"),
    };

    public static (InkState State, string Words) Badge(this BatchItemState state) => state switch
    {
        BatchItemState.Waiting => (InkState.Wait, "En attente"),
        BatchItemState.Done => (InkState.Ok, "Fait"),
        BatchItemState.Refused => (InkState.Bad, "Non fait"),
    };

    public static string Label(this BatchVerb verb) => verb switch
    {
        BatchVerb.Accept => "Accepter",
        BatchVerb.Refuse => "Refuser",
        BatchVerb.Ask => "Demander un complément",
        BatchVerb.Assign => "Confier",
    };
}
