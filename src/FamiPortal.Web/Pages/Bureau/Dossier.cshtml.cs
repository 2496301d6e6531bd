using FamiPortal.Domain.Controls;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.Pages.Bureau;

/// <summary>One control: what came, the conclusion of each indicator, what the rules take back.</summary>
[Authorize(Roles = ControlesModel.Bureau)]
public sealed class DossierModel(ControlFile file, ConcludeControl conclude, RuleCatalogue catalogue, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Indicator { get; set; }

    [BindProperty]
    public ControlConclusion Conclusion { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public ControlView View { get; private set; } = null!;

    public RuleCatalogue Catalogue => catalogue;

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var concluded = await conclude.RunAsync(User.Actor(), Id, Indicator ?? "", Conclusion, Reason, cancellationToken);
        if (!concluded.TryGet(out var control))
        {
            return await LoadAsync(cancellationToken) ?? this.Refused(concluded.Problems);
        }

        this.Flash(control.State != ControlState.Concluded
            ? "Indicateur conclu."
            : control.RecoverCents > 0
                ? $"Contrôle terminé\u00A0: {French.Money(control.Recover!.Value)} à récupérer, recalculés par les règles."
                : "Contrôle terminé\u00A0: rien à récupérer.");
        return Redirect($"/bureau/controles/dossiers/{Id}");
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!(await file.RunAsync(User.Actor(), Id, cancellationToken)).TryGet(out var view))
        {
            return NotFound();
        }

        View = view;
        return null;
    }
}
