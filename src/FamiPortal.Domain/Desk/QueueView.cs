using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Desk;

/// <summary>A filter that an agent kept under a name. It is theirs alone: a working tool, not history.</summary>
public sealed class QueueView
{
    public const int NameLengthMax = 60;
    public const int CountMax = 12;

    private QueueView()
    {
    }

    internal QueueView(Guid accountId, string name, string query)
    {
        Id = Ids.New();
        AccountId = accountId;
        Name = name;
        Query = query;
    }

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The query string of the queue page, written by the page itself from a filter that it understood.</summary>
    public string Query { get; private set; } = "";

    internal void Point(string query) => Query = query;
}

public sealed class QueueViewConfiguration : IEntityTypeConfiguration<QueueView>
{
    public void Configure(EntityTypeBuilder<QueueView> builder)
    {
        builder.Property(view => view.Id).ValueGeneratedNever();
        builder.Property(view => view.Name).HasMaxLength(QueueView.NameLengthMax);
        builder.Property(view => view.Query).HasMaxLength(Lengths.Reason);
        builder.HasOne<Account>().WithMany().HasForeignKey(view => view.AccountId);
        builder.HasIndex(view => new { view.AccountId, view.Name }).IsUnique();
    }
}
