using FamiPortal.Rules;

namespace FamiPortal.Domain.Settlement;

public static class PaymentErrors
{
    public static Problem AlreadyPaid(Payment payment) => new(
        "payment-already-paid",
        $"Ce versement est déjà enregistré comme payé le {French.Date(payment.PaidOn ?? payment.PlannedOn)} : il n’y a rien à refaire.");
}
