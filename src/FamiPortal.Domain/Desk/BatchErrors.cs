using FamiPortal.Domain.Evidence;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Desk;

/// <summary>Why a batch, or one of its items, can't be done, in the words of an agent.</summary>
public static class BatchErrors
{
    public static Problem NotFound { get; } = new("batch-not-found", "Ce lot n’existe pas.") { IsNotFound = true };

    public static Problem Empty { get; } = new("batch-empty", "Cochez au moins un justificatif, ou choisissez tout ce qui correspond au filtre.");

    public static Problem TooMany(int count) => new(
        "batch-too-many",
        $"{French.Number((Int128)count)} justificatifs correspondent\u00A0: un lot en compte {French.Number((Int128)Batch.ItemsMax)} au plus. Resserrez le filtre.");

    public static Problem AlreadyConfirmed { get; } = new("batch-confirmed", "Ce lot est déjà confirmé\u00A0: il ne peut plus changer.");

    public static Problem Verb { get; } = new("batch-verb", "Choisissez ce qu’il faut faire de ces justificatifs.", "verb");

    public static Problem Reason { get; } = new(
        "batch-reason",
        $"Expliquez le refus en {EvidenceUse.ReasonLengthMin} à {French.Number((Int128)EvidenceUse.ReasonLengthMax)} caractères\u00A0: ce qui manque, puis ce que le professionnel doit fournir. Tous reçoivent ce texte.",
        "reason");

    public static Problem ValidUntil { get; } = new("batch-valid-until", "Cette date est passée\u00A0: donnez un jour à venir, ou laissez vide.", "validUntil");

    public const string Unexpected = "Le portail n’a pas pu traiter ce justificatif, et l’administration du portail en trouve la trace. Ouvrez la déclaration pour le décider.";

    public const string RightsLost = "Le compte qui a confirmé ce lot n’est plus agent de cette caisse.";
}
