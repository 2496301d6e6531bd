using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
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
        builder.Property(use => use.ProfessionCode).HasMaxLength(Lengths.Code);
        builder.Property(use => use.SearchText).HasMaxLength((2 * Lengths.Name) + Rpps.Length + 2);
        builder.Property(use => use.AssignedToName).HasMaxLength(Lengths.Name);
        builder.Property(use => use.Precheck).HasConversion(precheck => precheck!.ToJson(), json => Precheck.FromJson(json));
        builder.Property(use => use.PrecheckResult).HasConversion<string>().HasMaxLength(Lengths.State).HasDefaultValue(PrecheckResult.None);
        builder.Property(use => use.Version).IsConcurrencyToken();
        builder.HasOne(use => use.Document).WithMany().HasForeignKey(use => use.EvidenceDocumentId);
        builder.HasIndex(use => new { use.DeclarationId, use.ProofCode });
        builder.HasIndex(use => new { use.State, use.DeclarationId });

        // The queue of a fund in its order, whatever else it filters by; and what an agent was given.
        builder.HasIndex(use => new { use.FundId, use.State, use.SubmittedAt });
        builder.HasIndex(use => new { use.FundId, use.State, use.AssignedToId });
    }
}
