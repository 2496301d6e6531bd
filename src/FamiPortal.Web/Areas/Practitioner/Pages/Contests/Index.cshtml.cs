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

/// <summary>The list, where a document can be added to a contest, or taken back, until it is answered.</summary>
public sealed class ContestListModel(OwnCampaign campaigns, OwnContests contests, AddContestDocument add, WithdrawContestDocument withdraw) : ContestsModel(campaigns, contests)
{
    /// <summary>Boxes that confirm a file held back, by its hash.</summary>
    public const string ConfirmedName = "confirme";

    public const string WithdrawnName = "retirer";

    private Guid? heldBackFor;
    private IReadOnlyList<ConfirmationNeeded> heldBack = [];

    public static string FileName(Guid contestId) => $"document-{contestId:N}";

    public IReadOnlyList<ConfirmationNeeded> HeldBackFor(Contest contest) => contest.Id == heldBackFor ? heldBack : [];

    public async Task<IActionResult> OnPostDocumentAsync(
        [FromRoute] int exercise, [FromQuery] Guid id, [FromForm(Name = ConfirmedName)] List<string> confirmed, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(exercise, cancellationToken) || Contests.Contests.All(contest => contest.Id != id))
        {
            return NotFound();
        }

        if (Request.Form.Files.GetFile(FileName(id)) is not { } file)
        {
            this.AddError(FileName(id), "Choisissez le document à ajouter.");
            return this.Again();
        }

        await using var content = file.OpenReadStream();
        var added = await add.RunAsync(User.Actor(), id, new SubmittedDocument(file.FileName, content) { ConfirmedSha256 = confirmed }, cancellationToken);
        if (!added.IsDone)
        {
            // It may have been answered meanwhile: then there is no field any more to say it beside.
            await LoadAsync(exercise, cancellationToken);
            (heldBackFor, heldBack) = (id, [.. added.Problems.OfType<ConfirmationNeeded>()]);
            return this.Refused([.. added.Problems.Select(problem => problem with { Field = problem.Field is null ? null : FileName(id) })]);
        }

        this.Flash("Document ajouté\u00A0: votre caisse le verra avec votre contestation.");
        return Redirect(Links.Contests(exercise));
    }

    public async Task<IActionResult> OnPostRetirerAsync(
        [FromRoute] int exercise, [FromQuery] Guid id, [FromForm(Name = WithdrawnName)] Guid documentId, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(exercise, cancellationToken) || Contests.Contests.All(contest => contest.Id != id))
        {
            return NotFound();
        }

        var withdrawn = await withdraw.RunAsync(User.Actor(), id, documentId, cancellationToken);
        if (!withdrawn.IsDone)
        {
            await LoadAsync(exercise, cancellationToken);
            return this.Refused(withdrawn.Problems);
        }

        this.Flash("Document retiré\u00A0: votre caisse ne peut plus l’ouvrir.");
        return Redirect(Links.Contests(exercise));
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
