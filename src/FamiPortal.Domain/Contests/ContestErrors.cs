using FamiPortal.Rules;

namespace FamiPortal.Domain.Contests;

/// <summary>Why a contest or its answer is refused; what was typed stays in the form.</summary>
public static class ContestErrors
{
    public static Problem NotFound { get; } = new("contest-not-found", "Cette contestation n’existe pas.") { IsNotFound = true };

    public static Problem UnknownFact { get; } = new(
        "contest-unknown-fact", "Cette valeur ne peut pas être contestée\u00A0: elle n’est ni mesurée ni préremplie par l’Assurance Maladie.")
    { IsNotFound = true };

    public static Problem AlreadySubmitted { get; } = new(
        "contest-already-submitted", "Vous contestez déjà cette valeur\u00A0: votre caisse n’a pas encore répondu. Ajoutez un document à votre contestation, ou écrivez-lui.");

    public static Problem TooManyDocuments { get; } = new(
        "contest-too-many-documents", $"{Contest.DocumentsMax} documents accompagnent déjà cette contestation. Retirez-en un, ou écrivez à votre caisse s’il en faut d’autres.");

    public static Problem DocumentNotFound { get; } = new("contest-document-not-found", "Ce document n’est pas dans cette contestation.") { IsNotFound = true };

    /// <summary>The agent has not seen what stands now.</summary>
    public static Problem DocumentsChanged { get; } = new(
        "contest-documents-changed",
        "Le professionnel vient d’ajouter ou de retirer un document\u00A0: regardez ceux de cette contestation, puis répondez de nouveau. Ce que vous avez saisi est encore affiché.");

    public static Problem ExplanationLength { get; } = new(
        "contest-explanation-length",
        $"Expliquez en {Contest.TextLengthMin} à {French.Number(Contest.TextLengthMax)} caractères ce qui est faux, et ce que vous attendez.",
        "Explanation");

    public static Problem ReasonLength { get; } = new(
        "contest-reason-length",
        $"Expliquez le rejet en {Contest.TextLengthMin} à {French.Number(Contest.TextLengthMax)} caractères\u00A0: le professionnel les lira.",
        "Words");

    public static Problem WordsTooLong { get; } = new(
        "contest-words-too-long", $"Ce texte est trop long\u00A0: {French.Number(Contest.TextLengthMax)} caractères au plus.", "Words");

    public static Problem SourceMissing { get; } = new(
        "contest-source-missing", $"Dites d’où vient la valeur corrigée, en {Persistence.Lengths.Title} caractères au plus.", "Source");

    public static Problem ValueUnreadable(string field, string message) => new("contest-value-unreadable", message, field);

    /// <summary>What is wrong with the file stands beside its field.</summary>
    internal static Problem OfTheDocument(Problem problem) =>
        problem.Code.StartsWith("evidence.", StringComparison.Ordinal) ? problem with { Field = "Document" } : problem;

    public static Problem AlreadyAnswered(Contest contest) => new(
        "contest-already-answered",
        $"{contest.AgentName} ({contest.FundName}) a déjà répondu à cette contestation le {ParisTime.DateAndTime(contest.AnsweredAt!.Value)}.");
}
