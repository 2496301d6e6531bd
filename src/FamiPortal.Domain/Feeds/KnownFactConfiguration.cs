using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Feeds;

public sealed class KnownFactConfiguration : IEntityTypeConfiguration<KnownFact>
{
    public void Configure(EntityTypeBuilder<KnownFact> builder)
    {
        builder.Property(fact => fact.Id).ValueGeneratedNever();
        builder.Property(fact => fact.Path).HasMaxLength(Lengths.Path);
        builder.Property(fact => fact.Source).HasMaxLength(Lengths.Title);
        builder.HasOne<Practitioner>().WithMany().HasForeignKey(fact => fact.PractitionerId);
        builder.Ignore(fact => fact.Counts);

        // One that counts; corrected ones stay beside it. The filter reads the same on both providers.
        builder.HasIndex(fact => new { fact.PractitionerId, fact.Exercise, fact.Path }).IsUnique().HasFilter("SupersededAt IS NULL");
        builder.HasIndex(fact => new { fact.Exercise, fact.PractitionerId });
    }
}
