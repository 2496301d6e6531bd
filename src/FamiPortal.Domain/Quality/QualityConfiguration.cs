using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Funds;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Quality;

public sealed class QualityRuleConfiguration : IEntityTypeConfiguration<QualityRule>
{
    public void Configure(EntityTypeBuilder<QualityRule> builder)
    {
        builder.Property(rule => rule.Id).ValueGeneratedNever();
        builder.Property(rule => rule.Seed).HasMaxLength(Lengths.Code);
        builder.Property(rule => rule.ChangedBy).HasMaxLength(Lengths.Name);
        builder.Property(rule => rule.Version).IsConcurrencyToken();
        builder.HasOne<Fund>().WithMany().HasForeignKey(rule => rule.FundId);
    }
}

public sealed class HeldAcceptanceConfiguration : IEntityTypeConfiguration<HeldAcceptance>
{
    public void Configure(EntityTypeBuilder<HeldAcceptance> builder)
    {
        builder.Property(held => held.Id).ValueGeneratedNever();
        builder.Property(held => held.AgentName).HasMaxLength(Lengths.Name);
        builder.Property(held => held.EndedBy).HasMaxLength(Lengths.Name);
        builder.Property(held => held.Version).IsConcurrencyToken();
        builder.HasOne<EvidenceUse>().WithMany().HasForeignKey(held => held.EvidenceUseId);

        // One that waits for a document; the filter reads the same on both providers.
        builder.HasIndex(held => held.EvidenceUseId).IsUnique().HasFilter("EndedAt IS NULL");
    }
}

public sealed class SecondLookConfiguration : IEntityTypeConfiguration<SecondLook>
{
    public void Configure(EntityTypeBuilder<SecondLook> builder)
    {
        builder.Property(look => look.Id).ValueGeneratedNever();
        builder.Property(look => look.FirstAgent).HasMaxLength(Lengths.Name);
        builder.Property(look => look.Seed).HasMaxLength(Lengths.Code);
        builder.Property(look => look.State).HasConversion<string>().HasMaxLength(Lengths.State);
        builder.Property(look => look.Reason).HasMaxLength(EvidenceUse.ReasonLengthMax);
        builder.Property(look => look.SecondAgent).HasMaxLength(Lengths.Name);
        builder.Property(look => look.SettledBy).HasMaxLength(Lengths.Name);
        builder.Property(look => look.SettledNote).HasMaxLength(EvidenceUse.ReasonLengthMax);
        builder.Property(look => look.Version).IsConcurrencyToken();
        builder.HasOne(look => look.EvidenceUse).WithMany().HasForeignKey(look => look.EvidenceUseId);

        // A document decided anew may be drawn anew.
        builder.HasIndex(look => new { look.EvidenceUseId, look.FirstAt }).IsUnique();
        builder.HasIndex(look => new { look.State, look.FirstAt });
    }
}
