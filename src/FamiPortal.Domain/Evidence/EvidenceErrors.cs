using FamiPortal.Rules;

namespace FamiPortal.Domain.Evidence;

/// <summary>Why a file is refused, in the words the person reads: the rule first, then what to do.</summary>
public static class EvidenceErrors
{
    private static readonly string SizeMax = $"{StoredFile.SizeBytesMax / (1024 * 1024)}\u00A0Mo";

    public static Problem Empty { get; } = new(
        "evidence.empty",
        "Ce fichier est vide (0\u00A0octet). Ouvrez-le pour vérifier son contenu, enregistrez-le de nouveau, puis déposez-le.");

    public static Problem TooLarge { get; } = new(
        "evidence.too-large",
        $"Ce fichier dépasse {SizeMax}, la taille maximale d’un justificatif. Numérisez-le en noir et blanc ou à une résolution plus faible, ou ne gardez que les pages utiles, puis déposez-le de nouveau.");

    public static Problem UnknownFormat { get; } = new(
        "evidence.unknown-format",
        $"Ce fichier n’est pas {French.Join([.. EvidenceFormats.All.Select(info => $"un {info.Name}")], "ou")}, quel que soit son nom. Enregistrez ou exportez le document dans l’un de ces formats, puis déposez-le de nouveau.");

    public static Problem Mixed { get; } = new(
        "evidence.mixed-content",
        "Ce fichier contient autre chose que le document qu’il annonce (une archive, un programme ou une page web y est joint). Imprimez ou exportez le document en PDF, puis déposez ce nouveau fichier.");

    public static Problem ActiveContent { get; } = new(
        "evidence.active-content",
        "Ce PDF contient un programme (JavaScript, lancement d’une application ou contenu multimédia), ce qui n’est pas accepté pour un justificatif. Imprimez-le en PDF ou numérisez-le, puis déposez ce nouveau fichier.");

    public static Problem TooManyPixels { get; } = new(
        "evidence.too-many-pixels",
        $"Cette image dépasse {ImageSize.MegapixelsMax} millions de pixels. Réduisez ses dimensions ou numérisez le document à une résolution plus faible, puis déposez-la de nouveau.");

    /// <summary>The disk is full or out of order. The cause is for the operator's log, not for the person.</summary>
    public static Problem NotStored { get; } = new(
        "evidence.not-stored",
        "Le portail n’a pas pu enregistrer ce fichier\u00A0: son espace de stockage est plein ou indisponible. Rien n’est perdu de votre côté\u00A0: déposez-le de nouveau dans quelques minutes.");

    public static Problem Interrupted { get; } = new(
        "evidence.interrupted",
        "L’envoi de ce fichier s’est interrompu avant la fin. Vérifiez votre connexion, puis déposez-le de nouveau.");

    public static Problem Damaged(EvidenceFormat format) => new(
        "evidence.damaged",
        $"Ce fichier {EvidenceFormats.Of(format).Name} est incomplet ou abîmé. Vérifiez qu’il s’ouvre sur votre appareil, enregistrez-le ou téléchargez-le de nouveau, puis déposez-le.");

    public static Problem ExtensionDisagrees(EvidenceFormat format, string extension) => new(
        "evidence.extension-disagrees",
        $"Le contenu de ce fichier est du {EvidenceFormats.Of(format).Name}, mais son nom se termine par «\u00A0{extension}\u00A0». Renommez-le en «\u00A0{EvidenceFormats.Of(format).Extensions[0]}\u00A0», puis déposez-le de nouveau.");
}
