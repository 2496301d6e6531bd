using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.PractitionerFile;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>All that the fund may see of one of its practitioners.</summary>
public sealed class PractitionerModel(PractitionerFileQuery files, RuleCatalogue catalogue) : PageModel
{
    public PractitionerFileView Dossier { get; private set; } = null!;

    public RuleCatalogue Catalogue => catalogue;

    public async Task<IActionResult> OnGetAsync([FromRoute] Guid id, [FromQuery(Name = "h")] int page, CancellationToken cancellationToken)
    {
        if (!(await files.RunAsync(User.Actor(), id, page, cancellationToken)).TryGet(out var file))
        {
            return NotFound();
        }

        Dossier = file;
        return Page();
    }

    public static string StateOf(Campaign campaign) => campaign.State switch
    {
        CampaignState.Draft => "En préparation",
        CampaignState.Open => "Saisie ouverte",
        CampaignState.Closed => "Saisie close",
        CampaignState.Settled => "Montants calculés",
        CampaignState.Published => "Montants publiés",
    };
}
