using FamiPortal.Rules;

namespace FamiPortal.Domain.Desk;

/// <summary>Why work can't be taken, given or shared, in the words of an agent.</summary>
public static class DeskErrors
{
    public static Problem NotFound { get; } = new("declaration-not-found", "Cette déclaration n’existe pas.") { IsNotFound = true };

    public static Problem SupervisorOnly { get; } = new(
        "supervisor-only", "Seul un superviseur de votre caisse peut le faire. Adressez-vous à lui.");

    public static Problem UnknownAgent { get; } = new(
        "agent-unknown", "Cette personne n’est pas agent de votre caisse. Rechargez la page, puis choisissez dans la liste.", "agent");

    public static Problem NoAgentChosen { get; } = new("agent-not-chosen", "Choisissez au moins un agent.", "agents");

    public static Problem NothingToShare { get; } = new(
        "nothing-to-share", "Aucun justificatif sans agent ne correspond\u00A0: il n’y a rien à répartir.");

    public static Problem NothingWaits { get; } = new(
        "nothing-waits", "Aucun justificatif de cette déclaration n’attend de décision\u00A0: il n’y a rien à prendre.");

    public static Problem ViewName { get; } = new(
        "view-name", $"Donnez à cette vue un nom de 1 à {QueueView.NameLengthMax} caractères.", "name");

    public static Problem TooManyViews { get; } = new(
        "view-too-many", $"Vous avez déjà {QueueView.CountMax} vues\u00A0: supprimez-en une pour en garder une autre.", "name");

    public static Problem HeldBy(DeclarationHold hold) => new(
        "declaration-held",
        $"{hold.AgentName} traite cette déclaration depuis le {ParisTime.DateAndTime(hold.Since)}. Elle se libère quand la page est quittée, au plus tard {French.Number((Int128)DeclarationHold.Expiry.TotalMinutes)} minutes après.");

    public static Problem AssignedTo(string agentName) => new(
        "declaration-assigned", $"Cette déclaration est confiée à {agentName}. Un superviseur peut la confier à quelqu’un d’autre.");
}
