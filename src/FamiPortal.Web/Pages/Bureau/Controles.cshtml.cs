using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Controls;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.Pages.Bureau;

/// <summary>The samples and how far they are. The pages of this folder are shared by agents and administrators; use cases say what each sees.</summary>
[Authorize(Roles = Bureau)]
public sealed class ControlesModel(ControlSamples samples, RuleCatalogue catalogue) : PageModel
{
    internal const string Bureau = $"{Roles.Agent},{Roles.Admin}";

    public IReadOnlyList<SampleView> Samples { get; private set; } = [];

    public bool MayDraw { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Samples = await samples.ListAsync(User.Actor(), cancellationToken);
        MayDraw = User.Actor().MayDraw();
    }

    public string IndicatorLabel(ControlSample sample) => Label(catalogue, sample);

    internal static string Label(RuleCatalogue catalogue, ControlSample sample) => sample.IndicatorCode is not { } code
        ? "Tous ceux attestés"
        : catalogue.Find(sample.Campaign.ProfessionCode, sample.Campaign.Exercise)?.Find(code)?.Label ?? code;
}
