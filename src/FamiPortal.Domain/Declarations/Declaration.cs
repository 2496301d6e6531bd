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

    /// <summary>True when something changed since the last transmission, or nothing was ever transmitted.</summary>
    public bool HasUntransmittedChanges => LastTransmission?.DraftVersion != DraftVersion;

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
        }

        return transmission;
    }

    private Problem? RefuseEntry(DateTime now) => Campaign.IsOpenAt(now) ? null : DeclarationErrors.EntryClosed(Campaign, now);

    private void Touch(DateTime now)
    {
        LastSavedAt = now;
        DraftVersion = Guid.NewGuid();
    }
}
