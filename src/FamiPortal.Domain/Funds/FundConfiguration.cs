using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Funds;

public sealed class FundConfiguration : IEntityTypeConfiguration<Fund>
{
    public void Configure(EntityTypeBuilder<Fund> builder)
    {
        builder.Property(fund => fund.Id).ValueGeneratedNever();
        builder.Property(fund => fund.Code).HasMaxLength(3);
        builder.Property(fund => fund.Name).HasMaxLength(Lengths.Name);
        builder.HasIndex(fund => fund.Code).IsUnique();
    }
}
