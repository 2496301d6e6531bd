using FamiPortal.Domain.Controls;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.Pages.Bureau;

/// <summary>One sample: how it was drawn, the controls and how far they are.</summary>
[Authorize(Roles = ControlesModel.Bureau)]
public sealed class EchantillonModel(ControlSamples samples, RuleCatalogue catalogue, TimeProvider clock) : PageModel
{
    public SampleDetails Details { get; private set; } = null!;

    /// <summary>Null while nobody asked.</summary>
    public bool? IsFoundAgain { get; private set; }

    public bool MayCheck => User.Actor().MayDraw();

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public string IndicatorLabel => ControlesModel.Label(catalogue, Details.View.Sample);

    public async Task<IActionResult> OnGetAsync([FromRoute] Guid id, [FromQuery] bool verifier, CancellationToken cancellationToken)
    {
        if (!(await samples.RunAsync(User.Actor(), id, cancellationToken)).TryGet(out var details, out var problems))
        {
            return this.Refused(problems);
        }

        Details = details;
        var check = verifier && MayCheck ? await samples.IsFoundAgainAsync(User.Actor(), id, cancellationToken) : false;
        IsFoundAgain = verifier && MayCheck && check.IsDone ? check.Value : null;
        return Page();
    }

    public string LabelOf(string code) =>
        catalogue.Find(Details.View.Sample.Campaign.ProfessionCode, Details.View.Sample.Campaign.Exercise)?.Find(code)?.Label ?? code;
}
