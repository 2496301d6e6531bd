using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Campaigns;

/// <summary>
/// The yearly entry of one profession for one exercise. The window is given in days of Paris and kept as instants:
/// <see cref="OpensAt"/> is the first midnight and counts, <see cref="ClosesAt"/> is the midnight that ends the last day and
/// does not, so that 23:59:59.999 of the last day is still in time.
/// </summary>
public sealed class Campaign
{
    private Campaign()
    {
    }

    public Campaign(string professionCode, int exercise, string title, DateOnly opensOn, DateOnly lastDay)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(professionCode);
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentOutOfRangeException.ThrowIfLessThan(lastDay, opensOn);
        Id = Ids.New();
        ProfessionCode = professionCode;
        Exercise = exercise;
        Title = title;
        OpensAt = ParisTime.StartOf(opensOn);
        ClosesAt = ParisTime.EndOf(lastDay);
        Version = Guid.NewGuid();
    }

    public Guid Id { get; private set; }

    public string ProfessionCode { get; private set; } = "";

    public int Exercise { get; private set; }

    public string Title { get; private set; } = "";

    public DateTime OpensAt { get; private set; }

    /// <summary>First instant at which it is too late.</summary>
    public DateTime ClosesAt { get; private set; }

    /// <summary>When an administrator closed it, before or after <see cref="ClosesAt"/>.</summary>
    public DateTime? ClosedAt { get; private set; }

    public DateTime? SettledAt { get; private set; }

    public DateTime? PublishedAt { get; private set; }

    public CampaignState State { get; private set; }

    /// <summary>Guards two administrators against each other.</summary>
    public Guid Version { get; private set; }

    /// <summary>The last minute of the window as people read it: <c>23 h 59</c> of the last day.</summary>
    public DateTime LastMinute => ClosesAt.AddMinutes(-1);

    /// <summary>The instant from which it was too late: the planned one, or the administrator's when earlier.</summary>
    public DateTime EndsAt => ClosedAt is { } closed && closed < ClosesAt ? closed : ClosesAt;

    /// <summary>The end as people read it.</summary>
    public DateTime LastMinuteOfEntry => EndsAt == ClosesAt ? LastMinute : EndsAt;

    /// <summary>Evidence may be judged until amounts are computed.</summary>
    public bool AcceptsDecisions => State is CampaignState.Open or CampaignState.Closed;

    public bool IsSettled => State is CampaignState.Settled or CampaignState.Published;

    public bool IsOpenAt(DateTime now) => State == CampaignState.Open && now >= OpensAt && now < ClosesAt;

    public Outcome Open(DateTime now)
    {
        if (State != CampaignState.Draft)
        {
            return CampaignErrors.NotADraft(this);
        }

        return now >= ClosesAt ? CampaignErrors.WindowIsOver(this) : MoveTo(CampaignState.Open);
    }

    public Outcome Close(DateTime now)
    {
        if (State != CampaignState.Open)
        {
            return CampaignErrors.NotOpen(this);
        }

        ClosedAt = now;
        return MoveTo(CampaignState.Closed);
    }

    /// <summary>Moves the last day of entry, before or after the planned one is past, as long as nobody closed it.</summary>
    public Outcome MoveLastDay(DateOnly lastDay, DateTime now)
    {
        if (State is not (CampaignState.Draft or CampaignState.Open))
        {
            return CampaignErrors.TooLateToMoveClosing(this);
        }

        var closesAt = ParisTime.EndOf(lastDay);
        if (closesAt == ClosesAt)
        {
            return CampaignErrors.SameLastDay;
        }

        if (closesAt <= OpensAt)
        {
            return CampaignErrors.ClosesBeforeOpening;
        }

        if (closesAt <= now)
        {
            return CampaignErrors.LastDayToComeOnly;
        }

        ClosesAt = closesAt;
        Version = Guid.NewGuid();
        return Outcome.Done;
    }

    public Outcome Settle(DateTime now)
    {
        if (State != CampaignState.Closed)
        {
            return CampaignErrors.NotClosed(this);
        }

        SettledAt = now;
        return MoveTo(CampaignState.Settled);
    }

    public Outcome Publish(DateTime now)
    {
        if (State != CampaignState.Settled)
        {
            return CampaignErrors.NotSettled(this);
        }

        PublishedAt = now;
        return MoveTo(CampaignState.Published);
    }

    private Outcome MoveTo(CampaignState state)
    {
        State = state;
        Version = Guid.NewGuid();
        return Outcome.Done;
    }
}
