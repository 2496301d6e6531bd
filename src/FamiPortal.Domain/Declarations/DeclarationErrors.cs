using FamiPortal.Domain.Campaigns;

namespace FamiPortal.Domain.Declarations;

/// <summary>Why a declaration is refused, in the words the practitioner reads: the fact first, then what to do.</summary>
public static class DeclarationErrors
{
    public static Problem NotFound { get; } = new("declaration-not-found", "Cette déclaration n’existe pas.") { IsNotFound = true };

    /// <summary>Nothing is lost: the page shows what was typed again, beside the new version.</summary>
    public static Problem DraftChangedElsewhere { get; } = new(
        "draft-changed-elsewhere",
        "Votre brouillon a été modifié dans un autre onglet ou sur un autre appareil. Rien n’est perdu\u00A0: ce que vous venez de saisir est encore affiché. Comparez avec la version enregistrée, puis enregistrez de nouveau.");

    public static Problem AttestationMissing { get; } = new(
        "attestation-missing",
        "Cochez l’attestation sur l’honneur pour transmettre votre déclaration.",
        "attestation");

    public static Problem IndicatorAttestationMissing(Rules.Indicator indicator) => new(
        "indicator-attestation-missing",
        $"Cochez l’attestation de l’indicateur {indicator.Number}, «\u00A0{indicator.Label}\u00A0», ou retirez votre réponse.",
        $"attestation.{indicator.Code}");

    public static Problem EntryClosed(Campaign campaign, DateTime now) => campaign.State == CampaignState.Open && now < campaign.OpensAt
        ? new("entry-not-open-yet", $"La saisie ouvrira le {ParisTime.LongDateAndTime(campaign.OpensAt)}, heure de Paris. Revenez à partir de cette date.")
        : new("entry-closed", $"La saisie est fermée depuis le {ParisTime.LongDateAndTime(campaign.LastMinuteOfEntry)}, heure de Paris. Votre dernière version transmise reste la seule prise en compte\u202F; pour toute question, écrivez à votre caisse.");

    public static Problem NoRuleSet(Campaign campaign) => new(
        "campaign-without-rules",
        $"Les règles de la campagne «\u00A0{campaign.Title}\u00A0» ne sont pas encore chargées. Réessayez plus tard\u202F; si cela dure, prévenez votre caisse.");

    public static Problem UnknownField(string path) => new(
        "unknown-field",
        "Ce formulaire contient un champ que les règles de cette campagne ne connaissent pas. Rechargez la page, puis recommencez.",
        path);

    public static Problem AnswerMissing(string path, string indicatorLabel, string fieldLabel) => new(
        "answer-missing",
        $"«\u00A0{indicatorLabel}\u00A0»\u00A0: renseignez «\u00A0{fieldLabel}\u00A0», ou videz les autres réponses de cet indicateur.",
        path);

    public static Problem NotAChoice(string path) => new("not-a-choice", "Choisissez une des réponses proposées.", path);

    public static Problem OnlyOne(string path) => new("only-one", "Donnez une seule réponse à cette question.", path);

    public static Problem NotAWholeNumber(string path, long min, long max) => new(
        "not-a-whole-number",
        $"Saisissez un nombre entier entre {Rules.French.Number(min)} et {Rules.French.Number(max)}, sans virgule.",
        path);

    public static Problem NotANumber(string path) => new(
        "not-a-number",
        "Saisissez un nombre positif, avec une virgule pour les décimales. Exemple\u00A0: 2,5.",
        path);

    public static Problem NotADate(string path) => new(
        "not-a-date",
        "Saisissez une date qui existe, jour, mois, année. Exemple\u00A0: 14/03/2024.",
        path);

    public static Problem NotYesOrNo(string path) => new("not-yes-or-no", "Répondez par oui ou par non.", path);

    public static Problem TooLong(string path, int max) => new(
        "too-long",
        $"Cette réponse est trop longue\u00A0: {Rules.French.Number(max)} caractères au plus.",
        path);

    public static Problem NotAVersion(string path) => new("not-a-version", "Saisissez une version de la forme 1.40.", path);
}
