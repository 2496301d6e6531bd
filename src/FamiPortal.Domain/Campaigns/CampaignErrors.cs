namespace FamiPortal.Domain.Campaigns;

/// <summary>Refusals of a campaign's transitions, in words for an administrator.</summary>
public static class CampaignErrors
{
    public static Problem NotFound { get; } = new("campaign-not-found", "Cette campagne n’existe pas.") { IsNotFound = true };

    public static Problem NotADraft(Campaign campaign) => new(
        "campaign-not-a-draft",
        $"La campagne «\u00A0{campaign.Title}\u00A0» {Is(campaign.State)}\u00A0: seule une campagne en préparation peut être ouverte.");

    public static Problem WindowIsOver(Campaign campaign) => new(
        "campaign-window-is-over",
        $"La saisie devait se terminer le {ParisTime.LongDateAndTime(campaign.LastMinute)} : cette date est passée, créez la campagne avec une nouvelle période.");

    public static Problem NotOpen(Campaign campaign) => new(
        "campaign-not-open",
        $"La campagne «\u00A0{campaign.Title}\u00A0» {Is(campaign.State)}\u00A0: seule une campagne ouverte peut être close.");

    public static Problem NotClosed(Campaign campaign) => new(
        "campaign-not-closed",
        $"La campagne «\u00A0{campaign.Title}\u00A0» {Is(campaign.State)}\u00A0: fermez d’abord la saisie, puis lancez le calcul.");

    public static Problem NotSettled(Campaign campaign) => new(
        "campaign-not-settled",
        $"La campagne «\u00A0{campaign.Title}\u00A0» {Is(campaign.State)}\u00A0: lancez d’abord le calcul, puis publiez les montants.");

    public static Problem NoRuleSet(Campaign campaign) => new(
        "campaign-without-rules",
        $"Aucun référentiel de règles n’est chargé pour la campagne «\u00A0{campaign.Title}\u00A0»\u00A0: ajoutez-le au catalogue, redémarrez le portail, puis recommencez.");

    public static Problem SituationUnreadable(Guid practitionerId, Problem problem) => new(
        "settlement-stopped",
        $"Le calcul s’est arrêté et rien n’a été enregistré. Dossier {practitionerId} : {problem.Message} Corrigez le flux, puis relancez le calcul.");

    private static string Is(CampaignState state) => state switch
    {
        CampaignState.Draft => "est en préparation",
        CampaignState.Open => "est ouverte",
        CampaignState.Closed => "est close",
        CampaignState.Settled => "est déjà calculée",
        CampaignState.Published => "est déjà publiée",
    };
}
