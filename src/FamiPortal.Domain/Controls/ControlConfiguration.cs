using FamiPortal.Domain.Funds;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Controls;

public sealed class ControlSampleConfiguration : IEntityTypeConfiguration<ControlSample>
{
    public void Configure(EntityTypeBuilder<ControlSample> builder)
    {
        builder.Property(sample => sample.Id).ValueGeneratedNever();
        builder.Property(sample => sample.IndicatorCode).HasMaxLength(Lengths.Code);
        builder.Property(sample => sample.Seed).HasMaxLength(ControlSample.SeedLengthMax);
        builder.Property(sample => sample.PopulationFingerprint).HasMaxLength(Lengths.Sha256);
        builder.Property(sample => sample.DrawnBy).HasMaxLength(Lengths.Name);
        builder.HasOne(sample => sample.Campaign).WithMany().HasForeignKey(sample => sample.CampaignId);
        builder.HasOne<Fund>().WithMany().HasForeignKey(sample => sample.FundId);
        builder.HasMany(sample => sample.Controls).WithOne(control => control.Sample).HasForeignKey(control => control.SampleId);
        builder.Navigation(sample => sample.Controls).HasField("controls").UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

public sealed class ControlConfiguration : IEntityTypeConfiguration<Control>
{
    public void Configure(EntityTypeBuilder<Control> builder)
    {
        builder.Property(control => control.Id).ValueGeneratedNever();
        builder.Property(control => control.State).HasConversion<string>().HasMaxLength(Lengths.State);
        builder.Property(control => control.Message).HasMaxLength(Control.MessageLengthMax);
        builder.Property(control => control.Version).IsConcurrencyToken();
        builder.Ignore(control => control.Recover);
        builder.HasOne(control => control.SettledAssessment).WithMany().HasForeignKey(control => control.SettledAssessmentId);
        builder.HasOne(control => control.Practitioner).WithMany().HasForeignKey(control => control.PractitionerId);
        builder.HasMany(control => control.Points).WithOne().HasForeignKey(point => point.ControlId);
        builder.HasMany(control => control.Documents).WithOne().HasForeignKey(given => given.ControlId);
        builder.Navigation(control => control.Points).HasField("points").UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Navigation(control => control.Documents).HasField("documents").UsePropertyAccessMode(PropertyAccessMode.Field);

        // A paid declaration is controlled once, whoever draws at the same instant.
        builder.HasIndex(control => control.SettledAssessmentId).IsUnique();
    }
}

public sealed class ControlPointConfiguration : IEntityTypeConfiguration<ControlPoint>
{
    public void Configure(EntityTypeBuilder<ControlPoint> builder)
    {
        builder.Property(point => point.Id).ValueGeneratedNever();
        builder.Property(point => point.IndicatorCode).HasMaxLength(Lengths.Code);
        builder.Property(point => point.Conclusion).HasConversion<string>().HasMaxLength(Lengths.State);
        builder.Property(point => point.Reason).HasMaxLength(ControlPoint.ReasonLengthMax);
        builder.Property(point => point.ConcludedBy).HasMaxLength(Lengths.Name);
        builder.HasIndex(point => new { point.ControlId, point.IndicatorCode }).IsUnique();
    }
}

public sealed class ControlDocumentConfiguration : IEntityTypeConfiguration<ControlDocument>
{
    public void Configure(EntityTypeBuilder<ControlDocument> builder)
    {
        builder.Property(given => given.Id).ValueGeneratedNever();
        builder.Property(given => given.IndicatorCode).HasMaxLength(Lengths.Code);
        builder.HasOne(given => given.Document).WithMany().HasForeignKey(given => given.EvidenceDocumentId);
        builder.HasIndex(given => given.EvidenceDocumentId).IsUnique();
    }
}
