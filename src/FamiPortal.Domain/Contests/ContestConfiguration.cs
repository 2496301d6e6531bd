using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Contests;

public sealed class ContestConfiguration : IEntityTypeConfiguration<Contest>
{
    public void Configure(EntityTypeBuilder<Contest> builder)
    {
        builder.Property(contest => contest.Id).ValueGeneratedNever();
        builder.Property(contest => contest.Path).HasMaxLength(Lengths.Path);
        builder.Property(contest => contest.Source).HasMaxLength(Lengths.Title);
        builder.Property(contest => contest.Explanation).HasMaxLength(Contest.TextLengthMax);
        builder.Property(contest => contest.State).HasConversion<string>().HasMaxLength(Lengths.State);
        builder.Property(contest => contest.AgentName).HasMaxLength(Lengths.Name);
        builder.Property(contest => contest.FundName).HasMaxLength(Lengths.Name);
        builder.Property(contest => contest.Answer).HasMaxLength(Contest.TextLengthMax);
        builder.Property(contest => contest.CorrectedSource).HasMaxLength(Lengths.Title);
        builder.Property(contest => contest.Version).IsConcurrencyToken();
        builder.HasOne(contest => contest.Practitioner).WithMany().HasForeignKey(contest => contest.PractitionerId);
        builder.HasOne(contest => contest.Campaign).WithMany().HasForeignKey(contest => contest.CampaignId);
        builder.HasOne(contest => contest.Document).WithMany().HasForeignKey(contest => contest.EvidenceDocumentId);

        builder.HasMany(contest => contest.Added).WithOne().HasForeignKey(given => given.ContestId);
        builder.Navigation(contest => contest.Added).UsePropertyAccessMode(PropertyAccessMode.Field).HasField("added");
        builder.Ignore(contest => contest.Documents);

        // One at a time for a value, whatever a double click does; the filter reads the same on both providers.
        builder.HasIndex(contest => new { contest.PractitionerId, contest.CampaignId, contest.Path }).IsUnique().HasFilter("AnsweredAt IS NULL");
        builder.HasIndex(contest => new { contest.State, contest.SubmittedAt });
    }
}

public sealed class ContestDocumentConfiguration : IEntityTypeConfiguration<ContestDocument>
{
    public void Configure(EntityTypeBuilder<ContestDocument> builder)
    {
        builder.Property(given => given.Id).ValueGeneratedNever();
        builder.HasOne(given => given.Document).WithMany().HasForeignKey(given => given.EvidenceDocumentId);
        builder.HasIndex(given => given.EvidenceDocumentId).IsUnique();
    }
}
