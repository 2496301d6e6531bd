using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Software;

/// <summary>Why a list of software products, or a change in it, is refused.</summary>
public static class SoftwareErrors
{
    public static Problem NotAllowed { get; } = new("software-not-allowed", "Seule l’administration du portail importe la liste des logiciels.") { IsNotFound = true };

    public static Problem NotFound { get; } = new("software-not-found", "Ce logiciel n’est pas dans la liste.") { IsNotFound = true };

    public static Problem Header { get; } = new(
        "software-header",
        $"Ligne 1\u00A0: la première ligne doit être «\u00A0{ImportSoftware.Header}\u00A0». Enregistrez le fichier en CSV, en UTF-8, avec le point-virgule pour séparateur.");

    public static Problem Empty { get; } = new(
        "software-empty", "Ce fichier ne contient aucun logiciel\u00A0: l’importer retirerait toute la liste. Vérifiez que c’est le bon.");

    public static Problem NotUtf8(int line) => new("software-encoding", $"Ligne {line}\u00A0: un caractère est illisible. Enregistrez le fichier en UTF-8.");

    public static Problem Columns(int line) => new(
        "software-line", $"Ligne {line}\u00A0: quatre colonnes sont attendues, dont l’éditeur et le produit, toujours remplies.");

    public static Problem TooLong(int line) => new("software-too-long", $"Ligne {line}\u00A0: une valeur est trop longue ({Lengths.Name} caractères au plus).");

    public static Problem Twice(int line, string product, string editor) => new(
        "software-twice", $"Ligne {line}\u00A0: «\u00A0{product}\u00A0» de {editor} est déjà dans la liste.");
}
