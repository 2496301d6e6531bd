namespace FamiPortal.Domain.Evidence;

/// <summary>Who judged a document and when, as it stays readable after people and funds changed.</summary>
public sealed record EvidenceDecision(Guid? AccountId, string AgentName, string FundName, DateTime At);
