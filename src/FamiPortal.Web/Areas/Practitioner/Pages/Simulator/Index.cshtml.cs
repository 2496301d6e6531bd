using FamiPortal.Domain;
using FamiPortal.Rules;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>The rule sets that may be tried, latest exercise first.</summary>
[AllowAnonymous]
public sealed class SimulatorIndexModel(RuleCatalogue catalogue) : PageModel
{
    public IReadOnlyList<IGrouping<Profession, RuleSet>> Professions { get; } =
        [.. catalogue.RuleSets.InFrenchOrder(ruleSet => ruleSet.Profession.Label).ThenByDescending(ruleSet => ruleSet.Exercise).GroupBy(ruleSet => ruleSet.Profession)];
}
