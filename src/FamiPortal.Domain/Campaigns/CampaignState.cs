namespace FamiPortal.Domain.Campaigns;

/// <summary>The life of a campaign; it only goes forward, one step at a time.</summary>
public enum CampaignState
{
    /// <summary>Prepared, invisible to practitioners.</summary>
    Draft,

    /// <summary>Practitioners declare within the window; agents judge.</summary>
    Open,

    /// <summary>Declarations are frozen; agents may still judge.</summary>
    Closed,

    /// <summary>Amounts are computed and frozen, evidence too; practitioners don't see them yet.</summary>
    Settled,

    /// <summary>Practitioners see their amount.</summary>
    Published,
}
