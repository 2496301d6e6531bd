using FamiPortal.Domain.Contests;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>The contests of the agent's fund.</summary>
public sealed class ContestQueueModel(ContestQueue queue, RuleCatalogue catalogue) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    public ContestPage List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => List = await queue.RunAsync(User.Actor(), Number, cancellationToken);

    public string Label(Contest contest) =>
        catalogue.Find(contest.Campaign.ProfessionCode, contest.Campaign.Exercise)?.Vocabulary.Path(contest.Path)?.Member.Label ?? contest.Path;
}

/// <summary>One contest: what was known, what is said, the answer.</summary>
public sealed class AnswerContestModel(ContestQueue queue, AnswerContest answer) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public AnswerForm Form { get; set; } = new();

    /// <summary>Both forms have words for the practitioner: an error stands beside those that were sent.</summary>
    public bool IsRejecting { get; private set; }

    public ContestUnderReview Review { get; private set; } = null!;

    /// <summary>What was typed for the corrected value, by field; empty on a first look.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyList<FactField> Fields => FactForm.Of(Review.Member, Review.Contest.ValueJson, Typed);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostPrendreAsync(CancellationToken cancellationToken) =>
        await FinishAsync(await answer.TakeAsync(User.Actor(), Id, cancellationToken), "Contestation prise en charge.", cancellationToken);

    public async Task<IActionResult> OnPostRejeterAsync(CancellationToken cancellationToken)
    {
        IsRejecting = true;
        return await FinishAsync(await answer.RejectAsync(User.Actor(), Id, Form.Words, Form.Seen, cancellationToken), "Contestation rejetée\u00A0: le professionnel est prévenu.", cancellationToken);
    }

    public async Task<IActionResult> OnPostAccepterAsync(CancellationToken cancellationToken)
    {
        Typed = Request.Form.Where(field => field.Key.StartsWith(AnswerForm.ValuePrefix, StringComparison.Ordinal))
            .ToDictionary(field => field.Key[AnswerForm.ValuePrefix.Length..], field => string.Join('\n', field.Value.OfType<string>()));
        var accepted = await answer.AcceptAsync(User.Actor(), Id, Typed, Form.Source, Form.Words, Form.Seen, cancellationToken);
        return await FinishAsync(accepted, "Contestation acceptée\u00A0: la valeur est corrigée et le montant recalculé.", cancellationToken);
    }

    private async Task<IActionResult> FinishAsync(FamiPortal.Domain.Outcome<Contest> outcome, string message, CancellationToken cancellationToken)
    {
        if (!outcome.IsDone)
        {
            return await LoadAsync(cancellationToken) ? RefuseBesideFields(outcome.Problems) : NotFound();
        }

        this.Flash(message);
        return Redirect($"/agent/contestations/{Id}");
    }

    /// <summary>What is wrong with the value stands beside its control, or above the form when it is of the value as a whole.</summary>
    private IActionResult RefuseBesideFields(IReadOnlyList<FamiPortal.Domain.Problem> problems)
    {
        var member = Review.Member.Name;
        var controls = Fields.SelectMany(field => field.Rows.SelectMany(row => row).Append(field)).Select(field => field.Name).ToHashSet();
        var (values, others) = (problems.Where(IsOfValue).ToList(), problems.Where(problem => !IsOfValue(problem)).ToList());
        values.ForEach(problem => this.AddError(controls.Contains(problem.Field!) ? AnswerForm.ValuePrefix + problem.Field : "", problem.Message));
        return this.Refused(others, nameof(Form));

        bool IsOfValue(FamiPortal.Domain.Problem problem) => problem.Field == member || problem.Field?.StartsWith(member + ".", StringComparison.Ordinal) == true;
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (!(await queue.OpenAsync(User.Actor(), Id, cancellationToken)).TryGet(out var review))
        {
            return false;
        }

        Review = review;
        return true;
    }
}

public sealed class AnswerForm
{
    public const string ValuePrefix = "valeur.";

    public string? Source { get; set; }

    public string? Words { get; set; }

    /// <summary>What <see cref="Contest.DocumentMoves"/> was when the page was shown.</summary>
    public int? Seen { get; set; }
}
