using FamiPortal.Domain.Settlement;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AdminArea;

/// <summary>What a settlement gave, practitioner by practitioner.</summary>
public sealed class ResultsModel(CampaignResults results) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public ResultPage Results { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!(await results.RunAsync(User.Actor(), Id, Number, cancellationToken)).TryGet(out var page, out var problems))
        {
            return this.Refused(problems);
        }

        Results = page;
        return Page();
    }

    /// <summary>The state of a result in words; the list and the export say the same.</summary>
    public static (InkState State, string Words) StateOf(ResultRow row) => row.Payment switch
    {
        null => (InkState.Bad, "Rien à verser"),
        { State: PaymentState.Paid, PaidOn: { } day } => (InkState.Ok, $"Versé le {French.ShortDate(day)}"),
        { PlannedOn: var day } => (InkState.Draft, $"Prévu le {French.ShortDate(day)}"),
    };
}
