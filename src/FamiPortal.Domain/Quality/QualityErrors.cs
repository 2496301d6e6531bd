using FamiPortal.Domain.Evidence;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Quality;

/// <summary>Refusals about decisions that two agents look at.</summary>
public static class QualityErrors
{
    public static Problem NotFound { get; } = new("quality-not-found", "Cette relecture n’existe pas, ou n’est pas pour vous.") { IsNotFound = true };

    public static Problem Percent { get; } = new("quality-percent", "Choisissez une part de 0 à 100.", "SecondLookPercent");

    public static Problem Amount { get; } = new(
        "quality-amount", "Donnez un montant positif en euros, ou laissez vide pour ne jamais demander deux agents.", "FourEyesAbove");

    public static Problem AlreadyTaken { get; } = new(
        "second-look-already-taken", "Un autre agent vient de faire cette relecture\u00A0: il n’y a plus rien à décider.");

    public static Problem ReasonLength { get; } = new(
        "second-look-reason",
        $"Expliquez le refus en {EvidenceUse.ReasonLengthMin} à {French.Number(EvidenceUse.ReasonLengthMax)} caractères\u00A0: votre superviseur le lira.",
        "Reason");

    public static Problem NoDecision { get; } = new("second-look-no-decision", "Choisissez d’accepter ou de refuser ce justificatif.", "Decision");

    public static Problem NotADisagreement { get; } = new(
        "second-look-not-a-disagreement", "Ce désaccord est déjà tranché\u00A0: il n’y a rien à refaire.");

    public static Problem FirstDecisionGone { get; } = new(
        "second-look-first-decision-gone",
        "La première décision a déjà été reprise depuis\u00A0: il n’y a plus rien à rouvrir. Vous pouvez clore ce désaccord en conservant la décision actuelle.");

    /// <summary>Instead of what was decided, to whoever may decide it a second time.</summary>
    public static Problem InSecondLook { get; } = new(
        "evidence-in-second-look",
        "Ce justificatif est déjà décidé et en relecture. La première décision ne vous est pas montrée, parce que vous pouvez être celui qui décide une seconde fois.");

    public static Problem WaitsForAnotherAgent { get; } = new(
        "acceptance-waits-for-another-agent",
        "Acceptation enregistrée, en attente\u00A0: le montant en jeu demande la décision d’un second agent.");

    public static Problem NeedsAnotherAgent(DateTime heldAt) => new(
        "acceptance-needs-another-agent",
        $"Vous avez accepté ce justificatif le {ParisTime.DateAndTime(heldAt)}. Le montant en jeu demande deux agents\u00A0: il reste en attente jusqu’à la décision d’un collègue.");
}
