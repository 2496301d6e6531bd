using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Desk;

public sealed class DeclarationHoldConfiguration : IEntityTypeConfiguration<DeclarationHold>
{
    public void Configure(EntityTypeBuilder<DeclarationHold> builder)
    {
        builder.HasKey(hold => hold.DeclarationId);
        builder.Property(hold => hold.DeclarationId).ValueGeneratedNever();
        builder.Property(hold => hold.AgentName).HasMaxLength(Lengths.Name);
        builder.Property(hold => hold.Version).IsConcurrencyToken();
        builder.HasOne(hold => hold.Declaration).WithOne(declaration => declaration.Hold).HasForeignKey<DeclarationHold>(hold => hold.DeclarationId);
    }
}
