using FamiPortal.Domain.Campaigns;
using FamiPortal.Rules;

namespace FamiPortal.Domain.OnBehalf;

/// <summary>Why an agent can't enter something for a practitioner, in the agent's words.</summary>
public static class OnBehalfErrors
{
    public static Problem NotFound { get; } = new("on-behalf-not-found", "Ce professionnel ou cette campagne n’existe pas.") { IsNotFound = true };

    public static Problem NothingTyped { get; } = new(
        "on-behalf-empty",
        "Renseignez au moins une réponse de cet indicateur, telle que le professionnel vous l’a écrite.");

    public static Problem ScanMissing { get; } = new(
        "on-behalf-scan-missing",
        "Joignez le courrier ou le courriel du professionnel, numérisé\u00A0: il prouve la saisie.",
        "scan");

    public static Problem Unchanged { get; } = new(
        "on-behalf-unchanged",
        "Ces réponses sont déjà celles qui comptent\u00A0: il n’y a rien à saisir.");

    public static Problem TooLate(Campaign campaign) => new(
        "on-behalf-too-late",
        $"Les montants de la campagne «\u00A0{campaign.Title}\u00A0» sont déjà calculés\u00A0: la caisse ne peut plus saisir à la place du professionnel.");

    public static Problem NotOpened(Campaign campaign) => new(
        "on-behalf-not-opened",
        $"La campagne «\u00A0{campaign.Title}\u00A0» n’est pas encore ouverte\u00A0: saisissez à partir du {French.Date(ParisTime.DateOf(campaign.OpensAt))}.");

    public static Problem AfterDeadline(string label, DateOnly limit) => new(
        "on-behalf-after-deadline",
        $"«\u00A0{label}\u00A0» ne compte que jusqu’au {French.Date(limit)} inclus\u00A0: ce jour est passé.");

    public static Problem AlreadyEntered(string label, DateOnly on) => new(
        "on-behalf-already-entered",
        $"«\u00A0{label}\u00A0» est déjà enregistrée, au {French.Date(on)}.");
}
