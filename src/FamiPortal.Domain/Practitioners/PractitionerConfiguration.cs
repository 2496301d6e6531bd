using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Practitioners;

public sealed class PractitionerConfiguration : IEntityTypeConfiguration<Practitioner>
{
    public void Configure(EntityTypeBuilder<Practitioner> builder)
    {
        builder.Property(practitioner => practitioner.Id).ValueGeneratedNever();
        builder.Property(practitioner => practitioner.Title).HasMaxLength(20);
        builder.Property(practitioner => practitioner.FirstName).HasMaxLength(Lengths.Name);
        builder.Property(practitioner => practitioner.LastName).HasMaxLength(Lengths.Name);
        builder.Property(practitioner => practitioner.ProfessionCode).HasMaxLength(Lengths.Code);
        builder.Property(practitioner => practitioner.Specialty).HasMaxLength(Lengths.Title);
        builder.Property(practitioner => practitioner.Email).HasMaxLength(Lengths.Email);
        builder.Ignore(practitioner => practitioner.DisplayName);
        builder.HasOne(practitioner => practitioner.Fund).WithMany().HasForeignKey(practitioner => practitioner.FundId);
        builder.Property(practitioner => practitioner.FundId).IsConcurrencyToken();
        builder.HasIndex(practitioner => practitioner.Rpps).IsUnique();
        builder.HasIndex(practitioner => practitioner.ProfessionCode);
    }
}
