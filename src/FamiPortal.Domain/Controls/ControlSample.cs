using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Controls;

/// <summary>
/// A draw of paid declarations to control, with everything that it takes to find it again: criteria, size, seed and the
/// fingerprint of the population. It never changes; its controls do.
/// </summary>
public sealed class ControlSample
{
    public const int SizeMax = 500;
    public const int SeedLengthMax = Lengths.Code;

    private readonly List<Control> controls = [];

    private ControlSample()
    {
    }

    internal ControlSample(Campaign campaign, ControlCriteria criteria, DrawTerms terms, ControlPopulation population, Actor actor, DateTime now)
    {
        Id = Ids.New();
        Campaign = campaign;
        CampaignId = campaign.Id;
        FundId = criteria.FundId;
        IndicatorCode = criteria.IndicatorCode;
        Size = terms.Size;
        Seed = terms.Seed;
        DueAt = ParisTime.EndOf(terms.LastDay);
        PopulationSize = population.Members.Count;
        PopulationFingerprint = population.Fingerprint;
        DrawnAt = now;
        DrawnByAccountId = actor.KnownAccountId;
        DrawnBy = actor.DisplayName;
        var members = population.Members.ToDictionary(member => member.SettledAssessmentId);
        controls.AddRange(ReproducibleDraw.Take(Seed, members.Keys, Size).Select((id, index) => new Control(this, members[id], index + 1)));
    }

    public Guid Id { get; private set; }

    public Guid CampaignId { get; private set; }

    /// <summary>The profession and the exercise.</summary>
    public Campaign Campaign { get; private set; } = null!;

    /// <summary>Null for a national draw.</summary>
    public Guid? FundId { get; private set; }

    /// <summary>Null when every indicator attested on honour is asked about.</summary>
    public string? IndicatorCode { get; private set; }

    /// <summary>How many were wanted; there are fewer controls when the population was smaller.</summary>
    public int Size { get; private set; }

    public string Seed { get; private set; } = "";

    public int PopulationSize { get; private set; }

    public string PopulationFingerprint { get; private set; } = "";

    /// <summary>First instant at which an answer is too late.</summary>
    public DateTime DueAt { get; private set; }

    public DateTime DrawnAt { get; private set; }

    public Guid? DrawnByAccountId { get; private set; }

    public string DrawnBy { get; private set; } = "";

    /// <summary>In the order of the draw, once loaded.</summary>
    public IReadOnlyList<Control> Controls => [.. controls.OrderBy(control => control.Rank)];
}

/// <summary>Which paid declarations may be drawn.</summary>
/// <param name="CampaignId">A profession's exercise.</param>
/// <param name="FundId">Null for all; a supervisor's is always their own.</param>
/// <param name="IndicatorCode">Null for every indicator attested on honour.</param>
public sealed record ControlCriteria(Guid CampaignId, Guid? FundId = null, string? IndicatorCode = null);

/// <summary>How many are drawn, by which seed, and the last day of Paris for the practitioners to answer.</summary>
public sealed record DrawTerms(int Size, string Seed, DateOnly LastDay);
