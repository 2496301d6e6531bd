using FamiPortal.Domain;
using FamiPortal.Domain.Declarations;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>Reads everything back, shows the exact text to attest, transmits.</summary>
public sealed class TransmitModel(OpenDeclaration open, TransmitDeclaration transmit) : PageModel
{
    private static readonly Problem Reread = new(
        DeclarationErrors.DraftChangedElsewhere.Code,
        "Votre brouillon a changé depuis l’affichage de cette page, dans un autre onglet ou sur un autre appareil. Rien n’a été transmis\u00A0: relisez ci-dessous la version enregistrée, puis attestez de nouveau.");

    private bool isUnknown;

    public DeclarationView View { get; private set; } = null!;

    /// <summary>Why nothing can be transmitted; each leads to its field.</summary>
    public IReadOnlyList<Problem> Missing { get; private set; } = [];

    public IReadOnlyList<IndicatorView> Attested { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync([FromRoute] int exercise, CancellationToken cancellationToken) =>
        await LoadAsync(exercise, cancellationToken) is null ? Elsewhere(exercise) : Page();

    public async Task<IActionResult> OnPostAsync([FromRoute] int exercise, Guid version, bool attestation, CancellationToken cancellationToken)
    {
        if (await LoadAsync(exercise, cancellationToken) is not { } opened)
        {
            return Elsewhere(exercise);
        }

        var transmitted = await transmit.RunAsync(User.Actor(), opened.Declaration.Id, version, attestation, TickedIndicators(), cancellationToken);
        if (transmitted.TryGet(out var made))
        {
            return Redirect(Links.Receipt(exercise, made.Number));
        }

        await LoadAsync(exercise, cancellationToken);
        return this.Refused([.. transmitted.Problems.Where(IsNotShownAlready).Select(problem => problem.Code == Reread.Code ? Reread : problem)]);
    }

    /// <summary>Nothing of that year for this person, or a declaration that can't be shown: its page says why.</summary>
    private IActionResult Elsewhere(int exercise) => isUnknown ? NotFound() : Redirect(Links.Declaration(exercise));

    /// <summary>Name of the box of one attested indicator.</summary>
    public static string BoxName(string indicatorCode) => $"attestation.{indicatorCode}";

    public bool IsTicked(string name) => Request.HasFormContentType && Request.Form[name] == "true";

    private List<string> TickedIndicators() =>
        [.. View.RuleSet.Indicators.Select(indicator => indicator.Code).Where(code => IsTicked(BoxName(code)))];

    private bool IsNotShownAlready(Problem problem) => !Missing.Contains(problem);

    private async Task<OpenedDeclaration?> LoadAsync(int exercise, CancellationToken cancellationToken)
    {
        var outcome = await open.RunAsync(User.Actor(), exercise, cancellationToken);
        isUnknown = outcome.Problems.Any(problem => problem.IsNotFound);
        if (!outcome.TryGet(out var opened))
        {
            return null;
        }

        View = new DeclarationView(opened);
        Missing = [.. View.RuleSet.Indicators.SelectMany(indicator => Completeness.Missing(indicator, opened.Declaration.Answers))];
        Attested = [.. View.Indicators.Where(view => Completeness.Attested(View.RuleSet, opened.Declaration.Answers).Contains(view.Indicator.Code))];
        return opened;
    }
}
