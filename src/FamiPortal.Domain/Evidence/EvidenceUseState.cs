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

    /// <summary>The fund asked for more: it waits for the practitioner, until a day that was given with the question.</summary>
    Asked,
}
