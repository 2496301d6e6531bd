using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Domain.Settlement;

namespace FamiPortal.Domain.Contests;

/// <summary>
/// A practitioner says that a value the administration measured or prefilled is wrong; their fund answers, once. It keeps the
/// value as it was, the answer, and, after the settlement, the amount that the corrected value gives: the settled result and its
/// payment stay as they are, correcting what was paid is another matter.
/// </summary>
public sealed class Contest
{
    public const int TextLengthMin = 10;
    public const int TextLengthMax = 2_000;

    /// <summary>The one that it was submitted with included.</summary>
    public const int DocumentsMax = 10;

    private readonly List<ContestDocument> added = [];

    private Contest()
    {
    }

    internal Contest(Practitioner practitioner, Campaign campaign, ContestedFact fact, string explanation, EvidenceDocument? document, DateTime now)
    {
        Id = Ids.New();
        PractitionerId = practitioner.Id;
        CampaignId = campaign.Id;
        Path = fact.Path;
        ValueJson = fact.ValueJson;
        Source = fact.Source;
        AsOf = fact.AsOf;
        Explanation = explanation;
        EvidenceDocumentId = document?.Id;
        SubmittedAt = now;
        Version = Guid.NewGuid();
    }

    public Guid Id { get; private set; }

    public Guid PractitionerId { get; private set; }

    public Practitioner Practitioner { get; private set; } = null!;

    public Guid CampaignId { get; private set; }

    public Campaign Campaign { get; private set; } = null!;

    /// <summary>The contested fact's place among those of the situation.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The value as it was; null when nothing was known.</summary>
    public string? ValueJson { get; private set; }

    public string? Source { get; private set; }

    public DateOnly? AsOf { get; private set; }

    public string Explanation { get; private set; } = "";

    public Guid? EvidenceDocumentId { get; private set; }

    /// <summary>Submitted with it.</summary>
    public EvidenceDocument? Document { get; private set; }

    /// <summary>Given since, while nobody had answered; once loaded.</summary>
    public IReadOnlyList<ContestDocument> Added => [.. added.OrderBy(given => given.GivenAt).ThenBy(given => given.Id)];

    /// <summary>All of them with the instant when they were given, in that order, those taken back since included; once loaded.</summary>
    public IReadOnlyList<(EvidenceDocument Document, DateTime GivenAt)> Documents =>
        [.. new[] { (Document!, SubmittedAt) }.Where(_ => Document is not null), .. Added.Select(given => (given.Document, given.GivenAt))];

    public DateTime SubmittedAt { get; private set; }

    public ContestState State { get; private set; }

    /// <summary>The agent who works on it, then who answered.</summary>
    public string? AgentName { get; private set; }

    public string? FundName { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    /// <summary>Why it was rejected, or a word with the correction.</summary>
    public string? Answer { get; private set; }

    public string? CorrectedValueJson { get; private set; }

    /// <summary>Where the agent found the right value.</summary>
    public string? CorrectedSource { get; private set; }

    /// <summary>After the settlement only: the amount with every correction accepted so far, in euro cents.</summary>
    public long? RecalculatedCents { get; private set; }

    /// <summary>What <c>fami verify</c> takes.</summary>
    public string? RecalculatedReceiptJson { get; private set; }

    public Guid Version { get; private set; }

    /// <summary>
    /// How often a document was given or taken back; once they are loaded. An agent who was shown another number has not seen what
    /// stands now.
    /// </summary>
    public int DocumentMoves => Documents.Count + Documents.Count(given => given.Document.WithdrawnAt is not null);

    public bool HasAllDocuments => Documents.Count(given => given.Document.WithdrawnAt is null) >= DocumentsMax;

    public bool IsOpen => State is ContestState.Submitted or ContestState.UnderReview;

    public decimal? RecalculatedAmount => RecalculatedCents is { } cents ? Cents.ToEuros(cents) : null;

    internal Outcome<ContestDocument> Give(EvidenceDocument document, DateTime now)
    {
        if (!IsOpen)
        {
            return ContestErrors.AlreadyAnswered(this);
        }

        if (HasAllDocuments)
        {
            return ContestErrors.TooManyDocuments;
        }

        var given = new ContestDocument(this, document, now);
        added.Add(given);
        Version = Guid.NewGuid();
        return given;
    }

    /// <summary>Takes a document back; a second click finds it done.</summary>
    internal Outcome TakeBack(EvidenceDocument document, DateTime now)
    {
        if (!IsOpen)
        {
            return ContestErrors.AlreadyAnswered(this);
        }

        if (document.WithdrawnAt is null)
        {
            document.Withdraw(now);
            Version = Guid.NewGuid();
        }

        return Outcome.Done;
    }

    internal Outcome Take(Actor agent)
    {
        if (!IsOpen)
        {
            return ContestErrors.AlreadyAnswered(this);
        }

        State = ContestState.UnderReview;
        AgentName = agent.DisplayName;
        Version = Guid.NewGuid();
        return Outcome.Done;
    }

    internal Outcome Accept(Actor agent, Correction correction, DateTime now)
    {
        if (!IsOpen)
        {
            return ContestErrors.AlreadyAnswered(this);
        }

        CorrectedValueJson = correction.ValueJson;
        CorrectedSource = correction.Source;
        RecalculatedCents = correction.Recalculated is { } result ? Cents.Of(result.Amount) : null;
        RecalculatedReceiptJson = correction.Recalculated?.ReceiptJson;
        return AnswerWith(ContestState.Accepted, agent, correction.Words, now);
    }

    internal Outcome Reject(Actor agent, string reason, DateTime now) => IsOpen
        ? AnswerWith(ContestState.Rejected, agent, reason, now)
        : ContestErrors.AlreadyAnswered(this);

    private Outcome AnswerWith(ContestState state, Actor agent, string? words, DateTime now)
    {
        State = state;
        AgentName = agent.DisplayName;
        FundName = Practitioner.Fund.Name;
        Answer = words;
        AnsweredAt = now;
        Version = Guid.NewGuid();
        return Outcome.Done;
    }
}

/// <summary>A further document, given before the fund answered.</summary>
public sealed class ContestDocument
{
    private ContestDocument()
    {
    }

    internal ContestDocument(Contest contest, EvidenceDocument document, DateTime now)
    {
        Id = Ids.New();
        ContestId = contest.Id;
        Document = document;
        EvidenceDocumentId = document.Id;
        GivenAt = now;
    }

    public Guid Id { get; private set; }

    public Guid ContestId { get; private set; }

    public Guid EvidenceDocumentId { get; private set; }

    public EvidenceDocument Document { get; private set; } = null!;

    public DateTime GivenAt { get; private set; }
}

public enum ContestState
{
    Submitted,
    UnderReview,
    Accepted,
    Rejected,
}

/// <summary>What an agent decided on a contested value.</summary>
internal sealed record Correction(string ValueJson, string Source, string? Words, FrozenResult? Recalculated);
