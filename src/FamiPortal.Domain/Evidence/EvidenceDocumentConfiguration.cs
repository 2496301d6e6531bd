using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Evidence;

public sealed class EvidenceDocumentConfiguration : IEntityTypeConfiguration<EvidenceDocument>
{
    public void Configure(EntityTypeBuilder<EvidenceDocument> builder)
    {
        builder.Property(document => document.Id).ValueGeneratedNever();
        builder.Property(document => document.DisplayName).HasMaxLength(EvidenceFileName.LengthMax);
        builder.Property(document => document.StorageName).HasMaxLength(Lengths.Path);
        builder.Property(document => document.ContentType).HasMaxLength(Lengths.Name);
        builder.Property(document => document.Format).HasConversion<string>().HasMaxLength(Lengths.State);
        builder.Property(document => document.Sha256).HasMaxLength(Lengths.Sha256);
        builder.Property(document => document.Confirmed).HasConversion<string>().HasMaxLength(Lengths.Code).HasDefaultValue(SensitiveFindings.None);
        builder.Property(document => document.ScanState).HasConversion<string>().HasMaxLength(Lengths.State).HasDefaultValue(ScanState.NotConfigured);
        builder.Property(document => document.VirusName).HasMaxLength(Lengths.Name);
        builder.Property(document => document.InvoiceNumber).HasMaxLength(Lengths.Code);
        builder.HasIndex(document => new { document.ScanState, document.UploadedAt });
        builder.HasOne<Practitioner>().WithMany().HasForeignKey(document => document.PractitionerId);
        builder.HasIndex(document => document.StorageName).IsUnique();
        builder.HasIndex(document => document.Sha256);
        builder.HasIndex(document => document.InvoiceNumber);
        builder.HasIndex(document => document.PractitionerId);
    }
}
