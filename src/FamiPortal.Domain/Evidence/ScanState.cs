namespace FamiPortal.Domain.Evidence;

/// <summary>What the virus scanner said of a document.</summary>
public enum ScanState
{
    /// <summary>No scanner was configured when it was received.</summary>
    NotConfigured,

    /// <summary>Waits for the scanner; no agent opens it meanwhile.</summary>
    Pending,
    Clean,

    /// <summary>Nobody opens it any more.</summary>
    Infected,
}
