using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Feeds;
using FamiPortal.Domain.Practitioners;

namespace FamiPortal.Domain.Situations;

/// <summary>Everything that the situation of one practitioner for one exercise is assembled from.</summary>
public sealed record SituationSources(Practitioner Practitioner, int Exercise)
{
    public IReadOnlyList<KnownFact> KnownFacts { get; init; } = [];

    /// <summary>The answers that count: those of the last transmission, or the draft's for an estimate.</summary>
    public Answers Answers { get; init; } = Answers.None;

    /// <summary>Which of the answers an agent entered for the practitioner.</summary>
    public IReadOnlyList<FundEntry> FundEntries { get; init; } = [];

    /// <summary>Day of Paris of the transmission; null when nothing was transmitted.</summary>
    public DateOnly? TransmittedOn { get; init; }

    /// <summary>The documents of this declaration that count.</summary>
    public IReadOnlyList<EvidenceUse> Evidence { get; init; } = [];

    /// <summary>Proofs accepted for earlier exercises.</summary>
    public IReadOnlyList<EarlierProof> EarlierProofs { get; init; } = [];

    /// <summary>
    /// What was last transmitted in an earlier exercise, which a draft may take up; null when nothing was, and for whatever reads
    /// many practitioners at once.
    /// </summary>
    public EarlierTransmission? EarlierTransmission { get; init; }

    /// <summary>
    /// Editors of the software that earlier proofs and answers name, by key of the product: a proof holds for as long as the
    /// editor stays, whatever the version.
    /// </summary>
    public IReadOnlyDictionary<string, string> Editors { get; init; } = new Dictionary<string, string>();

    /// <summary>Indicators of the campaign that count as achieved for everybody, by code.</summary>
    public IReadOnlyDictionary<string, Rules.Neutralisation> Neutralised { get; init; } = new Dictionary<string, Rules.Neutralisation>();
}

/// <summary>A proof that a fund accepted for an earlier exercise, and the answers it was accepted with.</summary>
public sealed record EarlierProof(
    string ProofCode, int Exercise, DateOnly? ValidUntil, Answers SameWhileValues, string? FundName, DateTime? DecidedAt);

/// <summary>A situation of the contract, as text and as read back by the rules, with where its values come from.</summary>
public sealed record AssembledSituation(
    string Json, Rules.Situation Situation, Rules.RuleSet RuleSet, IReadOnlyDictionary<string, Rules.Provenance> Provenance)
{
    /// <summary>Decisions of the campaign that are parameters of the assessment, no part of the situation.</summary>
    public IReadOnlyDictionary<string, Rules.Neutralisation> Neutralised { get; init; } = new Dictionary<string, Rules.Neutralisation>();

    /// <summary>What it was assembled from; null for a situation that nobody assembled.</summary>
    public SituationSources? Sources { get; init; }

    public Rules.Assessment Assess(bool explain = true) => Assess(Situation, explain);

    /// <summary>The same decisions over another situation: what if.</summary>
    public Rules.Assessment Assess(Rules.Situation situation, bool explain = false) =>
        RuleSet.Assess(situation, new Rules.AssessmentOptions { Explain = explain, Neutralised = Neutralised });

    /// <summary>What could still be won, under the same decisions.</summary>
    /// <param name="today">Actions whose deadline has passed are left out.</param>
    /// <param name="closesOn">Last day to transmit.</param>
    public IReadOnlyList<Rules.Advice> Advise(DateOnly today, DateOnly closesOn) =>
        Rules.Advisor.Advise(RuleSet, Situation, today, closesOn, new Rules.AssessmentOptions { Neutralised = Neutralised });
}
