using System.Text.Json;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Situations;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Settlement;

/// <summary>
/// The result of one practitioner in one settled campaign, frozen with what it was computed from, so that the same sum can be
/// found again outside the portal. Amounts are in euro cents.
/// </summary>
public sealed class SettledAssessment
{
    private SettledAssessment()
    {
    }

    public SettledAssessment(Campaign campaign, Guid practitionerId, FrozenResult result, DateTime now)
    {
        Id = Ids.New();
        CampaignId = campaign.Id;
        PractitionerId = practitionerId;
        RuleSetKey = result.RuleSetKey;
        RuleSetHash = result.RuleSetHash;
        ReceiptJson = result.ReceiptJson;
        AmountCents = Cents.Of(result.Amount);
        PotentialCents = Cents.Of(result.PotentialAmount);
        Points = result.Points;
        SettledAt = now;
    }

    public Guid Id { get; private set; }

    public Guid CampaignId { get; private set; }

    public Guid PractitionerId { get; private set; }

    public string RuleSetKey { get; private set; } = "";

    /// <summary>SHA-256 of the rule set that was applied.</summary>
    public string RuleSetHash { get; private set; } = "";

    /// <summary>Every input (situation, provenance, neutralisations) and the whole result with its trace: what <c>fami verify</c> takes.</summary>
    public string ReceiptJson { get; private set; } = "";

    public long AmountCents { get; private set; }

    public long PotentialCents { get; private set; }

    public decimal? Points { get; private set; }

    public DateTime SettledAt { get; private set; }

    public decimal Amount => Cents.ToEuros(AmountCents);

    /// <summary>The frozen verdicts by indicator, as the contract writes them.</summary>
    public IReadOnlyDictionary<string, string> ReadStatuses()
    {
        using var receipt = JsonDocument.Parse(ReceiptJson);
        return receipt.RootElement.GetProperty("assessment").GetProperty("indicators").EnumerateObject()
            .ToDictionary(indicator => indicator.Name, indicator => indicator.Value.GetProperty("status").GetString()!);
    }
}

/// <summary>What the rules said, ready to be frozen. Amounts in euros.</summary>
public sealed record FrozenResult(
    string RuleSetKey, string RuleSetHash, string ReceiptJson, decimal? Points, decimal Amount, decimal PotentialAmount)
{
    internal static FrozenResult Of(AssembledSituation situation) => Of(situation, situation.Assess());

    internal static FrozenResult Of(AssembledSituation situation, Assessment result) => new(
        situation.RuleSet.Key,
        situation.RuleSet.Hash,
        AssessmentReceipt.Write(result, situation.Json, situation.Provenance, situation.Neutralised),
        result.Points,
        result.Amount,
        result.PotentialAmount);
}
