namespace FamiPortal.Web.Documents;

/// <summary>What an acknowledgement of receipt says, ready to be printed: names, labels and answers as the person saw them.</summary>
public sealed record ReceiptContent
{
    public required string FundName { get; init; }

    /// <summary>Address or contact of the fund, one line each.</summary>
    public IReadOnlyList<string> FundContact { get; init; } = [];

    public required string PractitionerName { get; init; }

    public required string Rpps { get; init; }

    /// <summary>The label of the profession, not its code.</summary>
    public required string Profession { get; init; }

    public required int Exercise { get; init; }

    /// <summary>The name of the scheme, as the rule set gives it.</summary>
    public required string Scheme { get; init; }

    public required string TransmissionNumber { get; init; }

    /// <summary>1 for a first transmission.</summary>
    public required int Version { get; init; }

    /// <summary>When the version that this one replaces was transmitted.</summary>
    public DateTime? ReplacesUtc { get; init; }

    public required DateTime TransmittedUtc { get; init; }

    public required DateTime CreatedUtc { get; init; }

    public required IReadOnlyList<ReceiptIndicator> Indicators { get; init; }

    public required IReadOnlyList<ReceiptAttestation> Attestations { get; init; }

    /// <summary>Whose turn it is, in one sentence: <c>Votre caisse vérifie vos documents.</c></summary>
    public required string NextTurn { get; init; }

    /// <summary>What happens next, and until when.</summary>
    public required string NextStep { get; init; }
}

/// <param name="Number">As the guide numbers it.</param>
/// <param name="Label">As the guide names it.</param>
/// <param name="Answers">What the person declared; none for what is measured or prefilled.</param>
/// <param name="AttestedOnHonour">Null when the indicator asks for no attestation.</param>
/// <param name="Documents">The files joined for this indicator.</param>
/// <param name="Remark">Says where the answer comes from when nothing was declared: <c>Prérempli, inchangé</c>.</param>
public sealed record ReceiptIndicator(
    string Number,
    string Label,
    IReadOnlyList<ReceiptAnswer> Answers,
    bool? AttestedOnHonour,
    IReadOnlyList<ReceiptFile> Documents,
    string? Remark = null);

public sealed record ReceiptAnswer(string Label, string Value);

public sealed record ReceiptFile(string Name, long SizeBytes, string Sha256);

public sealed record ReceiptAttestation(string Text, string Version, string Sha256, DateTime? AcceptedUtc = null);
