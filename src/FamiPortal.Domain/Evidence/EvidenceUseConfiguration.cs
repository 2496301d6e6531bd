using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Evidence;

public sealed class EvidenceUseConfiguration : IEntityTypeConfiguration<EvidenceUse>
{
    public void Configure(EntityTypeBuilder<EvidenceUse> builder)
    {
        builder.Property(use => use.Id).ValueGeneratedNever();
        builder.Property(use => use.ProofCode).HasMaxLength(Lengths.Code);
        builder.Property(use => use.IndicatorCode).HasMaxLength(Lengths.Code);
        builder.Property(use => use.State).HasConversion<string>().HasMaxLength(Lengths.State);
        builder.Property(use => use.Reason).HasMaxLength(EvidenceUse.ReasonLengthMax);
        builder.Property(use => use.ReasonCode).HasMaxLength(Lengths.Code);
        builder.Property(use => use.DecidedByName).HasMaxLength(Lengths.Name);
        builder.Property(use => use.DecidedByFund).HasMaxLength(Lengths.Name);
        builder.Property(use => use.SameWhileValues).IsJson();
        builder.Property(use => use.Version).IsConcurrencyToken();
        builder.HasOne(use => use.Document).WithMany().HasForeignKey(use => use.EvidenceDocumentId);
        builder.HasIndex(use => new { use.DeclarationId, use.ProofCode });
        builder.HasIndex(use => new { use.State, use.DeclarationId });
    }
}
