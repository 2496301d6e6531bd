using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Settlement;

/// <summary>The sum due to a practitioner for a settled campaign, planned then paid by the fund's own payment chain.</summary>
public sealed class Payment
{
    private Payment()
    {
    }

    public Payment(SettledAssessment assessment, DateOnly plannedOn)
    {
        Id = Ids.New();
        PractitionerId = assessment.PractitionerId;
        CampaignId = assessment.CampaignId;
        SettledAssessmentId = assessment.Id;
        AmountCents = assessment.AmountCents;
        PlannedOn = plannedOn;
        Version = Guid.NewGuid();
    }

    public Guid Id { get; private set; }

    public Guid PractitionerId { get; private set; }

    public Guid CampaignId { get; private set; }

    public Guid SettledAssessmentId { get; private set; }

    /// <summary>Euro cents, more than none.</summary>
    public long AmountCents { get; private set; }

    public PaymentState State { get; private set; }

    /// <summary>The settlement's day of Paris and the delay that the rules give.</summary>
    public DateOnly PlannedOn { get; private set; }

    public DateOnly? PaidOn { get; private set; }

    public Guid Version { get; private set; }

    public decimal Amount => Cents.ToEuros(AmountCents);

    /// <summary>Records the day the sum left; saying it twice is refused.</summary>
    public Outcome Pay(DateOnly paidOn)
    {
        if (State == PaymentState.Paid)
        {
            return PaymentErrors.AlreadyPaid(this);
        }

        State = PaymentState.Paid;
        PaidOn = paidOn;
        Version = Guid.NewGuid();
        return Outcome.Done;
    }
}

/// <summary>Whether the fund's own payment chain has paid the sum.</summary>
public enum PaymentState
{
    Planned,
    Paid,
}
