namespace FamiPortal.Domain.Evidence;

/// <summary>Where a document stands for one proof.</summary>
public enum EvidenceUseState
{
    /// <summary>Waits for the fund once transmitted.</summary>
    Pending,
    Accepted,
    Rejected,

    /// <summary>Taken back by its owner before any decision.</summary>
    Withdrawn,
}
