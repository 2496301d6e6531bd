using FamiPortal.Domain.Evidence;
using FamiPortal.Rules;
using FluentValidation;

namespace FamiPortal.Web.AgentArea;

/// <summary>What an agent decides about one document, or about all those of its indicator.</summary>
public sealed class DecisionForm
{
    public const string Accept = "accepter";
    public const string Refuse = "refuser";
    public const string Ask = "demander";

    /// <summary>Proposed to answer a question, in days.</summary>
    public const int AnswerDays = 15;

    public Guid Use { get; set; }

    /// <summary>Number of the transmitted version that the page showed.</summary>
    public int? Version { get; set; }

    public string? Decision { get; set; }

    public DateOnly? ValidUntil { get; set; }

    public string? ReasonCode { get; set; }

    /// <summary>Place of the missing thing among those that the proof must show.</summary>
    public int? Wanted { get; set; }

    public string? Message { get; set; }

    public DateOnly? AnswerBy { get; set; }

    public bool WholeIndicator { get; set; }

    /// <summary>Why a decision is undone.</summary>
    public string? Note { get; set; }

    public static string Question(string wanted) =>
        $"Nous ne lisons pas sur votre document\u00A0: {wanted}. Envoyez un document qui le montre, ou corrigez votre déclaration.";

    public RefusalReason? KnownReason(Proof? proof) => proof?.RefusalReasons.FirstOrDefault(reason => reason.Code == ReasonCode);

    /// <summary>Without JavaScript nothing fills the text: the chosen ready-made one stands for it.</summary>
    public void TakeReadyMadeMessage(Proof? proof)
    {
        if (string.IsNullOrWhiteSpace(Message))
        {
            Message = Decision switch
            {
                Refuse => KnownReason(proof)?.Message,
                Ask when proof?.Wanted.ElementAtOrDefault(Wanted ?? -1) is { } wanted => Question(wanted),
                _ => Message,
            };
        }
    }
}

public sealed class DecisionValidator : AbstractValidator<DecisionForm>
{
    public DecisionValidator(DateOnly today)
    {
        RuleFor(form => form.Decision).Must(decision => decision is DecisionForm.Accept or DecisionForm.Refuse or DecisionForm.Ask)
            .WithMessage("Choisissez d’accepter, de refuser ou de demander un complément.");
        RuleFor(form => form.ValidUntil).GreaterThanOrEqualTo(today).When(form => form.Decision == DecisionForm.Accept)
            .WithMessage("Cette date est passée\u00A0: donnez un jour à venir, ou laissez vide.");
        RuleFor(form => form.Message)
            .Must(text => (text ?? "").Trim().Length is >= EvidenceUse.ReasonLengthMin and <= EvidenceUse.ReasonLengthMax)
            .When(form => form.Decision == DecisionForm.Refuse)
            .WithMessage($"Choisissez un motif ou expliquez le refus en {EvidenceUse.ReasonLengthMin} à {French.Number(EvidenceUse.ReasonLengthMax)} caractères\u00A0: ce qui manque, puis ce que le professionnel doit fournir.");
        RuleFor(form => form.Message)
            .Must(text => (text ?? "").Trim().Length is >= EvidenceUse.ReasonLengthMin and <= EvidenceUse.ReasonLengthMax)
            .When(form => form.Decision == DecisionForm.Ask)
            .WithMessage(EvidenceDecisionErrors.QuestionLength.Message);
        RuleFor(form => form.AnswerBy).NotNull().When(form => form.Decision == DecisionForm.Ask).WithMessage(EvidenceDecisionErrors.AnswerBy.Message);
    }
}
