using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;

namespace FamiPortal.Domain.Declarations;

/// <summary>
/// What one practitioner declares in one campaign: a draft, saved as they go, and the versions they transmitted, which never
/// change. The last transmitted version counts, whatever the draft became since.
/// </summary>
public sealed class Declaration
{
    private readonly List<Transmission> transmissions = [];
    private readonly List<EvidenceUse> evidence = [];

    private Declaration()
    {
    }

    public Declaration(Practitioner practitioner, Campaign campaign, DateTime now)
    {
        Id = Ids.New();
        Practitioner = practitioner;
        PractitionerId = practitioner.Id;
        Campaign = campaign;
        CampaignId = campaign.Id;
        StartedAt = now;
        LastSavedAt = now;
        DraftVersion = Guid.NewGuid();
    }

    public Guid Id { get; private set; }

    public Guid PractitionerId { get; private set; }

    public Practitioner Practitioner { get; private set; } = null!;

    public Guid CampaignId { get; private set; }

    public Campaign Campaign { get; private set; } = null!;

    /// <summary>The draft.</summary>
    public Answers Answers { get; private set; } = Answers.None;

    /// <summary>Changes whenever the draft or its documents do: guards two tabs, and makes a transmission unique.</summary>
    public Guid DraftVersion { get; private set; }

    public DateTime StartedAt { get; private set; }

    public DateTime LastSavedAt { get; private set; }

    /// <summary>Instant of the last transmission, repeated here so that queues sort on one table.</summary>
    public DateTime? TransmittedAt { get; private set; }

    /// <summary>The agent who has it on their desk, once loaded for their fund; it may be stale.</summary>
    public DeclarationHold? Hold { get; private set; }

    /// <summary>In the order of their numbers, once loaded.</summary>
    public IReadOnlyList<Transmission> Transmissions => [.. transmissions.OrderBy(transmission => transmission.Number)];

    /// <summary>Documents attached to its proofs, withdrawn ones included, once loaded.</summary>
    public IReadOnlyList<EvidenceUse> Evidence => [.. evidence.OrderBy(use => use.AttachedAt).ThenBy(use => use.Id)];

    public Transmission? LastTransmission => transmissions.MaxBy(transmission => transmission.Number);

    public bool IsTransmitted => TransmittedAt is not null;

    /// <summary>The draft holds an answer or a document; with the documents loaded.</summary>
    public bool IsBegun => !Answers.IsEmpty || evidence.Exists(use => use.IsToBeTransmitted);

    /// <summary>What the fund entered and the practitioner left as it is, in these answers.</summary>
    public IReadOnlyList<FundEntry> FundEntriesIn(Answers answers) =>
        [.. (LastTransmission?.FundEntries ?? []).Where(entry => entry.StillHolds(answers))];

    /// <summary>
    /// True when another transmission would say something else than the last one, or nothing was ever transmitted: what was changed and
    /// changed back is no change. With the documents loaded.
    /// </summary>
    public bool HasUntransmittedChanges => LastTransmission is not { } last
        || (last.DraftVersion != DraftVersion
            && (!Answers.Equals(last.Answers) || evidence.Exists(use => use.IsToBeTransmitted || use.WasWithdrawnSince(last))));

    /// <summary>Takes its own among versions and documents that were read apart from it, untracked.</summary>
    internal void Complete(IEnumerable<Transmission> versions, IEnumerable<EvidenceUse> documents)
    {
        transmissions.AddRange(versions.Where(version => version.DeclarationId == Id));
        foreach (var use in documents.Where(use => use.DeclarationId == Id))
        {
            use.BelongTo(this);
            evidence.Add(use);
        }
    }

    /// <summary>Replaces the draft's answers; saving the same ones again changes nothing.</summary>
    public Outcome Save(Answers answers, Guid expectedVersion, DateTime now)
    {
        if (RefuseEntry(now) is { } closed)
        {
            return closed;
        }

        if (answers.Equals(Answers))
        {
            return Outcome.Done;
        }

        if (expectedVersion != DraftVersion)
        {
            return DeclarationErrors.DraftChangedElsewhere;
        }

        Answers = answers;
        Touch(now);
        return Outcome.Done;
    }

    /// <summary>Saves a form together with what was saved since it was built; refused with the questions that both answered differently.</summary>
    internal Outcome Save(DraftMerge merge, DateTime now) =>
        merge.Asked.Count > 0 && RefuseEntry(now) is null ? Outcome.Refused(merge.Asked) : Save(merge.Answers, DraftVersion, now);

