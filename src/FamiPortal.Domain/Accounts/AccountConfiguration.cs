using FamiPortal.Domain.Funds;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Accounts;

public sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.Property(account => account.DisplayName).HasMaxLength(Lengths.Name);
        builder.HasOne<Practitioner>().WithMany().HasForeignKey(account => account.PractitionerId);
        builder.HasOne<Fund>().WithMany().HasForeignKey(account => account.FundId);
    }
}
