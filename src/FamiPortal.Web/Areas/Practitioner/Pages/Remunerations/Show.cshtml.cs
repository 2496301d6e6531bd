using System.Text;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Contests;
using FamiPortal.Domain.Settlement;
using FamiPortal.Web.Documents;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>The amount of an exercise once published, and why.</summary>
public class StatementModel(OwnCampaign campaigns, SettledStatement statements, OwnContests contests) : PageModel
{
    public StatementView View { get; private set; } = null!;

    /// <summary>The last contest that was accepted after the settlement, with the amount that it gives; null when there is none.</summary>
    public Contest? Recalculated { get; private set; }

    public virtual async Task<IActionResult> OnGetAsync([FromRoute] int exercise, CancellationToken cancellationToken) =>
        await LoadAsync(exercise, cancellationToken) ? Page() : NotFound();

    protected async Task<bool> LoadAsync(int exercise, CancellationToken cancellationToken)
    {
        var found = await campaigns.RunAsync(User.Actor(), exercise, cancellationToken);
        if (!found.IsDone || !(await statements.RunAsync(User.Actor(), found.Value.CampaignId, cancellationToken)).TryGet(out var statement))
        {
            return false;
        }

        View = new StatementView(statement);
        Recalculated = (await contests.RunAsync(User.Actor(), found.Value.CampaignId, cancellationToken)).TryGet(out var file)
            ? file.Contests.Where(contest => contest.RecalculatedCents is not null).MaxBy(contest => contest.AnsweredAt)
            : null;
        return true;
    }
}

/// <summary>The same statement as a PDF.</summary>
public sealed class StatementPdfModel(OwnCampaign campaigns, SettledStatement statements, OwnContests contests, IDocumentRenderer renderer) : StatementModel(campaigns, statements, contests)
{
    public override async Task<IActionResult> OnGetAsync([FromRoute] int exercise, CancellationToken cancellationToken) =>
        await LoadAsync(exercise, cancellationToken) ? this.Pdf(renderer, StatementDocument.From(View.ToContent()), $"releve-{View.Number}.pdf") : NotFound();
}

/// <summary>The frozen calculation as data, which <c>fami verify</c> recomputes offline.</summary>
public sealed class StatementProofModel(OwnCampaign campaigns, SettledStatement statements, OwnContests contests) : StatementModel(campaigns, statements, contests)
{
    public override async Task<IActionResult> OnGetAsync([FromRoute] int exercise, CancellationToken cancellationToken) =>
        await LoadAsync(exercise, cancellationToken)
            ? File(Encoding.UTF8.GetBytes(View.Statement.Result.ReceiptJson), "application/json", $"preuve-{View.Number}.json")
            : NotFound();
}
