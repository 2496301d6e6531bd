using FamiPortal.Domain.Campaigns;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AdminArea;

/// <summary>Every campaign, and what to do with it next.</summary>
public sealed class IndexModel(CampaignOverview overview, RuleCatalogue catalogue) : PageModel
{
    public IReadOnlyList<CampaignNumbers> Campaigns { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Campaigns = await overview.ListAsync(User.Actor(), cancellationToken);

    /// <summary>The allowance in full; null when the campaign's title says it already.</summary>
    public string? Allowance(Campaign campaign) =>
        catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet ? "Référentiel de règles non chargé"
        : campaign.Title.StartsWith(ruleSet.Allowance, StringComparison.Ordinal) ? null : ruleSet.Allowance;
}
