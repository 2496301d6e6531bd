using FamiPortal.Domain;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>The desk: the queue, the document, the decision, side by side.</summary>
public sealed class ReviewModel(
    DeclarationReview reviews, AgentQueue queue, HoldDeclaration hold, ReleaseDeclaration release, NextToTreat nextToTreat, AcceptEvidence accept,
    RefuseEvidence refuse, RuleCatalogue catalogue, TimeProvider clock) : PageModel
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
    public string? HeldElsewhere { get; private set; }

    public bool CanDecide => HeldElsewhere is null && Current is { IsWaitingForFund: true } && Review.Declaration.Campaign.AcceptsDecisions;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ?? Page();

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

        Form.TakeReadyMadeMessage(Proof);
        if (!this.Check(new DecisionValidator(ParisTime.DateOf(Now)), Form, nameof(Form)))
        {
            return this.Again();
        }

        var decided = Form.Decision == DecisionForm.Accept
            ? await accept.RunAsync(User.Actor(), Form.Use, Form.ValidUntil, cancellationToken)
            : await refuse.RunAsync(User.Actor(), Form.Use, Form.Message, Form.KnownReason(Proof)?.Code, cancellationToken);
        if (!decided.TryGet(out var use))
        {
            return await LoadAsync(cancellationToken) ?? this.Refused(decided.Problems, nameof(Form));
        }

        this.Flash($"{(use.State == EvidenceUseState.Accepted ? "Accepté" : "Refusé")}\u00A0: {Proof?.Label ?? use.ProofCode}, {Review.Declaration.Practitioner.DisplayName}.");
        var next = await nextToTreat.RunAsync(User.Actor(), use, cancellationToken);
        if (next != Id)
        {
            await release.RunAsync(User.Actor(), Id, cancellationToken);
        }

        return Redirect(next is null ? QueueQuery.Page : $"/agent/declarations/{next}");
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!(await reviews.RunAsync(User.Actor(), Id, cancellationToken)).TryGet(out var review, out var problems))
        {
            // The rules or a feed are at fault: nothing of the page can be shown.
            return problems.Any(problem => problem.IsNotFound) ? NotFound() : throw new InvalidOperationException(problems[0].Message);
        }

        Review = review;
        Current = Piece is { } piece
            ? review.Evidence.FirstOrDefault(use => use.Id == piece)
            : review.Evidence.FirstOrDefault(use => use.IsWaitingForFund) ?? (review.Evidence.Count > 0 ? review.Evidence[0] : null);
        if (Piece is not null && Current is null)
        {
            return NotFound();
        }

        if (CanDecide)
        {
            var held = await hold.RunAsync(User.Actor(), Id, cancellationToken);
            HeldElsewhere = held.IsDone ? null : held.Problems[0].Message;
        }

        Queue = await queue.AroundAsync(User.Actor(), Id, cancellationToken);
        return null;
    }
}

public sealed class DecisionForm
{
    public const string Accept = "accepter";
    public const string Refuse = "refuser";

    public Guid Use { get; set; }

    public string? Decision { get; set; }

    public DateOnly? ValidUntil { get; set; }

    public string? ReasonCode { get; set; }

    public string? Message { get; set; }

    public RefusalReason? KnownReason(Proof? proof) => proof?.RefusalReasons.FirstOrDefault(reason => reason.Code == ReasonCode);

    /// <summary>Without JavaScript nothing fills the text: the chosen reason's own message stands for it.</summary>
    public void TakeReadyMadeMessage(Proof? proof)
    {
        if (Decision == Refuse && string.IsNullOrWhiteSpace(Message))
        {
            Message = KnownReason(proof)?.Message;
        }
    }
}

public sealed class DecisionValidator : AbstractValidator<DecisionForm>
{
    public DecisionValidator(DateOnly today)
    {
        RuleFor(form => form.Decision).Must(decision => decision is DecisionForm.Accept or DecisionForm.Refuse)
            .WithMessage("Choisissez d’accepter ou de refuser ce justificatif.");
        RuleFor(form => form.ValidUntil).GreaterThanOrEqualTo(today).When(form => form.Decision == DecisionForm.Accept)
            .WithMessage("Cette date est passée\u00A0: donnez un jour à venir, ou laissez vide.");
        RuleFor(form => form.Message)
            .Must(text => (text ?? "").Trim().Length is >= EvidenceUse.ReasonLengthMin and <= EvidenceUse.ReasonLengthMax)
            .When(form => form.Decision == DecisionForm.Refuse)
            .WithMessage($"Choisissez un motif ou expliquez le refus en {EvidenceUse.ReasonLengthMin} à {French.Number(EvidenceUse.ReasonLengthMax)} caractères\u00A0: ce qui manque, puis ce que le professionnel doit fournir.");
    }
}
