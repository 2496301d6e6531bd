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
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The document shown; by default the first that waits.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Piece { get; set; }

    [BindProperty]
    public DecisionForm Form { get; set; } = new();

    public ReviewedDeclaration Review { get; private set; } = null!;

    public QueueAround Queue { get; private set; } = null!;

    public EvidenceUse? Current { get; private set; }

    public Proof? Proof => Current is null ? null : Review.ProofOf(Current);

    public RuleCatalogue Catalogue => catalogue;

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Who has it on their desk since when, when it is a colleague.</summary>
    public Problem? HeldElsewhere { get; private set; }

    /// <summary>This agent accepted it, and another one has to decide too.</summary>
    public bool IsHeldByMe => Current is { IsDecidable: true } && IsMine(Current);

    public bool CanDecide => HeldElsewhere is null && !IsHeldByMe && IsDecidable;

    private bool IsDecidable => Current is { IsDecidable: true } && Review.Declaration.Campaign.AcceptsDecisions;

    /// <summary>Other documents of the same indicator that wait for a decision.</summary>
    public int OthersOfIndicator => Review.Evidence.Count(use => use.Id != Current?.Id && use.IndicatorCode == Current?.IndicatorCode && use.IsDecidable);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await ShowAsync(cancellationToken) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Piece = Form.Use;
        if (await LoadAsync(cancellationToken) is { } refused)
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
                    : IsHeldByMe ? QualityErrors.NeedsAnotherAgent(Review.HeldOf(Current)!.At)
                    : Review.IsBlind(Current) ? QualityErrors.InSecondLook
                    : Review.Declaration.Campaign.AcceptsDecisions ? EvidenceDecisionErrors.AlreadyDecided(Current) : EvidenceDecisionErrors.TooLate(Review.Declaration.Campaign)],
                cancellationToken);
        }

        Form.TakeReadyMadeMessage(Proof);
        if (!this.Check(new DecisionValidator(ParisTime.DateOf(Now)), Form, nameof(Form)))
        {
            await LoadQueueAsync(cancellationToken);
            return this.Again();
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

        this.Flash($"{Done(use)}\u00A0: {Review.LabelOf(use.ProofCode)}, {Review.Declaration.Practitioner.DisplayName}.");
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
        (DecisionForm.Accept, true) => accept.RunForIndicatorAsync(User.Actor(), Form.Use, Form.ValidUntil, cancellationToken),
        (DecisionForm.Accept, _) => accept.RunAsync(User.Actor(), Form.Use, Form.ValidUntil, cancellationToken),
        (DecisionForm.Ask, _) => ask.RunAsync(User.Actor(), Form.Use, Form.Message, Form.AnswerBy!.Value, cancellationToken),
        (_, true) => refuse.RunForIndicatorAsync(User.Actor(), Form.Use, Form.Message, Form.KnownReason(Proof)?.Code, cancellationToken),
        _ => refuse.RunAsync(User.Actor(), Form.Use, Form.Message, Form.KnownReason(Proof)?.Code, cancellationToken),
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

    private bool IsMine(EvidenceUse use) => Review.HeldOf(use) is { } held && held.AccountId == User.AccountId();

    /// <summary>What the page shows; null when it can be shown.</summary>
    private async Task<IActionResult?> ShowAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        await LoadQueueAsync(cancellationToken);
        return null;
    }

    private async Task LoadQueueAsync(CancellationToken cancellationToken) => Queue = await queue.AroundAsync(User.Actor(), Id, cancellationToken);

    /// <summary>What a decision needs: without the queue, which a decision leaves at once.</summary>
    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!(await reviews.RunAsync(User.Actor(), Id, cancellationToken)).TryGet(out var review, out var problems))
        {
            // The rules or a feed are at fault: nothing of the page can be shown.
            logger.LogWarning("The review of declaration {DeclarationId} was refused: {Code}.", Id, problems[0].Code);
            return problems.Any(problem => problem.IsNotFound) ? NotFound() : throw new InvalidOperationException(problems[0].Message);
        }

        Review = review;
        Current = Piece is { } piece
            ? review.Evidence.FirstOrDefault(use => use.Id == piece)
            : review.Evidence.FirstOrDefault(use => (use.IsWaitingForFund || use.IsOverdue(ParisTime.DateOf(Now))) && !IsMine(use))
                ?? review.Evidence.FirstOrDefault(use => use.IsWaitingForFund) ?? (review.Evidence.Count > 0 ? review.Evidence[0] : null);
        if (Piece is not null && Current is null)
        {
            logger.LogWarning("Evidence {EvidenceUseId} was asked for in a declaration that does not hold it.", Piece);
            return NotFound();
        }

        if (IsDecidable && !IsHeldByMe)
        {
            var held = await hold.RunAsync(User.Actor(), review.Declaration, cancellationToken);
            HeldElsewhere = held.IsDone ? null : held.Problems[0];
        }

        return null;
    }
}
