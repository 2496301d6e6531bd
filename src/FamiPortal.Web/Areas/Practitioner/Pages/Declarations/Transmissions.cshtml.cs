using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>Every version that was transmitted.</summary>
public class TransmissionsModel(OwnCampaign campaigns, DeclarationHistory history) : PageModel
{
    public TransmittedVersions Versions { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync([FromRoute] int exercise, CancellationToken cancellationToken)
    {
        var found = await campaigns.RunAsync(User.Actor(), exercise, cancellationToken);
        if (!found.IsDone || found.Value.DeclarationId is not { } declarationId
            || !(await history.RunAsync(User.Actor(), declarationId, cancellationToken)).TryGet(out var versions))
        {
            return NotFound();
        }

        Versions = versions;
        return Show();
    }

    protected virtual IActionResult Show() => Page();
}

/// <summary>Two of them, side by side.</summary>
public sealed class CompareModel(OwnCampaign campaigns, DeclarationHistory history) : TransmissionsModel(campaigns, history)
{
    [BindProperty(Name = "de", SupportsGet = true)]
    public int From { get; set; }

    [BindProperty(Name = "a", SupportsGet = true)]
    public int To { get; set; }

    public Transmission Before { get; private set; } = null!;

    public Transmission After { get; private set; } = null!;

    public IReadOnlyList<AnswerChange> Changes { get; private set; } = [];

    public int[] Unchanged { get; private set; } = [];

    protected override IActionResult Show()
    {
        var made = Versions.Declaration.Transmissions;
        if (made.FirstOrDefault(one => one.Number == From) is not { } before || made.FirstOrDefault(one => one.Number == To) is not { } after)
        {
            return NotFound();
        }

        (Before, After) = (before, after);
        Changes = AnswerChange.Between(Versions.RuleSet, before.Answers, after.Answers);
        Unchanged = [.. Versions.RuleSet.Indicators.Where(indicator => Completeness.IsBegun(indicator, after.Answers) && Changes.All(change => change.Indicator != indicator))
            .Select(indicator => indicator.Number)];
        return Page();
    }
}
