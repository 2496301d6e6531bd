using FamiPortal.Domain.Campaigns;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AdminArea;

/// <summary>One campaign: where it stands, what blocks the next step, what it came to.</summary>
public sealed class DetailsModel(CampaignOverview overview, CampaignNeutralisations neutralisations, RuleCatalogue catalogue, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public CampaignNumbers Numbers { get; private set; } = null!;

    public RuleSet? RuleSet { get; private set; }

    public IReadOnlyList<FamiPortal.Domain.Campaigns.Neutralisation> Neutralised { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!(await overview.RunAsync(User.Actor(), Id, cancellationToken)).TryGet(out var numbers, out var problems))
        {
            return this.Refused(problems);
        }

        Numbers = numbers;
        RuleSet = catalogue.Find(numbers.Campaign.ProfessionCode, numbers.Campaign.Exercise);
        Neutralised = [.. (await neutralisations.RunAsync(User.Actor(), Id, cancellationToken)).Where(decision => decision.LiftedAt is null)];
        return Page();
    }
}
