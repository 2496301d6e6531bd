using FamiPortal.Domain;
using FamiPortal.Domain.Evidence;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;

namespace FamiPortal.Web.Pages.Shared;

/// <summary>A document as both sides see it (<c>_Document.cshtml</c>): its name, its weight, where it stands.</summary>
/// <param name="Use">With its document.</param>
/// <param name="Proof">What it proves; null where the place says it.</param>
public sealed record DocumentView(EvidenceUse Use, string? Proof = null)
{
    /// <summary>Name of the button that takes it back; null where it can't be.</summary>
    public string? WithdrawName { get; init; }

    /// <summary>The place already tells why it was refused.</summary>
    public bool IsReasonSaid { get; init; }

    /// <summary>Its owner sees the first page and what the machine read on it.</summary>
    public bool HasPreview { get; init; }

    /// <summary>What the machine read on it, for the answers that are shown.</summary>
    public Precheck? Precheck { get; init; }

    /// <summary>What may be sent, beside every control that sends it.</summary>
    public static string FormatsHint { get; } =
        $"{French.Join([.. EvidenceFormats.All.Select(info => info.Name)], "ou")}, {StoredFile.SizeBytesMax / (1024 * 1024)}\u00A0Mo au plus par fichier. Aucune donnée de patient.";

    public string Href => $"/justificatifs/{Use.EvidenceDocumentId}";

    public bool IsWithdrawable => WithdrawName is not null && Use.State == EvidenceUseState.Pending;

    public string Size => Words.Size(Use.Document.SizeBytes);

    public (InkState State, string Words, string? Icon) Badge => Use.State switch
    {
        EvidenceUseState.Pending when Use.IsInfected => (InkState.Bad, "Virus trouvé", "x"),
        EvidenceUseState.Pending when Use.Document.ScanState == ScanState.Pending => (InkState.Wait, "Analyse en cours", null),
        EvidenceUseState.Pending when !Use.IsTransmitted => (InkState.Draft, "À transmettre", "sign"),
        EvidenceUseState.Pending => (InkState.Wait, "En attente", null),
        EvidenceUseState.Accepted => (InkState.Ok, "Accepté", "seal"),
        EvidenceUseState.Rejected => (InkState.Bad, "Refusé", "x"),
        EvidenceUseState.Asked => (InkState.Draft, "Complément demandé", "pencil"),
        EvidenceUseState.Withdrawn => (InkState.Todo, "Retiré", null),
    };

    /// <summary>Where the practitioner answers what the fund asked.</summary>
    public string ComplementHref => $"/declarations/{Use.Declaration.Campaign.Exercise}/complement/{Use.Id}";

    /// <summary>Accepted or refused: when, and by which fund.</summary>
    public string? Decision => Use.DecidedAt is { } at && Use.DecidedByFund is { } fund ? $"le {ParisTime.DateAndTime(at)}, {fund}" : null;
}
