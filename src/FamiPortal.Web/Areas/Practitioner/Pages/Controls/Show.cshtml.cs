using FamiPortal.Domain.Controls;
using FamiPortal.Domain.Evidence;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using FamiPortal.Web.Pages.Bureau;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>What a control asks of a practitioner, until when, and what came of it. One form gives, takes back and sends.</summary>
[RequestSizeLimit(EdgeSetup.DeclarationSizeBytesMax)]
[RequestFormLimits(MultipartBodyLengthLimit = EdgeSetup.DeclarationSizeBytesMax)]
public sealed class ControlModel(OwnControls controls, AnswerControl answer, TimeProvider clock) : PageModel
{
    private readonly Dictionary<string, IReadOnlyList<ConfirmationNeeded>> heldBack = [];

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Message { get; set; }

    /// <summary>SHA-256 of files that were held back and that their owner sends nevertheless.</summary>
    [BindProperty]
    public List<string> Confirmed { get; set; } = [];

    public ControlView View { get; private set; } = null!;

    public bool AwaitsAnswer => View.Control.AwaitsAnswerAt(Now);

    public (InkState State, string Words, string Icon) Badge => View.Control.State switch
    {
        ControlState.Asked when AwaitsAnswer => (InkState.Todo, "À répondre", ""),
        ControlState.Answered => (InkState.Wait, "En attente", ""),
        _ => View.Control.Badge(Now),
    };

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public IReadOnlyList<ConfirmationNeeded> HeldBack(ControlPoint point) => heldBack.GetValueOrDefault(point.IndicatorCode) ?? [];

    public static string FileName(ControlPoint point) => $"document.{point.IndicatorCode}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid? withdrawn, bool send, CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        var given = await GiveAsync(cancellationToken);
        if (ModelState.IsValid && withdrawn is { } documentId)
        {
            Report(await answer.TakeBackAsync(User.Actor(), Id, documentId, cancellationToken));
        }
        else if (ModelState.IsValid && send)
        {
            Report(await answer.SendAsync(User.Actor(), Id, Message, cancellationToken));
        }
        else if (ModelState.IsValid && given == 0)
        {
            Report<Control>(ControlErrors.FileNotChosen);
        }

        if (!ModelState.IsValid)
        {
            return await LoadAsync(cancellationToken) ?? this.Again();
        }

        this.Flash(send ? "Votre réponse est envoyée à votre caisse." : withdrawn is null ? "Document déposé. Envoyez votre réponse quand tout y est." : "Document retiré.");
        return Redirect($"/controles/{Id}");
    }

    /// <summary>What the practitioner had declared, question by question.</summary>
    public IEnumerable<(string Question, string Answer)> Attested(ControlPoint point) =>
        (View.Before?[point.IndicatorCode].Explanation?.Flatten() ?? []).SelectMany(node => node.Known)
            .Where(known => known.Origin == FactOrigin.Declared).DistinctBy(known => known.Path).Select(known => (known.Label, known.Value));

    private async Task<int> GiveAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var point in View.Control.Points)
        {
            if (Request.Form.Files.GetFile(FileName(point)) is not { Length: > 0 } file)
            {
                continue;
            }

            await using var content = file.OpenReadStream();
            var given = await answer.GiveAsync(User.Actor(), Id, point.IndicatorCode, file.FileName, content, Confirmed, cancellationToken);
            heldBack[point.IndicatorCode] = [.. given.Problems.OfType<ConfirmationNeeded>()];
            given.Problems.ToList().ForEach(problem => this.AddError(FileName(point), problem.Message));
            count++;
        }

        return count;
    }

    private void Report<T>(Domain.Outcome<T> outcome) =>
        outcome.Problems.ToList().ForEach(problem => this.AddError(problem.Field ?? "", problem.Message));

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!(await controls.RunAsync(User.Actor(), Id, cancellationToken)).TryGet(out var view))
        {
            return NotFound();
        }

        View = view;
        return null;
    }
}
