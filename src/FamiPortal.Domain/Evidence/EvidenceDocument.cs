using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;

namespace FamiPortal.Domain.Evidence;

/// <summary>A file that a practitioner gave as evidence. One document may serve several proofs, and later exercises.</summary>
public sealed class EvidenceDocument
{
    private EvidenceDocument()
    {
    }

    public EvidenceDocument(Practitioner practitioner, string submittedName, StoredFile file, DateTime now)
    {
        Id = Ids.New();
        PractitionerId = practitioner.Id;
        DisplayName = EvidenceFileName.Clean(submittedName, file.Format);
        StorageName = file.StorageName;
        ContentType = file.ContentType;
        Format = file.Format;
        SizeBytes = file.SizeBytes;
        Sha256 = file.Sha256;
        UploadedAt = now;
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

    internal void Withdraw(DateTime now) => WithdrawnAt = now;
}
