using FamiPortal.Domain;
using FamiPortal.Domain.Evidence;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>What the fund asks about a document, until when, and the place to send it; also when entry is closed.</summary>
public sealed class ComplementModel(AnswerComplement answer, TimeProvider clock) : PageModel
{
    public int Exercise { get; private set; }

    public EvidenceUse? Asked { get; private set; }

    public bool IsOverdue => Asked?.IsOverdue(ParisTime.DateOf(clock.GetUtcNow().UtcDateTime)) == true;

    /// <summary>SHA-256 of the file that was held back and that its owner sends nevertheless.</summary>
    [BindProperty]
    public List<string> Confirmed { get; set; } = [];

    public IReadOnlyList<ConfirmationNeeded> HeldBack { get; private set; } = [];

    /// <summary>Why nothing can be sent any more.</summary>
    public string? Obstacle { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromRoute] int exercise, [FromRoute] Guid id, CancellationToken cancellationToken) =>
        await LoadAsync(exercise, id, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromRoute] int exercise, [FromRoute] Guid id, IFormFile? document, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(exercise, id, cancellationToken))
        {
            return NotFound();
        }

        if (document is null)
        {
            this.AddError(nameof(document), "Choisissez le document à envoyer.");
            return this.Again();
        }

        await using var content = document.OpenReadStream();
        var sent = await answer.RunAsync(User.Actor(), id, document.FileName, content, Confirmed, cancellationToken);
        if (!sent.IsDone)
        {
            await LoadAsync(exercise, id, cancellationToken);
            HeldBack = [.. sent.Problems.OfType<ConfirmationNeeded>()];
            return this.Refused([.. sent.Problems.Select(problem => problem with { Field = nameof(document) })]);
        }

        this.Flash("Votre complément est envoyé\u00A0: votre caisse l’examine.");
        return Redirect(Links.Home);
    }

    private async Task<bool> LoadAsync(int exercise, Guid id, CancellationToken cancellationToken)
    {
        Exercise = exercise;
        var found = await answer.FindAsync(User.Actor(), id, cancellationToken);
        Asked = found.TryGet(out var asked) && asked.Declaration.Campaign.Exercise == exercise ? asked : null;
        Obstacle = found.Problems.Select(problem => problem.Message).FirstOrDefault();
        return Asked is not null || found.Problems.Any(problem => !problem.IsNotFound);
    }
}
