using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Campaigns;

/// <summary>
/// A decision that an indicator of a campaign counts as achieved for everybody, as really happened for the rate of 2020. It is a
/// parameter of the assessments, not an edit of the rules; it can be taken back until amounts are computed.
/// </summary>
public sealed class Neutralisation
{
    public const int ReasonLengthMin = 10;
    public const int ReasonLengthMax = 500;

    private Neutralisation()
    {
    }

    public Neutralisation(Campaign campaign, string indicatorCode, string reason, DateOnly decidedOn, Actor actor, DateTime now)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(indicatorCode);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        Id = Ids.New();
        CampaignId = campaign.Id;
        IndicatorCode = indicatorCode;
        Reason = reason;
        DecidedOn = decidedOn;
        DecidedBy = actor.DisplayName;
        RecordedAt = now;
        Version = Guid.NewGuid();
    }

    public Guid Id { get; private set; }

    public Guid CampaignId { get; private set; }

    public string IndicatorCode { get; private set; } = "";

    /// <summary>In French, shown to practitioners.</summary>
    public string Reason { get; private set; } = "";

    public DateOnly DecidedOn { get; private set; }

    /// <summary>Name of the administrator, as it was.</summary>
    public string DecidedBy { get; private set; } = "";

    public DateTime RecordedAt { get; private set; }

    /// <summary>Null while it counts.</summary>
    public DateTime? LiftedAt { get; private set; }

    public Guid Version { get; private set; }

    public Outcome Lift(DateTime now)
    {
        if (LiftedAt is not null)
        {
            return CampaignErrors.AlreadyLifted;
        }

        LiftedAt = now;
        Version = Guid.NewGuid();
        return Outcome.Done;
    }
}
