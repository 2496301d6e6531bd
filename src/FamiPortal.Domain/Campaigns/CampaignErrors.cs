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

    public static Problem UnknownRuleSet { get; } = new(
        "rule-set-unknown", "Choisissez un référentiel de règles de la liste.", "RuleSet");

    public static Problem AlreadyExists(Campaign campaign) => new(
        "campaign-already-exists",
        $"La campagne «\u00A0{campaign.Title}\u00A0» existe déjà pour cette profession et elle {Is(campaign.State)}\u00A0: une profession a une seule campagne par exercice.",
        "RuleSet");

    public static Problem ClosesBeforeOpening { get; } = new(
        "campaign-closes-before-opening", "La fin de la saisie précède son ouverture\u00A0: choisissez un dernier jour plus tardif.", "LastDay");

    public static Problem LastDayIsPast { get; } = new(
        "campaign-last-day-is-past", "Ce jour est passé\u00A0: la campagne ne pourrait jamais être ouverte. Choisissez un dernier jour à venir.", "LastDay");

    public static Problem TooLateToMoveClosing(Campaign campaign) => new(
        "campaign-closing-fixed",
        $"La campagne «\u00A0{campaign.Title}\u00A0» {Is(campaign.State)}\u00A0: sa date de clôture ne peut plus être déplacée.");

    public static Problem SameLastDay { get; } = new(
        "campaign-same-last-day", "C’est déjà le dernier jour de la saisie\u00A0: choisissez une autre date.", "LastDay");

    public static Problem LastDayToComeOnly { get; } = new(
        "campaign-last-day-to-come", "Ce jour est passé\u00A0: choisissez aujourd’hui ou un jour à venir. Pour fermer aussitôt, utilisez «\u00A0Clore la saisie\u00A0».", "LastDay");

    public static Problem MoveReasonLength { get; } = new(
        "campaign-move-reason-length",
        $"Donnez le motif en {MoveClosingDate.ReasonLengthMin} à {MoveClosingDate.ReasonLengthMax} caractères\u00A0: il est inscrit au journal.",
        "Reason");

    public static Problem UnknownIndicator { get; } = new(
        "indicator-unknown", "Choisissez un indicateur de cette campagne.", "Indicator");

    public static Problem NeutralisationReasonLength { get; } = new(
        "neutralisation-reason-length",
        $"Donnez le motif en {Neutralisation.ReasonLengthMin} à {Neutralisation.ReasonLengthMax} caractères\u00A0: il sera lu par les professionnels.",
        "Reason");

    public static Problem DecidedInTheFuture { get; } = new(
        "neutralisation-in-the-future", "La décision ne peut pas être datée d’un jour à venir.", "DecidedOn");

    public static Problem NeutralisationNotFound { get; } = new("neutralisation-not-found", "Cette neutralisation n’existe pas.") { IsNotFound = true };

    public static Problem AlreadyNeutralised { get; } = new(
        "indicator-already-neutralised", "Cet indicateur est déjà neutralisé\u00A0: levez d’abord la décision en cours si vous voulez la remplacer.", "Indicator");

    public static Problem AlreadyLifted { get; } = new(
        "neutralisation-already-lifted", "Cette neutralisation est déjà levée\u00A0: il n’y a rien à refaire.");

    public static Problem TooLateToNeutralise(Campaign campaign) => new(
        "campaign-already-settled",
        $"La campagne «\u00A0{campaign.Title}\u00A0» {Is(campaign.State)}\u00A0: les montants sont figés, aucune neutralisation ne peut plus être décidée ni levée.");

    private static string Is(CampaignState state) => state switch
    {
        CampaignState.Draft => "est en préparation",
        CampaignState.Open => "est ouverte",
        CampaignState.Closed => "est close",
        CampaignState.Settled => "est déjà calculée",
        CampaignState.Published => "est déjà publiée",
    };
}
