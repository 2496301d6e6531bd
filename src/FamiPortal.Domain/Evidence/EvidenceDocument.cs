using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;

namespace FamiPortal.Domain.Evidence;

/// <summary>A file that a practitioner gave as evidence. One document may serve several proofs, and later exercises.</summary>
public sealed class EvidenceDocument
{
    /// <summary>An invoice has a few pages; whoever wants the hundredth opens the file.</summary>
    public const int PreviewPagesMax = 50;

    private EvidenceDocument()
    {
    }

    public EvidenceDocument(
        Practitioner practitioner, string submittedName, StoredFile file, DateTime now, int? pageCount = null, SensitiveFindings confirmed = SensitiveFindings.None,
        string? invoiceNumber = null)
    {
        Id = Ids.New();
        PractitionerId = practitioner.Id;
        DisplayName = EvidenceFileName.Clean(SensitiveContent.Mask(submittedName), file.Format);
        StorageName = file.StorageName;
        ContentType = file.ContentType;
        Format = file.Format;
        SizeBytes = file.SizeBytes;
        Sha256 = file.Sha256;
        UploadedAt = now;
        PageCount = pageCount;
        Confirmed = confirmed;
        InvoiceNumber = invoiceNumber;
    }

    public Guid Id { get; private set; }

    public Guid PractitionerId { get; private set; }

    /// <summary>The submitted name made fit to be shown; it never names a file on our disk.</summary>
    public string DisplayName { get; private set; } = "";

    public string StorageName { get; private set; } = "";

    public string ContentType { get; private set; } = "";

    public EvidenceFormat Format { get; private set; }

    public long SizeBytes { get; private set; }

    public string Sha256 { get; private set; } = "";

    public DateTime UploadedAt { get; private set; }

    /// <summary>When its owner took it back: no proof uses it any more.</summary>
    public DateTime? WithdrawnAt { get; private set; }

    /// <summary>Pages of a PDF; null when it is none or when nothing here can count them.</summary>
    public int? PageCount { get; private set; }

    /// <summary>How many pages can be shown as images: one for a photo, none for what is only saved.</summary>
    public int PreviewPages => Format switch
    {
        EvidenceFormat.Png or EvidenceFormat.Jpeg => 1,
        EvidenceFormat.Pdf => Math.Min(PageCount ?? 0, PreviewPagesMax),
        EvidenceFormat.Docx or EvidenceFormat.Doc or EvidenceFormat.Odt or EvidenceFormat.Zip or EvidenceFormat.SevenZip => 0,
    };

    /// <summary>What it seemed to hold and its owner confirmed that it does not.</summary>
    public SensitiveFindings Confirmed { get; private set; }

    /// <summary>Read on it, letters and digits only; null when it is no invoice, or can't be read.</summary>
    public string? InvoiceNumber { get; private set; }

    /// <summary>What the virus scanner said.</summary>
    public ScanState ScanState { get; private set; }

    /// <summary>The scanner's name for what it found.</summary>
    public string? VirusName { get; private set; }

    public DateTime? ScannedAt { get; private set; }

    public bool IsInfected => ScanState == ScanState.Infected;

    internal void AwaitScan() => ScanState = ScanState.Pending;

    internal void MarkClean(DateTime now) => (ScanState, ScannedAt) = (ScanState.Clean, now);

    internal void MarkInfected(string virusName, DateTime now) => (ScanState, VirusName, ScannedAt) =
        (ScanState.Infected, Lengths.Cut(virusName, Lengths.Name), now);

    internal void Withdraw(DateTime now) => WithdrawnAt = now;
}
