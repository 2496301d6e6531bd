using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Software;

public sealed class SoftwareProductConfiguration : IEntityTypeConfiguration<SoftwareProduct>
{
    public void Configure(EntityTypeBuilder<SoftwareProduct> builder)
    {
        builder.Property(product => product.Id).ValueGeneratedNever();
        builder.Property(product => product.Label).HasMaxLength(SoftwareProduct.LabelLengthMax);
        builder.Property(product => product.Key).HasMaxLength(SoftwareProduct.LabelLengthMax);
        builder.Property(product => product.Editor).HasMaxLength(Lengths.Name);
        builder.Property(product => product.Name).HasMaxLength(Lengths.Name);
        builder.Property(product => product.Version).HasMaxLength(Lengths.Code);
        builder.Property(product => product.ProfessionCode).HasMaxLength(Lengths.Code);
        builder.HasIndex(product => product.Key).IsUnique();
    }
}
