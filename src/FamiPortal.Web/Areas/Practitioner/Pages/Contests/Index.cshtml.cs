using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Contests;
using FamiPortal.Domain.Evidence;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>What the administration knows for an exercise, and what the practitioner contests of it.</summary>
public class ContestsModel(OwnCampaign campaigns, OwnContests contests) : PageModel
{
    public ContestFile Contests { get; private set; } = null!;

    public virtual async Task<IActionResult> OnGetAsync([FromRoute] int exercise, CancellationToken cancellationToken) =>
        await LoadAsync(exercise, cancellationToken) ? Page() : NotFound();

    protected async Task<bool> LoadAsync(int exercise, CancellationToken cancellationToken)
    {
        var found = await campaigns.RunAsync(User.Actor(), exercise, cancellationToken);
        if (!found.IsDone || !(await contests.RunAsync(User.Actor(), found.Value.CampaignId, cancellationToken)).TryGet(out var file))
        {
            return false;
        }

        Contests = file;
        return true;
    }
}

/// <summary>Contests one value: an explanation, perhaps a document.</summary>
public sealed class ContestModel(OwnCampaign campaigns, OwnContests contests, SubmitContest submit) : ContestsModel(campaigns, contests)
{
    [BindProperty(SupportsGet = true, Name = "fait")]
    public string? Path { get; set; }

    [BindProperty]
    public ContestForm Form { get; set; } = new();

    public ContestedFact Fact { get; private set; } = null!;

    public IReadOnlyList<ConfirmationNeeded> HeldBack { get; private set; } = [];

    public override async Task<IActionResult> OnGetAsync([FromRoute] int exercise, CancellationToken cancellationToken) =>
        await FindAsync(exercise, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromRoute] int exercise, CancellationToken cancellationToken)
    {
        if (!await FindAsync(exercise, cancellationToken))
        {
            return NotFound();
        }

        await using var content = Form.Document?.OpenReadStream();
        var document = content is null ? null : new SubmittedDocument(Form.Document!.FileName, content) { ConfirmedSha256 = Form.Confirmed };
        var submitted = await submit.RunAsync(User.Actor(), Contests.Campaign.Id, Fact.Path, Form.Explanation, document, cancellationToken);
        if (!submitted.IsDone)
        {
            HeldBack = [.. submitted.Problems.OfType<ConfirmationNeeded>()];
            var answer = this.Refused(submitted.Problems, nameof(Form));
            if (document is not null && !submitted.Problems.Any(problem => problem.Field == nameof(Form.Document)))
            {
                this.AddError($"{nameof(Form)}.{nameof(Form.Document)}", $"«\u00A0{EvidenceFileName.Clean(document.Name)}\u00A0» n’a pas été envoyé\u00A0: choisissez-le de nouveau.");
            }

            return answer;
        }

        this.Flash("Contestation déposée\u00A0: votre caisse vous répondra.");
        return Redirect(Links.Contests(exercise));
    }

    private async Task<bool> FindAsync(int exercise, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(exercise, cancellationToken) || Contests.Find(Path) is not { } fact)
        {
            return false;
        }

        Fact = fact;
        return true;
    }
}

public sealed class ContestForm
{
    public const string ConfirmedName = $"{nameof(ContestModel.Form)}.{nameof(Confirmed)}";

    public string? Explanation { get; set; }

    public IFormFile? Document { get; set; }

    /// <summary>SHA-256 of the file that was held back and that its owner sends nevertheless.</summary>
    public List<string> Confirmed { get; set; } = [];
}
