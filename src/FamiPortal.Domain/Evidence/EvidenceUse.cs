using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Evidence;

/// <summary>One document given for one proof of one declaration, and what the fund decided about it.</summary>
public sealed class EvidenceUse
{
    public const int ReasonLengthMin = 10;
    public const int ReasonLengthMax = Lengths.Reason;

    /// <summary>The longest that a practitioner may be given to answer a question, in days.</summary>
    public const int AnswerDaysMax = 90;

    /// <summary>Stands for a proof: the letter or mail that an agent typed a declaration from, kept with it.</summary>
    public const string LetterCode = "saisie-caisse";

    private Precheck? precheck;

    private EvidenceUse()
    {
    }

    internal EvidenceUse(EvidenceDocument document, Declaration declaration, string proofCode, string indicatorCode, DateTime now)
    {
        Id = Ids.New();
        Document = document;
        EvidenceDocumentId = document.Id;
        Declaration = declaration;
        DeclarationId = declaration.Id;
        ProofCode = proofCode;
        IndicatorCode = indicatorCode;
        AttachedAt = now;
        Version = Guid.NewGuid();
    }

    public Guid Id { get; private set; }

    public Guid EvidenceDocumentId { get; private set; }

    public EvidenceDocument Document { get; private set; } = null!;

    public Guid DeclarationId { get; private set; }

    public Declaration Declaration { get; private set; } = null!;

    /// <summary>The proof, a code of the rule set.</summary>
    public string ProofCode { get; private set; } = "";

    public string IndicatorCode { get; private set; } = "";

    public DateTime AttachedAt { get; private set; }

    /// <summary>Number of the first transmission that carries it; null while it is only in the draft, unseen by the fund.</summary>
    public int? TransmissionNumber { get; private set; }

    /// <summary>When it was first transmitted: since when the practitioner waits.</summary>
    public DateTime? SubmittedAt { get; private set; }

    public EvidenceUseState State { get; private set; }

    /// <summary>Why it was refused, what is asked, or why no agent had to decide, in words for the practitioner.</summary>
    public string? Reason { get; private set; }

    /// <summary>The entry of the fund's library of reasons that the text came from, if any.</summary>
    public string? ReasonCode { get; private set; }

    public Guid? DecidedByAccountId { get; private set; }

    public string? DecidedByName { get; private set; }

