using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Audit;

public sealed class AuditEventConfiguration : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.Property(happened => happened.Id).ValueGeneratedNever();
        builder.Property(happened => happened.ActorName).HasMaxLength(Lengths.Name);
        builder.Property(happened => happened.ActorRole).HasMaxLength(Lengths.State);
        builder.Property(happened => happened.Kind).HasMaxLength(Lengths.Code);
        builder.Property(happened => happened.SubjectType).HasMaxLength(Lengths.Code);
        builder.HasIndex(happened => new { happened.PractitionerId, happened.At });
        builder.HasIndex(happened => new { happened.SubjectId, happened.At });
        builder.HasIndex(happened => happened.At);
    }
}
