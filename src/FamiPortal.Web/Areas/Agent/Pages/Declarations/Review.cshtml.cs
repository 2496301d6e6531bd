using FamiPortal.Domain;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Quality;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>The desk: the queue, the document, the decision, side by side.</summary>
public sealed class ReviewModel(
    DeclarationReview reviews,
    AgentQueue queue,
    HoldDeclaration hold,
    ReleaseDeclaration release,
    NextToTreat nextToTreat,
    AcceptEvidence accept,
    RefuseEvidence refuse,
    AskForComplement ask,
    UndoDecision undo,
    RuleCatalogue catalogue,
    TimeProvider clock,
    ILogger<ReviewModel> logger) : PageModel
{
    private DeclarationToDecide declaration = null!;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The document shown; by default the first that waits.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Piece { get; set; }

    [BindProperty]
    public DecisionForm Form { get; set; } = new();

    /// <summary>What the page shows; a decision that is made loads less, and shows nothing.</summary>
    public ReviewedDeclaration Review => (ReviewedDeclaration)declaration;

    public QueueAround Queue { get; private set; } = null!;

    public EvidenceUse? Current { get; private set; }

    public Proof? Proof => Current is null ? null : declaration.ProofOf(Current);

    public RuleCatalogue Catalogue => catalogue;

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Who has it on their desk since when, when it is a colleague.</summary>
    public Problem? HeldElsewhere { get; private set; }

    /// <summary>This agent accepted it, and another one has to decide too.</summary>
    public bool IsHeldByMe => Current is { IsDecidable: true } && IsMine(Current);

    public bool CanDecide => HeldElsewhere is null && !IsHeldByMe && IsDecidable;

    private bool IsDecidable => Current is { IsDecidable: true } && declaration.Declaration.Campaign.AcceptsDecisions;

    /// <summary>Other documents of the same indicator that wait for a decision.</summary>
    public int OthersOfIndicator => Review.Evidence.Count(use => use.Id != Current?.Id && use.IndicatorCode == Current?.IndicatorCode && use.IsDecidable);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await ShowAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Piece = Form.Use;
        if (await LoadAsync(reviews.ForDecisionAsync, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (Current?.Id != Form.Use)
        {
            return NotFound();
        }

        if (!CanDecide)
        {
            return await RefusedAsync(
                [HeldElsewhere is { } held ? held
                    : IsHeldByMe ? QualityErrors.NeedsAnotherAgent(declaration.HeldOf(Current)!.At)
                    : declaration.IsBlind(Current) ? QualityErrors.InSecondLook
                    : declaration.Declaration.Campaign.AcceptsDecisions ? EvidenceDecisionErrors.AlreadyDecided(Current) : EvidenceDecisionErrors.TooLate(declaration.Declaration.Campaign)],
                cancellationToken);
        }

        Form.TakeReadyMadeMessage(Proof);
        if (!this.Check(new DecisionValidator(ParisTime.DateOf(Now)), Form, nameof(Form)))
        {
            return await ShowAsync(cancellationToken) ?? this.Again();
        }

        var decided = await DecideAsync(cancellationToken);
        if (!decided.TryGet(out var use))
        {
            return await RefusedAsync(decided.Problems, cancellationToken);
        }

        if (Form.Decision == DecisionForm.Accept && use.State != EvidenceUseState.Accepted)
        {
            // Another agent has to open it: it is not kept for the first one.
            await release.RunAsync(User.Actor(), Id, cancellationToken);
            this.Flash(QualityErrors.WaitsForAnotherAgent.Message, InkState.Wait);
            return Redirect(QueueQuery.Page);
        }

        this.Flash($"{Done(use)}\u00A0: {declaration.LabelOf(use.ProofCode)}, {declaration.Declaration.Practitioner.DisplayName}.");
        var next = await nextToTreat.RunAsync(User.Actor(), use, cancellationToken);
        if (next != Id)
        {
            await release.RunAsync(User.Actor(), Id, cancellationToken);
        }

        return Redirect(next is null ? QueueQuery.Page : $"/agent/declarations/{next}");
    }

    /// <summary>Undoes a decision; what was typed for another one comes back in the form, on the same page.</summary>
    public async Task<IActionResult> OnPostAnnulerAsync(CancellationToken cancellationToken)
    {
        Piece = Form.Use;
        var undone = await undo.RunAsync(User.Actor(), Form.Use, Form.Note, cancellationToken);
        if (!undone.IsDone)
        {
            return await RefusedAsync(undone.Problems, cancellationToken);
        }

        if (string.IsNullOrWhiteSpace(Form.Message))
        {
            this.Flash("Décision annulée\u00A0: le justificatif attend de nouveau.");
            return Redirect($"/agent/declarations/{Id}?piece={Form.Use}");
        }

        return await ShowAsync(cancellationToken) ?? Page();
    }

    private Task<Outcome<EvidenceUse>> DecideAsync(CancellationToken cancellationToken) => (Form.Decision, Form.WholeIndicator) switch
    {
        (DecisionForm.Accept, true) => accept.RunForIndicatorAsync(User.Actor(), Form.Use, Form.ValidUntil, Form.Version, cancellationToken),
        (DecisionForm.Accept, _) => accept.RunAsync(User.Actor(), Form.Use, Form.ValidUntil, Form.Version, cancellationToken),
        (DecisionForm.Ask, _) => ask.RunAsync(User.Actor(), Form.Use, Form.Message, Form.AnswerBy!.Value, Form.Version, cancellationToken),
        (_, true) => refuse.RunForIndicatorAsync(User.Actor(), Form.Use, Form.Message, Form.KnownReason(Proof)?.Code, Form.Version, cancellationToken),
        _ => refuse.RunAsync(User.Actor(), Form.Use, Form.Message, Form.KnownReason(Proof)?.Code, Form.Version, cancellationToken),
    };

    /// <summary>The page as it is now, with what was typed: who was faster is on it.</summary>
    private async Task<IActionResult> RefusedAsync(IReadOnlyList<Problem> problems, CancellationToken cancellationToken)
    {
        logger.LogWarning("A decision on evidence {EvidenceUseId} was refused: {Code}.", Form.Use, problems[0].Code);
        return await ShowAsync(cancellationToken) ?? this.Refused([.. problems.Select(Named)], nameof(Form));

        // The form calls it otherwise.
        static Problem Named(Problem problem) => problem.Field == "reason" ? problem with { Field = nameof(DecisionForm.Message) }
            : problem.Field == "answerBy" ? problem with { Field = nameof(DecisionForm.AnswerBy) } : problem;
    }

    private static string Done(EvidenceUse use) => use.State switch
    {
        EvidenceUseState.Accepted => "Accepté",
        EvidenceUseState.Rejected => "Refusé",
        EvidenceUseState.Asked => "Complément demandé",
        EvidenceUseState.Pending or EvidenceUseState.Withdrawn => throw new InvalidOperationException("Nothing was decided."),
    };

    private bool IsMine(EvidenceUse use) => declaration.HeldOf(use) is { } held && held.AccountId == User.AccountId();

    /// <summary>What the page shows; null when it can be shown.</summary>
    private async Task<IActionResult?> ShowAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(reviews.RunAsync, cancellationToken) is { } refused)
        {
            return refused;
        }

        Queue = await queue.AroundAsync(User.Actor(), Id, cancellationToken);
        return null;
    }

    private async Task<IActionResult?> LoadAsync<T>(Func<Actor, Guid, CancellationToken, Task<Outcome<T>>> load, CancellationToken cancellationToken)
        where T : DeclarationToDecide
    {
        if (!(await load(User.Actor(), Id, cancellationToken)).TryGet(out var found, out var problems))
        {
            // The rules or a feed are at fault: nothing of the page can be shown.
            logger.LogWarning("The review of declaration {DeclarationId} was refused: {Code}.", Id, problems[0].Code);
            return problems.Any(problem => problem.IsNotFound) ? NotFound() : throw new InvalidOperationException(problems[0].Message);
        }

        declaration = found;
        Current = Piece is { } piece
            ? found.Evidence.FirstOrDefault(use => use.Id == piece)
            : found.Evidence.FirstOrDefault(use => (use.IsWaitingForFund || use.IsOverdue(ParisTime.DateOf(Now))) && !IsMine(use))
                ?? found.Evidence.FirstOrDefault(use => use.IsWaitingForFund) ?? (found.Evidence.Count > 0 ? found.Evidence[0] : null);
        if (Piece is not null && Current is null)
        {
            logger.LogWarning("Evidence {EvidenceUseId} was asked for in a declaration that does not hold it.", Piece);
            return NotFound();
        }

        if (IsDecidable && !IsHeldByMe)
        {
            var held = await hold.RunAsync(User.Actor(), found.Declaration, cancellationToken);
            HeldElsewhere = held.IsDone ? null : held.Problems[0];
        }

        return null;
    }
}