    public string? DecidedByFund { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Last day on which it serves later exercises; null for as long as the convention lasts.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>Last day on which the practitioner is to answer what the fund asked.</summary>
    public DateOnly? AnswerBy { get; private set; }

    /// <summary>The answers that must stay the same for it to serve a later exercise, as they were when it was accepted.</summary>
    public Answers SameWhileValues { get; private set; } = Answers.None;

    /// <summary>
    /// The fund that treats it, since it was transmitted. With the four below, repeated here so that the queue of a fund filters and
    /// sorts on one table; <see cref="FollowPractitioner"/> keeps them right.
    /// </summary>
    public Guid? FundId { get; private set; }

    public string ProfessionCode { get; private set; } = "";

    public int Exercise { get; private set; }

    /// <summary>The practitioner's name and number as people search them.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>The agent who is to treat it; null for nobody yet.</summary>
    public Guid? AssignedToId { get; private set; }

    public string? AssignedToName { get; private set; }

    /// <summary>The rules that it is judged by, once it was transmitted.</summary>
    internal string RuleSetKey => Rules.RuleSet.KeyOf(ProfessionCode, Exercise);

    /// <summary>
    /// What a first reading by the machine found on the document for this proof, for each version of the answers that counts
    /// (<see cref="Precheck.About"/>); null when nothing was looked for.
    /// </summary>
    public Precheck? Precheck
    {
        get => precheck;
        internal set => (precheck, PrecheckResult) = (value, value?.Result ?? PrecheckResult.None);
    }

    /// <summary>The same in a word, for the answers that the fund was sent: the filters of the queue.</summary>
    public PrecheckResult PrecheckResult { get; private set; }

    /// <summary>Guards two agents who judge the same document.</summary>
    public Guid Version { get; private set; }

    /// <summary>A virus was found in it: nobody opens it, and it proves nothing.</summary>
    public bool IsInfected => Document is { IsInfected: true };

    public bool IsTransmitted => TransmissionNumber is not null;

    /// <summary>The next transmission carries it.</summary>
    public bool IsToBeTransmitted => State == EvidenceUseState.Pending && !IsTransmitted && !IsInfected;

    /// <summary>The fund can judge it.</summary>
    public bool IsWaitingForFund => State == EvidenceUseState.Pending && IsTransmitted;

    /// <summary>The fund may decide: it waits, or the fund asked for more and may do without.</summary>
    public bool IsDecidable => IsTransmitted && State is EvidenceUseState.Pending or EvidenceUseState.Asked;

    /// <summary>Decided, or asked for: the fund may come back on it until the settlement.</summary>
    public bool IsUndoable => IsTransmitted && State is EvidenceUseState.Accepted or EvidenceUseState.Rejected or EvidenceUseState.Asked;

    /// <summary>Accepted by the portal itself, because nothing was left to judge.</summary>
    public bool IsAutomatic => State == EvidenceUseState.Accepted && DecidedByAccountId is null && DecidedByName == Actor.Portal.DisplayName;

    /// <summary>That version carried it, and it was taken back afterwards.</summary>
    internal bool WasWithdrawnSince(Transmission version) =>
        State == EvidenceUseState.Withdrawn && TransmissionNumber <= version.Number && DecidedAt >= version.TransmittedAt;

    /// <summary>What the fund asked is not there in time.</summary>
    public bool IsOverdue(DateOnly today) => State == EvidenceUseState.Asked && AnswerBy < today;

    /// <summary>The answers changed: the document was read again for them.</summary>
    /// <param name="reading">For every version that counts.</param>
    /// <param name="counting">For the version that the fund judges, or the draft before it.</param>
    internal bool Reread(Precheck? reading, Precheck? counting)
    {
        var before = (precheck, PrecheckResult);
        (precheck, PrecheckResult) = (reading, counting?.Result ?? PrecheckResult.None);
        return before != (precheck, PrecheckResult);
    }

    /// <summary>Knows the declaration that it was read apart from.</summary>
    internal void BelongTo(Declaration declaration) => Declaration = declaration;

    internal void MarkTransmitted(int number, DateTime now)
    {
        if (IsToBeTransmitted)
        {
            TransmissionNumber = number;
            SubmittedAt = now;
            FollowPractitioner();

            // A correction goes to the agent who knows the file.
            if (Declaration.Evidence.LastOrDefault(other => other.AssignedToId is not null) is { AssignedToId: { } agent } known)
            {
                Assign(new FundAgent(agent, known.AssignedToName ?? ""));
            }
        }
    }

    /// <summary>Says again where it is treated and whose it is: once transmitted, and when the practitioner moved or changed name.</summary>
    internal void FollowPractitioner()
    {
        var (practitioner, campaign) = (Declaration.Practitioner, Declaration.Campaign);
        if (FundId != practitioner.FundId)
        {
            (FundId, AssignedToId, AssignedToName) = (practitioner.FundId, null, null);
        }

        (ProfessionCode, Exercise) = (campaign.ProfessionCode, campaign.Exercise);
        SearchText = Desk.SearchText.Of(practitioner);
        Version = Guid.NewGuid();
    }

    internal void Assign(FundAgent? agent)
    {
        (AssignedToId, AssignedToName) = (agent?.Id, agent?.Name);
        Version = Guid.NewGuid();
    }

    public Outcome Accept(EvidenceDecision decision, Answers sameWhile, DateOnly? validUntil)
    {
        if (RefuseDecision() is { } refused)
        {
            return refused;
        }

        // Nobody can have read it.
        if (IsInfected)
        {
            return EvidenceDecisionErrors.Infected;
        }

        Decide(EvidenceUseState.Accepted, decision);
        ValidUntil = validUntil;
        SameWhileValues = sameWhile;
        return Outcome.Done;
    }

    /// <summary>Nothing is left to judge: the portal accepts it, and says why.</summary>
    internal Outcome AcceptAutomatically(string fundName, string why, Answers sameWhile, DateOnly? validUntil, DateTime now)
    {
        var accepted = Accept(new EvidenceDecision(null, Actor.Portal.DisplayName, fundName, now), sameWhile, validUntil);
        Reason = accepted.IsDone ? why : Reason;
        return accepted;
    }

    public Outcome Refuse(EvidenceDecision decision, string reason, string? reasonCode)
    {
        if (RefuseDecision() is { } refused)
        {
            return refused;
        }

        var text = reason.Trim();
        if (text.Length is < ReasonLengthMin or > ReasonLengthMax)
        {
            return EvidenceDecisionErrors.ReasonLength;
        }

        Decide(EvidenceUseState.Rejected, decision);
        Reason = text;
        ReasonCode = reasonCode;
        return Outcome.Done;
    }

    /// <summary>Asks the practitioner for more before deciding; asking again replaces the question.</summary>
    public Outcome Ask(EvidenceDecision decision, string question, DateOnly answerBy)
    {
        if (RefuseDecision() is { } refused)
        {
            return refused;
        }

        var text = question.Trim();
        if (text.Length is < ReasonLengthMin or > ReasonLengthMax)
        {
            return EvidenceDecisionErrors.QuestionLength;
        }

        var today = ParisTime.DateOf(decision.At);
        if (answerBy <= today || answerBy > today.AddDays(AnswerDaysMax))
        {
            return EvidenceDecisionErrors.AnswerBy;
        }

        Decide(EvidenceUseState.Asked, decision);
        Reason = text;
        AnswerBy = answerBy;
        return Outcome.Done;
    }

    /// <summary>Comes back on what was decided or asked; the history keeps it.</summary>
    public Outcome Undo()
    {
        if (!Declaration.Campaign.AcceptsDecisions)
        {
            return EvidenceDecisionErrors.TooLate(Declaration.Campaign);
        }

        if (!IsUndoable)
        {
            return EvidenceDecisionErrors.NothingToUndo;
        }

        Reopen();
        return Outcome.Done;
    }

    /// <summary>The practitioner answered: the fund has the ball again, and they wait from now on.</summary>
    internal void ReturnToFund(DateTime now)
    {
        if (State == EvidenceUseState.Asked)
        {
            Reopen();
            SubmittedAt = now;
        }
    }

    /// <summary>A letter or a mail that an agent received and typed: kept, nothing to judge.</summary>
    internal void Keep(int transmissionNumber, EvidenceDecision decision)
    {
        MarkTransmitted(transmissionNumber, decision.At);
        Decide(EvidenceUseState.Accepted, decision);
        ValidUntil = ParisTime.DateOf(decision.At);
    }

    /// <summary>Somebody held its acceptance: whoever is judging the document at the same instant looks again.</summary>
    internal void Hold() => Version = Guid.NewGuid();

    internal Outcome Withdraw(DateTime now)
    {
        if (State != EvidenceUseState.Pending)
        {
            return EvidenceDecisionErrors.AlreadyDecided(this);
        }

        State = EvidenceUseState.Withdrawn;
        DecidedAt = now;
        Version = Guid.NewGuid();
        return Outcome.Done;
    }

    private Problem? RefuseDecision() =>
        !Declaration.Campaign.AcceptsDecisions ? EvidenceDecisionErrors.TooLate(Declaration.Campaign)
        : !IsTransmitted ? EvidenceDecisionErrors.NotFound
        : !IsDecidable ? EvidenceDecisionErrors.AlreadyDecided(this)
        : null;

    private void Reopen()
    {
        State = EvidenceUseState.Pending;
        (Reason, ReasonCode, ValidUntil, AnswerBy) = (null, null, null, null);
        (DecidedByAccountId, DecidedByName, DecidedByFund, DecidedAt) = (null, null, null, null);
        SameWhileValues = Answers.None;
        Version = Guid.NewGuid();
    }

    private void Decide(EvidenceUseState state, EvidenceDecision decision)
    {
        Reopen();
        State = state;
        DecidedByAccountId = decision.AccountId;
        DecidedByName = decision.AgentName;
        DecidedByFund = decision.FundName;
        DecidedAt = decision.At;
    }
}