    /// <summary>Attaches a document to one of the proofs that the rules ask for.</summary>
    public Outcome<EvidenceUse> Attach(EvidenceDocument document, string proofCode, string indicatorCode, DateTime now)
    {
        if (RefuseEntry(now) is { } closed)
        {
            return closed;
        }

        var use = new EvidenceUse(document, this, proofCode, indicatorCode, now);
        evidence.Add(use);
        Touch(now);
        return use;
    }

    /// <summary>Takes back a document that nobody has judged yet.</summary>
    public Outcome Withdraw(EvidenceUse use, DateTime now)
    {
        if (RefuseEntry(now) is { } closed)
        {
            return closed;
        }

        var withdrawn = use.Withdraw(now);
        if (withdrawn.IsDone)
        {
            Touch(now);
        }

        return withdrawn;
    }

    /// <summary>
    /// Freezes the draft as the next numbered version. The same draft is transmitted once: asking again gives the version
    /// that exists, so that a double click makes one.
    /// </summary>
    public Outcome<Transmission> Transmit(Guid expectedVersion, AttestedText attestation, DateTime now)
    {
        if (transmissions.FirstOrDefault(transmission => transmission.DraftVersion == expectedVersion) is { } existing)
        {
            return existing;
        }

        if (RefuseEntry(now) is { } closed)
        {
            return closed;
        }

        if (expectedVersion != DraftVersion)
        {
            return DeclarationErrors.DraftChangedElsewhere;
        }

        var transmission = new Transmission(this, transmissions.Count + 1, attestation, now);
        transmissions.Add(transmission);
        TransmittedAt = now;
        foreach (var use in evidence)
        {
            use.MarkTransmitted(transmission.Number, now);

            // Whatever was asked, the new version is the answer.
            use.ReturnToFund(now);
        }

        return transmission;
    }

    /// <summary>Adds the document that the fund asked for; the fund has both at once. The draft is none of its business.</summary>
    internal EvidenceUse Complement(EvidenceUse asked, EvidenceDocument document, DateTime now)
    {
        var added = new EvidenceUse(document, this, asked.ProofCode, asked.IndicatorCode, now);
        evidence.Add(added);
        added.MarkTransmitted(LastTransmission!.Number, now);
        asked.ReturnToFund(now);
        return added;
    }

    /// <summary>
    /// An agent enters one indicator for the practitioner, also after the closing: the next numbered version is the last one with
    /// that indicator replaced. The draft takes the same answers, so that a later transmission does not undo them; what else it
    /// holds stays the practitioner's own, untransmitted.
    /// </summary>
    internal Outcome<Transmission> EnterOnBehalf(Answers typed, FundEntry entry, AttestedText attestation, DateTime now)
    {
        if (!Campaign.AcceptsDecisions)
        {
            return EvidenceDecisionErrors.TooLate(Campaign);
        }

        var isInStep = LastTransmission is null ? Answers.IsEmpty && evidence.Count == 0 : !HasUntransmittedChanges;
        var answers = (LastTransmission?.Answers ?? Answers.None).Replace(entry.Paths, typed);
        Answers = Answers.Replace(entry.Paths, typed);
        Touch(now);
        var transmission = new Transmission(this, transmissions.Count + 1, answers, isInStep ? DraftVersion : Guid.NewGuid(), entry, attestation, now);
        transmissions.Add(transmission);
        TransmittedAt = now;
        return transmission;
    }

    /// <summary>Attaches the scan that an agent entered from: to the proofs that it holds, or as the letter itself.</summary>
    internal EvidenceUse AttachScan(EvidenceDocument document, string? proofCode, string indicatorCode, int number, EvidenceDecision decision)
    {
        var use = new EvidenceUse(document, this, proofCode ?? EvidenceUse.LetterCode, indicatorCode, decision.At);
        evidence.Add(use);
        if (proofCode is null)
        {
            use.Keep(number, decision);
        }
        else
        {
            use.MarkTransmitted(number, decision.At);
        }

        return use;
    }

    /// <summary>What a form built from that version of the draft showed, as far as the version tells.</summary>
    public AnswerMarks MarksAt(Guid version) => version == DraftVersion ? AnswerMarks.Of(Answers) : AnswerMarks.Unknown;

    private Problem? RefuseEntry(DateTime now) => Campaign.IsOpenAt(now) ? null : DeclarationErrors.EntryClosed(Campaign, now);

    private void Touch(DateTime now)
    {
        LastSavedAt = now;
        DraftVersion = Guid.NewGuid();
    }
}
