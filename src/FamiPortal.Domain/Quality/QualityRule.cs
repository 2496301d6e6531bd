namespace FamiPortal.Domain.Quality;

/// <summary>
/// How a fund's decisions are checked by a second agent: the share that is decided twice, and the amount above which an
/// acceptance waits for another's. One row nationally, one for each fund that wants its own.
/// </summary>
public sealed class QualityRule
{
    /// <summary>Under this id stands the national rule.</summary>
    public static readonly Guid National = Guid.Empty;

    private QualityRule()
    {
    }

    internal QualityRule(Guid? fundId)
    {
        Id = fundId ?? National;
        FundId = fundId;
    }

    /// <summary>The fund's id, or <see cref="National"/>: there can't be two rules for one scope.</summary>
    public Guid Id { get; private set; }

    public Guid? FundId { get; private set; }

    /// <summary>Decisions in a hundred that another agent decides again; 0 for none.</summary>
    public int SecondLookPercent { get; private set; }

    /// <summary>What the draw of those decisions is made with (<see cref="Controls.ReproducibleDraw"/>).</summary>
    public string Seed { get; private set; } = "";

    /// <summary>Above this many euro cents an acceptance needs a second agent; null for never.</summary>
    public long? FourEyesAboveCents { get; private set; }

    public string ChangedBy { get; private set; } = "";

    public DateTime ChangedAt { get; private set; }

    public Guid Version { get; private set; }

    internal void Set(QualityTerms terms, string seed, Actor actor, DateTime now)
    {
        SecondLookPercent = terms.SecondLookPercent;
        FourEyesAboveCents = terms.FourEyesAboveCents;
        Seed = seed;
        ChangedBy = actor.DisplayName;
        ChangedAt = now;
        Version = Guid.NewGuid();
    }
}

/// <summary>What is decided twice, and above which amount an acceptance needs two agents.</summary>
public sealed record QualityTerms(int SecondLookPercent, long? FourEyesAboveCents);
