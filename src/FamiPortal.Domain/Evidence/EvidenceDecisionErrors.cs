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

    public static Problem FileMissing { get; } = new(
        "evidence-file-missing",
        "Le fichier de ce justificatif est introuvable dans notre espace de stockage. Réessayez plus tard\u202F; si cela dure, demandez au professionnel de le déposer de nouveau et prévenez l’administration du portail.");

    public static Problem AlreadyDecided(EvidenceUse use) => new("evidence-already-decided", use.State switch
    {
        EvidenceUseState.Accepted => $"Ce justificatif a déjà été accepté par {use.DecidedByName} ({use.DecidedByFund}) : il ne peut plus être retiré ni refusé.",
        EvidenceUseState.Rejected => $"Ce justificatif a déjà été refusé par {use.DecidedByName} ({use.DecidedByFund}). Pour le remplacer, un nouveau document doit être déposé.",
        EvidenceUseState.Withdrawn => "Ce justificatif a été retiré par son propriétaire\u00A0: il n’y a plus rien à décider.",
        EvidenceUseState.Pending => throw new InvalidOperationException("A pending document is not decided."),
    });

    public static Problem TooLate(Campaign campaign) => new(
        "evidence-too-late",
        $"Les montants de la campagne «\u00A0{campaign.Title}\u00A0» sont déjà calculés\u00A0: les justificatifs ne peuvent plus être traités.");
}
