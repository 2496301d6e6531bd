using FamiPortal.Domain.Quality;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>Decisions of colleagues to decide again, blindly.</summary>
public sealed class SecondLooksModel(SecondLookQueue queue, RuleCatalogue catalogue) : PageModel
{
    public IReadOnlyList<SecondLookRow> Rows { get; private set; } = [];

    public bool IsSupervisor => User.Actor().SupervisedFundId is not null;

    public async Task OnGetAsync(CancellationToken cancellationToken) => Rows = await queue.RunAsync(User.Actor(), cancellationToken);

    public string LabelOf(SecondLookRow row) => catalogue.Find(row.ProfessionCode, row.Exercise)?.Find(row.IndicatorCode)?.Label ?? row.IndicatorCode;
}
