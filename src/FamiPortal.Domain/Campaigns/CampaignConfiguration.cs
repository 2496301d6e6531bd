using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Campaigns;

public sealed class CampaignConfiguration : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> builder)
    {
        builder.Property(campaign => campaign.Id).ValueGeneratedNever();
        builder.Property(campaign => campaign.ProfessionCode).HasMaxLength(Lengths.Code);
        builder.Property(campaign => campaign.Title).HasMaxLength(Lengths.Title);
        builder.Property(campaign => campaign.State).HasConversion<string>().HasMaxLength(Lengths.State);
        builder.Property(campaign => campaign.Version).IsConcurrencyToken();
        builder.HasIndex(campaign => new { campaign.ProfessionCode, campaign.Exercise }).IsUnique();
    }
}
