using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Conversations;

public sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.Property(message => message.AuthorName).HasMaxLength(Lengths.Name);
        builder.Property(message => message.FundName).HasMaxLength(Lengths.Name);
        builder.Property(message => message.Text).HasMaxLength(Message.TextLengthMax);
        builder.HasOne(message => message.Declaration).WithMany().HasForeignKey(message => message.DeclarationId);
        builder.HasIndex(message => new { message.DeclarationId, message.SentAt });
        builder.HasIndex(message => new { message.IsFromFund, message.ReadAt });
    }
}
