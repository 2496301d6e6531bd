using FamiPortal.Domain.Campaigns;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Settlement;

/// <summary>Refusals about payments and their statement.</summary>
public static class PaymentErrors
{
    public static Problem NoResult { get; } = new("result-not-found", "Aucun montant n’est publié pour cette campagne.") { IsNotFound = true };

    public static Problem NotPublished(Campaign campaign) => new(
        "campaign-not-published",
        $"Les montants de la campagne «\u00A0{campaign.Title}\u00A0» ne sont pas publiés\u00A0: publiez-les d’abord, puis enregistrez les versements.");

    public static Problem InTheFuture { get; } = new(
        "payment-in-the-future", "Cette date est à venir\u00A0: enregistrez le versement une fois qu’il est parti.", "PaidOn");

    public static Problem AlreadyPaid(Payment payment) => new(
        "payment-already-paid",
        $"Ce versement est déjà enregistré comme payé le {French.Date(payment.PaidOn ?? payment.PlannedOn)}\u00A0: il n’y a rien à refaire.");
}
