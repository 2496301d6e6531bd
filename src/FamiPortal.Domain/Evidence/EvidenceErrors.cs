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

    public static Problem Macros { get; } = new(
        "evidence.macros",
        "Ce document contient une macro ou un objet actif, ce qui n’est pas accepté pour un justificatif. Exportez-le en PDF, puis déposez le PDF.");

    public static Problem Encrypted { get; } = new(
        "evidence.encrypted",
        "Ce document est protégé par un mot de passe\u00A0: votre caisse ne pourrait pas l’ouvrir. Enregistrez-le sans mot de passe ou exportez-le en PDF, puis déposez-le de nouveau.");

    public static Problem TooOld { get; } = new(
        "evidence.too-old",
        "Ce fichier DOC est d’un format antérieur à Word\u00A097, que le portail ne sait pas contrôler. Enregistrez-le en DOCX ou exportez-le en PDF, puis déposez-le de nouveau.");

    public static Problem EncryptedArchive { get; } = new(
        "evidence.archive-encrypted",
        "Cette archive est protégée par un mot de passe\u00A0: son contenu ne peut pas être contrôlé. Refaites-la sans mot de passe, ou déposez les documents un par un.");

    public static Problem EmptyArchive { get; } = new(
        "evidence.archive-empty",
        "Cette archive ne contient aucun document. Déposez directement le document, en PDF de préférence.");

    public static Problem TooManyEntries { get; } = new(
        "evidence.archive-too-many",
        $"Cette archive contient plus de {ZipContent.EntriesMax} éléments. Ne gardez que les documents utiles, ou déposez-les un par un.");

    public static Problem TooMuchUnpacked { get; } = new(
        "evidence.archive-too-large",
        $"Ce fichier dépasse {ZipDirectory.UnpackedBytesMax / (1024 * 1024)}\u00A0Mo une fois décompressé. Ne gardez que les documents utiles, ou déposez-les un par un en PDF.");

    public static Problem OddArchive { get; } = new(
        "evidence.archive-odd",
        "La structure de ce fichier est inhabituelle\u00A0: ce qu’il annonce n’est pas ce qu’il contient. Refaites l’archive ou enregistrez le document de nouveau, de préférence en PDF, puis déposez-le.");

    public static Problem NoSevenZip { get; } = new(
        "evidence.seven-zip-missing",
        "Ce portail ne peut pas contrôler les archives 7z pour le moment. Déposez les documents en PDF, ou dans une archive ZIP.");

    public static Problem UnreadableSevenZip { get; } = new(
        "evidence.seven-zip-unreadable",
        "Cette archive 7z ne s’ouvre pas\u00A0: elle est abîmée ou protégée par un mot de passe. Refaites-la sans mot de passe, ou déposez les documents en PDF.");

    /// <summary>The disk is full or out of order. The cause is for the operator's log, not for the person.</summary>
    public static Problem NotStored { get; } = new(
        "evidence.not-stored",
        "Le portail n’a pas pu enregistrer ce fichier\u00A0: son espace de stockage est plein ou indisponible. Rien n’est perdu de votre côté\u00A0: déposez-le de nouveau dans quelques minutes.");

    public static Problem Interrupted { get; } = new(
        "evidence.interrupted",
        "L’envoi de ce fichier s’est interrompu avant la fin. Vérifiez votre connexion, puis déposez-le de nouveau.");

    public static Problem Infected(string virusName) => new(
        "evidence.infected",
        $"Ce fichier contient un virus ({virusName})\u00A0: il n’a pas été gardé. Vérifiez l’ordinateur d’où il vient, puis envoyez un autre document.");

    public static Problem ArchivePath(string name) => new(
        "evidence.archive-path",
        $"L’archive contient un nom de fichier ou un lien qui mène hors d’elle-même («\u00A0{EvidenceFileName.Clean(name)}\u00A0»). Refaites-la à partir des seuls documents, ou déposez-les un par un.");

    public static Problem EntryTooLarge(string name) => new(
        "evidence.archive-entry-too-large",
        $"Dans l’archive, «\u00A0{EvidenceFileName.Clean(name)}\u00A0» dépasse {SizeMax} une fois décompressé. Numérisez-le à une résolution plus faible ou ne gardez que les pages utiles, puis refaites l’archive.");

    public static Problem NestedArchive(string name) => new(
        "evidence.archive-nested",
        $"L’archive en contient une autre («\u00A0{name}\u00A0»), ce qui n’est pas accepté. Mettez les documents directement dans une seule archive, ou déposez-les un par un.");

    /// <summary>The rule is that of the document alone; only the place is added.</summary>
    public static Problem InArchive(string name, Problem problem) => new(
        problem.Code, $"Dans l’archive, «\u00A0{name}\u00A0»\u00A0: {char.ToLowerInvariant(problem.Message[0])}{problem.Message[1..]}");

    public static Problem Damaged(EvidenceFormat format) => new(
        "evidence.damaged",
        $"Ce fichier {EvidenceFormats.Of(format).Name} est incomplet ou abîmé. Vérifiez qu’il s’ouvre sur votre appareil, enregistrez-le ou téléchargez-le de nouveau, puis déposez-le.");

    public static Problem ExtensionDisagrees(EvidenceFormat format, string extension) => new(
        "evidence.extension-disagrees",
        $"Le contenu de ce fichier est du {EvidenceFormats.Of(format).Name}, mais son nom se termine par «\u00A0{extension}\u00A0». Renommez-le en «\u00A0{EvidenceFormats.Of(format).Extensions[0]}\u00A0», puis déposez-le de nouveau.");
}
