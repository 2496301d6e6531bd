using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Declarations;

/// <summary>A version of a declaration as it was transmitted and attested. It never changes.</summary>
public sealed class Transmission
{
    private Transmission()
    {
    }

    internal Transmission(Declaration declaration, int number, AttestedText attestation, DateTime now)
    {
        Id = Ids.New();
        DeclarationId = declaration.Id;
        Number = number;
        TransmittedAt = now;
        ReceiptNumber = Declarations.ReceiptNumber.New(declaration.Campaign.Exercise);
        Answers = declaration.Answers;
        DraftVersion = declaration.DraftVersion;
        FundEntries = declaration.FundEntriesIn(Answers);
        AttestationText = attestation.Text;
        AttestationVersion = attestation.Version;
        AttestedIndicators = attestation.IndicatorCodes;
        Attestations = attestation.Indicators;
        TransmittedByAccountId = attestation.ByAccountId;
        TransmittedByName = attestation.ByName;
    }

    /// <summary>A version that an agent entered for the practitioner, on what counted before.</summary>
    internal Transmission(Declaration declaration, int number, Answers answers, Guid draftVersion, FundEntry entry, AttestedText attestation, DateTime now)
        : this(declaration, number, attestation, now)
    {
        Answers = answers;
        DraftVersion = draftVersion;
        FundEntries = [.. declaration.FundEntriesIn(answers).Where(earlier => earlier.IndicatorCode != entry.IndicatorCode), entry];
    }

    public Guid Id { get; private set; }

    public Guid DeclarationId { get; private set; }

    /// <summary>1 for the first, 2 for the correction that replaces it, and so on.</summary>
    public int Number { get; private set; }

    public DateTime TransmittedAt { get; private set; }

    /// <summary>Readable on the telephone, e.g. <c>2024-7KXM3P</c>.</summary>
    public string ReceiptNumber { get; private set; } = "";

    /// <summary>The answers as they were transmitted.</summary>
    public Answers Answers { get; private set; } = Answers.None;

    /// <summary>The draft it was made from; unique, so that a double click transmits once.</summary>
    public Guid DraftVersion { get; private set; }

    public string AttestationText { get; private set; } = "";

    public string AttestationVersion { get; private set; } = "";

    public IReadOnlyList<string> AttestedIndicators { get; private set; } = [];

    /// <summary>The sentence attested for each of them, word for word.</summary>
    public IReadOnlyList<IndicatorAttestation> Attestations { get; private set; } = [];

    public Guid? TransmittedByAccountId { get; private set; }

    /// <summary>Who transmitted and attested, as their name was.</summary>
    public string? TransmittedByName { get; private set; }

    /// <summary>The indicators that an agent entered, as long as the practitioner leaves them as they are.</summary>
    public IReadOnlyList<FundEntry> FundEntries { get; private set; } = [];
}
