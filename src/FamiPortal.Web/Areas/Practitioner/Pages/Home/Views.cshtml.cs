using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>Every look at one's documents.</summary>
public sealed class ViewsModel(DocumentViews views) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public DocumentViewPage List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => List = await views.RunAsync(User.Actor(), Number, cancellationToken: cancellationToken);
}

/// <summary>Every document, with its state and how long it serves.</summary>
public sealed class OwnDocumentsModel(PractitionerHome home, RuleCatalogue catalogue) : PageModel
{
    private const int PageSize = 20;

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public int Count { get; private set; }

    public IReadOnlyList<EvidenceUse> Rows { get; private set; } = [];

    /// <summary>What a document proves.</summary>
    public Indicator? IndicatorOf(EvidenceUse use) =>
        catalogue.Find(use.Declaration.Campaign.ProfessionCode, use.Declaration.Campaign.Exercise)?.Find(use.IndicatorCode);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!(await home.RunAsync(User.Actor(), cancellationToken)).TryGet(out var view))
        {
            return NotFound();
        }

        var documents = HomeModel.DocumentsOf(view);
        var current = Paging.Of(documents.Count, PageSize, Number);
        (Number, Count, Rows) = (current.Number, current.Count, [.. documents.On(current)]);
        return Page();
    }
}
