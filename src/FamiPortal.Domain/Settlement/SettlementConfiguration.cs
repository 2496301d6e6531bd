using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Settlement;

public sealed class SettledAssessmentConfiguration : IEntityTypeConfiguration<SettledAssessment>
{
    public void Configure(EntityTypeBuilder<SettledAssessment> builder)
    {
        builder.Property(assessment => assessment.Id).ValueGeneratedNever();
        builder.Property(assessment => assessment.RuleSetKey).HasMaxLength(Lengths.Code);
        builder.Property(assessment => assessment.RuleSetHash).HasMaxLength(Lengths.Sha256);
        builder.Property(assessment => assessment.Points).HasPrecision(9, 2);
        builder.Ignore(assessment => assessment.Amount);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(assessment => assessment.CampaignId);
        builder.HasOne<Practitioner>().WithMany().HasForeignKey(assessment => assessment.PractitionerId);
        builder.HasIndex(assessment => new { assessment.CampaignId, assessment.PractitionerId }).IsUnique();
    }
}

public sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.Property(payment => payment.Id).ValueGeneratedNever();
        builder.Property(payment => payment.State).HasConversion<string>().HasMaxLength(Lengths.State);
        builder.Property(payment => payment.Version).IsConcurrencyToken();
        builder.Ignore(payment => payment.Amount);
        builder.HasOne<SettledAssessment>().WithOne().HasForeignKey<Payment>(payment => payment.SettledAssessmentId);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(payment => payment.CampaignId);
        builder.HasOne<Practitioner>().WithMany().HasForeignKey(payment => payment.PractitionerId);
    }
}
