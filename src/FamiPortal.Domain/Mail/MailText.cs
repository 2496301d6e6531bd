using System.Globalization;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Mail;

/// <summary>
/// The words of each mail. A mailbox is read by others (a secretary, a telephone on a table): no amount, no indicator, no
/// decision and no reason, only that there is something to read and where.
/// </summary>
public sealed record MailText(string Subject, string Text, string Path)
{
    private const string Unanswered = "Ce message est envoyé par un automate\u00A0: n’y répondez pas, écrivez à votre caisse depuis votre espace.";

    public static MailText Receipt(Campaign campaign, int number) => Of(
        $"{campaign.Title}\u00A0: votre déclaration est bien reçue",
        "Votre déclaration est transmise. Son accusé de réception daté vous attend dans votre espace\u00A0:",
        $"{Declaration(campaign)}/accuse/{Number(number)}");

    public static MailText Decision(Campaign campaign) => Of(
        $"{campaign.Title}\u00A0: votre caisse a examiné un document",
        "Votre caisse a examiné un document de votre déclaration. Sa décision vous attend dans votre espace\u00A0:",
        Declaration(campaign));

    /// <summary>Says until when: whoever reads it later than that has lost the indicator.</summary>
    public static MailText ComplementAsked(Campaign campaign, Guid evidenceUseId, DateOnly answerBy) => Of(
        $"{campaign.Title}\u00A0: votre caisse attend un complément",
        $"Votre caisse vous demande un complément, au plus tard le {French.LongDate(answerBy)}. Sa demande vous attend dans votre espace\u00A0:",
        $"{Declaration(campaign)}/complement/{evidenceUseId}");

    public static MailText Published(Campaign campaign) => Of(
        $"{campaign.Title}\u00A0: le résultat est publié",
        "Le résultat de la campagne est publié. Il vous attend, avec son détail, dans votre espace\u00A0:",
        $"/remunerations/{Number(campaign.Exercise)}");

    public static MailText Message(Campaign campaign) => Of(
        $"{campaign.Title}\u00A0: un nouveau message de votre caisse",
        "Votre caisse vous a écrit. Son message vous attend dans votre espace\u00A0:",
        $"{Declaration(campaign)}/messages");

    public static MailText ContestAnswered(Campaign campaign) => Of(
        $"{campaign.Title}\u00A0: votre caisse a répondu à une contestation",
        "Votre caisse a répondu à une contestation. Sa réponse vous attend dans votre espace\u00A0:",
        $"/contestations/{Number(campaign.Exercise)}");

    public static MailText ControlAsked(Campaign campaign, Guid controlId) => Of(
        $"{campaign.Title}\u00A0: votre caisse contrôle votre déclaration",
        "Votre caisse vous demande de prouver ce que vous aviez attesté sur l’honneur. Ce qui est demandé, et jusqu’à quand, vous attend dans votre espace\u00A0:",
        $"/controles/{controlId}");

    public static MailText ControlConcluded(Campaign campaign, Guid controlId) => Of(
        $"{campaign.Title}\u00A0: votre caisse a terminé un contrôle",
        "Votre caisse a terminé le contrôle de votre déclaration. Ses conclusions vous attendent dans votre espace\u00A0:",
        $"/controles/{controlId}");

    public static MailText EnteredByFund(Campaign campaign) => Of(
        $"{campaign.Title}\u00A0: votre caisse a complété votre déclaration",
        "Votre caisse a saisi pour vous ce que vous lui aviez demandé. Vérifiez-le dans votre espace\u00A0:",
        Declaration(campaign));

    public static MailText Reminder(Campaign campaign) => Of(
        $"{campaign.Title}\u00A0: la saisie se termine bientôt",
        $"La saisie se termine le {ParisTime.LongDateAndTime(campaign.LastMinute)}, heure de Paris. Il vous reste quelque chose à faire\u202F; votre espace dit quoi\u00A0:",
        Declaration(campaign));

    private static MailText Of(string subject, string text, string path) => new(subject, $"Bonjour,\n\n{text}\n\n{{adresse}}\n\n{Unanswered}\n", path);

    private static string Declaration(Campaign campaign) => $"/declarations/{Number(campaign.Exercise)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
