using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
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

    /// <summary>« 2 réponses modifiées, 1 document ajouté »</summary>
    public string ChangesBetween(Transmission before, Transmission after)
    {
        var answers = AnswerChange.Between(Versions.RuleSet, before.Answers, after.Answers).Count;
        var documents = AddedBetween(before, after).Count;
        return (answers, documents) switch
        {
            (0, 0) => "Rien de modifié",
            (_, 0) => Words.Count(answers, "réponse modifiée", "réponses modifiées"),
            (0, _) => Words.Count(documents, "document ajouté", "documents ajoutés"),
            _ => $"{Words.Count(answers, "réponse modifiée", "réponses modifiées")}, {Words.Count(documents, "document ajouté", "documents ajoutés")}",
        };
    }

    /// <summary>The documents that the later version carried and the earlier one did not.</summary>
    protected IReadOnlyList<EvidenceUse> AddedBetween(Transmission before, Transmission after) =>
    [
        .. Versions.DocumentsOf(after).DistinctBy(use => use.EvidenceDocumentId)
            .ExceptBy(Versions.DocumentsOf(before).Select(use => use.EvidenceDocumentId), use => use.EvidenceDocumentId),
    ];

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

    /// <summary>Documents that only the later of the two carried.</summary>
    public IReadOnlyList<EvidenceUse> Added { get; private set; } = [];

    protected override IActionResult Show()
    {
        var made = Versions.Declaration.Transmissions;
        if (made.FirstOrDefault(one => one.Number == From) is not { } before || made.FirstOrDefault(one => one.Number == To) is not { } after)
        {
            return NotFound();
        }

        (Before, After) = (before, after);
        Changes = AnswerChange.Between(Versions.RuleSet, before.Answers, after.Answers);
        Added = before.Number < after.Number ? AddedBetween(before, after) : AddedBetween(after, before);
        Unchanged = [.. Versions.RuleSet.Indicators.Where(indicator => Completeness.IsBegun(indicator, after.Answers)
                && Changes.All(change => change.Indicator != indicator) && Added.All(use => use.IndicatorCode != indicator.Code))
            .Select(indicator => indicator.Number)];
        return Page();
    }
}
