using FamiPortal.Domain.Campaigns;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Controls;

/// <summary>Refusals about controls, in the words of whoever tried.</summary>
public static class ControlErrors
{
    public static Problem NotFound { get; } = new("control-not-found", "Ce contrôle n’existe pas.") { IsNotFound = true };

    public static Problem NotPublished(Campaign campaign) => new(
        "control-campaign-not-published",
        $"Les montants de la campagne «\u00A0{campaign.Title}\u00A0» ne sont pas publiés\u00A0: un contrôle a posteriori porte sur des sommes versées.",
        "Campaign");

    public static Problem NoRuleSet(Campaign campaign) => new(
        "control-without-rules",
        $"Le référentiel de règles de la campagne «\u00A0{campaign.Title}\u00A0» n’est pas chargé\u00A0: on ne sait pas quels indicateurs étaient attestés. Prévenez l’administration du portail.",
        "Campaign");

    public static Problem NotAttested { get; } = new(
        "control-indicator-not-attested",
        "Cet indicateur ne repose pas sur une attestation sur l’honneur dans cette campagne. Choisissez-en un de la liste.",
        "Indicator");

    public static Problem SizeOutOfRange { get; } = new(
        "control-size", $"Choisissez une taille de 1 à {ControlSample.SizeMax} dossiers.", "Size");

    public static Problem SeedLength { get; } = new(
        "control-seed", $"Donnez une graine de 1 à {ControlSample.SeedLengthMax} caractères, ou gardez celle qui est proposée.", "Seed");

    public static Problem DeadlineTooSoon { get; } = new(
        "control-deadline", $"Laissez au moins {DrawControlSample.AnswerDaysMin} jours au professionnel pour répondre.", "LastDay");

    public static Problem NobodyToDraw { get; } = new(
        "control-population-empty",
        "Aucun dossier payé ne répond à ces critères, ou tous sont déjà contrôlés. Élargissez les critères.");

    public static Problem PopulationMoved { get; } = new(
        "control-population-moved",
        "La population a changé depuis l’aperçu (un autre tirage, ou un professionnel qui a changé de caisse). Relisez le nouvel effectif, puis tirez l’échantillon.");

    public static Problem UnknownIndicator { get; } = new(
        "control-indicator-unknown", "Aucune pièce n’est demandée pour cet indicateur. Rechargez la page, puis recommencez.");

    public static Problem FileNotChosen { get; } = new("control-file-missing", "Choisissez un fichier, puis déposez-le.");

    public static Problem TooManyDocuments { get; } = new(
        "control-too-many-documents", $"{Control.DocumentsMax} documents sont déjà déposés pour ce contrôle. Retirez-en un, ou réunissez vos pièces dans un seul fichier.");

    public static Problem MessageLength { get; } = new(
        "control-message-length", $"Raccourcissez votre message\u00A0: {French.Number(Control.MessageLengthMax)} caractères au plus.", "Message");

    public static Problem NothingToSend { get; } = new(
        "control-nothing-to-send", "Déposez au moins un document, ou expliquez dans le message pourquoi vous n’en avez pas.", "Message");

    public static Problem NoConclusion { get; } = new("control-no-conclusion", "Choisissez une conclusion.", "Conclusion");

    public static Problem ReasonLength { get; } = new(
        "control-reason-length",
        $"Donnez le motif en {ControlPoint.ReasonLengthMin} à {French.Number(ControlPoint.ReasonLengthMax)} caractères\u00A0: ce que les pièces ne prouvent pas. Il sera lu par le professionnel.",
        "Reason");

    public static Problem WasAnswered { get; } = new(
        "control-was-answered", "Un document a été déposé pour cet indicateur\u00A0: concluez conforme ou non conforme.", "Conclusion");

    public static Problem RulesChanged { get; } = new(
        "control-rules-changed",
        "Les règles chargées ne sont plus celles de la liquidation (leur empreinte diffère)\u00A0: la somme à récupérer ne peut pas être recalculée. Rien n’est enregistré. Faites remettre le référentiel d’origine, puis concluez.");

    public static Problem AlreadyConcluded(ControlPoint point) => new(
        "control-already-concluded",
        $"Cet indicateur est déjà conclu par {point.ConcludedBy} le {ParisTime.DateAndTime(point.ConcludedAt!.Value)}\u00A0: une conclusion ne se remplace pas.");

    public static Problem StillAwaited(Control control) => new(
        "control-still-awaited",
        $"Le professionnel peut répondre jusqu’au {ParisTime.LongDateAndTime(control.LastMinute)}, heure de Paris. Attendez sa réponse, ou cette date.");

    public static Problem NotLateYet(Control control) => new(
        "control-not-late-yet",
        $"«\u00A0Sans réponse\u00A0» ne se conclut qu’après la date limite, le {ParisTime.LongDateAndTime(control.LastMinute)}, heure de Paris.",
        "Conclusion");

    public static Problem AlreadySent(Control control) => new(
        "control-already-sent",
        control.AnsweredAt is { } at
            ? $"Votre réponse est déjà envoyée, le {ParisTime.DateAndTime(at)}\u00A0: elle ne change plus. Pour la compléter, écrivez à votre caisse."
            : "Ce contrôle est terminé\u00A0: il n’attend plus de document.");

    public static Problem TooLate(Control control) => new(
        "control-too-late",
        $"La date limite est passée depuis le {ParisTime.LongDateAndTime(control.LastMinute)}, heure de Paris. Ce que vous aviez déposé a été remis à votre caisse\u202F; pour toute question, écrivez-lui.");
}
