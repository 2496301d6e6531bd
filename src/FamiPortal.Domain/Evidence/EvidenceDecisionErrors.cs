using FamiPortal.Domain.Campaigns;

namespace FamiPortal.Domain.Evidence;

/// <summary>Why a document can't be attached, taken back or judged, in the words of the person who tried.</summary>
public static class EvidenceDecisionErrors
{
    public static Problem NotFound { get; } = new("evidence-not-found", "Ce justificatif n’existe pas.") { IsNotFound = true };

    public static Problem NoProofChosen { get; } = new(
        "proof-not-chosen",
        "Choisissez au moins un indicateur que ce document justifie.",
        "proofCodes");

    public static Problem UnknownProof { get; } = new(
        "proof-unknown",
        "Cet indicateur ne demande pas de justificatif. Rechargez la page, puis choisissez une des pièces demandées.",
        "proofCodes");

    public static Problem ReasonLength { get; } = new(
        "reason-length",
        $"Expliquez le refus en {EvidenceUse.ReasonLengthMin} à {Rules.French.Number(EvidenceUse.ReasonLengthMax)} caractères\u00A0: ce qui manque, puis ce que le professionnel doit fournir.",
        "reason");

    public static Problem QuestionLength { get; } = new(
        "question-length",
        $"Dites ce que vous demandez en {EvidenceUse.ReasonLengthMin} à {Rules.French.Number(EvidenceUse.ReasonLengthMax)} caractères\u00A0: ce qui manque et sous quelle forme l’envoyer.",
        "reason");

    public static Problem AnswerBy { get; } = new(
        "answer-by",
        $"Donnez un dernier jour pour répondre, entre demain et dans {EvidenceUse.AnswerDaysMax} jours.",
        "answerBy");

    public static Problem AnswersChanged { get; } = new(
        "declaration-changed",
        "Le professionnel a transmis d’autres réponses depuis l’affichage de cette page. Rien n’a été décidé\u00A0: relisez ce qu’il déclare maintenant, puis décidez.");

    public static Problem NothingToUndo { get; } = new(
        "nothing-to-undo",
        "Ce justificatif n’est pas décidé\u00A0: il n’y a rien à annuler.");

    public static Problem NothingAsked { get; } = new(
        "nothing-asked",
        "Votre caisse n’attend plus de complément sur ce document\u00A0: elle l’a décidé, ou votre réponse est déjà arrivée.");

    public static Problem FileMissing { get; } = new(
        "evidence-file-missing",
        "Le fichier de ce justificatif est introuvable dans notre espace de stockage. Réessayez plus tard\u202F; si cela dure, demandez au professionnel de le déposer de nouveau et prévenez l’administration du portail.");

    public static Problem Infected { get; } = new(
        "evidence-infected",
        "L’antivirus a trouvé un virus dans ce document\u00A0: personne ne peut l’ouvrir. Son propriétaire doit le remplacer.");

    public static Problem NotScannedYet { get; } = new(
        "evidence-not-scanned",
        "L’analyse antivirus de ce document est en cours\u00A0: il s’ouvrira dès qu’elle sera terminée. Réessayez dans quelques minutes.");

    public static Problem NoPreview { get; } = new("evidence-no-preview", "Cette page ne peut pas être affichée.") { IsNotFound = true };

    public static Problem AlreadyDecided(EvidenceUse use) => new("evidence-already-decided", use.State switch
    {
        EvidenceUseState.Accepted => $"Ce justificatif a déjà été accepté par {use.DecidedByName} ({use.DecidedByFund}).",
        EvidenceUseState.Rejected => $"Ce justificatif a déjà été refusé par {use.DecidedByName} ({use.DecidedByFund}). Pour le remplacer, un nouveau document doit être déposé.",
        EvidenceUseState.Withdrawn => "Ce justificatif a été retiré par son propriétaire\u00A0: il n’y a plus rien à décider.",
        EvidenceUseState.Asked => $"La {use.DecidedByFund} attend un complément sur ce justificatif\u00A0: envoyez-lui ce qu’elle demande plutôt que de le retirer.",
        EvidenceUseState.Pending => throw new InvalidOperationException("A pending document is not decided."),
    });

    public static Problem TooLate(Campaign campaign) => new(
        "evidence-too-late",
        $"Les montants de la campagne «\u00A0{campaign.Title}\u00A0» sont déjà calculés\u00A0: les justificatifs ne peuvent plus être traités.");
}
