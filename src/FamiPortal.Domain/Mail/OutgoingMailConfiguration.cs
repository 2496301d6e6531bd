using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Mail;

public sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.Property(mail => mail.Id).ValueGeneratedNever();
        builder.Property(mail => mail.Recipient).HasMaxLength(Lengths.Email);
        builder.Property(mail => mail.Subject).HasMaxLength(Lengths.Title);
        builder.Property(mail => mail.Text).HasMaxLength(OutgoingMail.TextLengthMax);
        builder.Property(mail => mail.Path).HasMaxLength(Lengths.Path);
        builder.Property(mail => mail.Key).HasMaxLength(OutgoingMail.KeyLengthMax);
        builder.Property(mail => mail.State).HasConversion<string>().HasMaxLength(Lengths.State);
        builder.Property(mail => mail.LastFailure).HasMaxLength(Lengths.Name);
        builder.Property(mail => mail.Version).IsConcurrencyToken();
        builder.HasIndex(mail => mail.Key).IsUnique();
        builder.HasIndex(mail => new { mail.State, mail.NextAttemptAt });
    }
}
