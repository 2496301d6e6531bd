using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Declarations;

public sealed class DeclarationConfiguration : IEntityTypeConfiguration<Declaration>
{
    public void Configure(EntityTypeBuilder<Declaration> builder)
    {
        builder.Property(declaration => declaration.Id).ValueGeneratedNever();
        builder.Property(declaration => declaration.Answers).IsJson();
        builder.Property(declaration => declaration.DraftVersion).IsConcurrencyToken();
        builder.Ignore(declaration => declaration.LastTransmission);
        builder.HasOne(declaration => declaration.Practitioner).WithMany().HasForeignKey(declaration => declaration.PractitionerId);
        builder.HasOne(declaration => declaration.Campaign).WithMany().HasForeignKey(declaration => declaration.CampaignId);
        builder.HasMany(declaration => declaration.Transmissions).WithOne().HasForeignKey(transmission => transmission.DeclarationId);
        builder.HasMany(declaration => declaration.Evidence).WithOne(use => use.Declaration).HasForeignKey(use => use.DeclarationId);
        builder.Navigation(declaration => declaration.Transmissions).HasField("transmissions").UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Navigation(declaration => declaration.Evidence).HasField("evidence").UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasIndex(declaration => new { declaration.PractitionerId, declaration.CampaignId }).IsUnique();
        builder.HasIndex(declaration => new { declaration.CampaignId, declaration.TransmittedAt });
    }
}
