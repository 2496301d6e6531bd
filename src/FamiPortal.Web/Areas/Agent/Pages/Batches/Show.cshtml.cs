using FamiPortal.Domain.Desk;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>A batch: what it holds and what to do with it, then how far it is and what became of each proof.</summary>
public sealed class BatchModel(BatchProgress progress, ConfirmBatch confirm, RuleCatalogue catalogue) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    [BindProperty]
    public BatchForm Form { get; set; } = new();

    public BatchPage Shown { get; private set; } = null!;

    public RuleCatalogue Catalogue => catalogue;

    /// <summary>Ready-made reasons, when the whole batch is about one proof.</summary>
    public IReadOnlyList<RefusalReason> Reasons => Shown.Proofs is [var only]
        ? catalogue.Find(only.ProfessionCode, only.Exercise)?.FindProof(only.ProofCode)?.RefusalReasons ?? []
        : [];

    public int Decidable => Shown.Proofs.Sum(proof => proof.Pending);

    public bool IsOwn => Shown.Batch.AccountId == User.AccountId();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } missing)
        {
            return missing;
        }

        if (Form.Verb is not { } verb)
        {
            this.AddError("Form.Verb", BatchErrors.Verb.Message);
            return this.Again();
        }

        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        // Without JavaScript nothing fills the text: the chosen reason's own message stands for it.
        var reason = Reasons.FirstOrDefault(any => any.Code == Form.ReasonCode);
        var order = new BatchOrder(verb, string.IsNullOrWhiteSpace(Form.Reason) ? reason?.Message : Form.Reason, reason?.Code, Form.ValidUntil, Form.Agent, Form.AnswerBy);
        var confirmed = await confirm.RunAsync(User.Actor(), Id, order, cancellationToken);
        return confirmed.IsDone ? Redirect($"/agent/lots/{Id}") : this.Refused(confirmed.Problems, nameof(Form));
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!(await progress.RunAsync(User.Actor(), Id, Number, cancellationToken)).TryGet(out var page, out _))
        {
            return NotFound();
        }

        Shown = page;
        return null;
    }
}

public sealed class BatchForm
{
    public BatchVerb? Verb { get; set; }

    public string? ReasonCode { get; set; }

    public string? Reason { get; set; }

    public DateOnly? ValidUntil { get; set; }

    public DateOnly? AnswerBy { get; set; }

    public Guid? Agent { get; set; }
}
