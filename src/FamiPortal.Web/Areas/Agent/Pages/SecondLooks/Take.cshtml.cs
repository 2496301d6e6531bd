using FamiPortal.Domain.Quality;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>A document decided a second time: what was declared and what is asked of the proof, never the first decision.</summary>
public sealed class TakeSecondLookModel(SecondLookQueue queue, TakeSecondLook take) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public SecondLookView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Decision is not (DecisionForm.Accept or DecisionForm.Refuse))
        {
            return await LoadAsync(cancellationToken) ?? this.Refused([QualityErrors.NoDecision]);
        }

        var taken = await take.RunAsync(User.Actor(), Id, Decision == DecisionForm.Accept, Reason, cancellationToken);
        if (!taken.IsDone)
        {
            if (await LoadAsync(cancellationToken) is null)
            {
                return this.Refused(taken.Problems);
            }

            // A colleague was faster: there is nothing left to show.
            if (taken.Problems[0].IsNotFound)
            {
                return NotFound();
            }

            this.Flash(taken.Problems[0].Message, InkState.Info);
            return Redirect("/agent/relectures");
        }

        this.Flash("Relecture enregistrée.");
        return Redirect("/agent/relectures");
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!(await queue.ShowAsync(User.Actor(), Id, cancellationToken)).TryGet(out var view))
        {
            return NotFound();
        }

        View = view;
        return null;
    }
}
