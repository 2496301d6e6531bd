using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Funds;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FamiPortal.Domain.Desk;

/// <summary>
/// The same thing done to many proofs: chosen first, looked at, then confirmed and done in the background, each with its own
/// result. It goes on where it stopped, after a restart too.
/// </summary>
public sealed class Batch
{
    public const int ItemsMax = 5_000;

    private Batch()
    {
    }

    internal Batch(Actor actor, Guid fundId, DateTime now)
    {
        Id = Ids.New();
        FundId = fundId;
        AccountId = actor.AccountId;
        AgentName = actor.DisplayName;
        PreparedAt = now;
        Version = Guid.NewGuid();
    }

    public Guid Id { get; private set; }

    public Guid FundId { get; private set; }

    /// <summary>Who prepared it; it acts with their rights of the moment it runs.</summary>
    public Guid AccountId { get; private set; }

    public string AgentName { get; private set; } = "";

    public BatchState State { get; private set; }

    public BatchVerb? Verb { get; private set; }

    /// <summary>With a refusal; with a complement, the question.</summary>
    public string? Reason { get; private set; }

    public string? ReasonCode { get; private set; }

    /// <summary>With an acceptance; null for the convention.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>With a complement.</summary>
    public DateOnly? AnswerBy { get; private set; }

    /// <summary>With an assignment.</summary>
    public Guid? AssigneeId { get; private set; }

    public string? AssigneeName { get; private set; }

    public int ItemCount { get; private set; }

    public DateTime PreparedAt { get; private set; }

    public DateTime? ConfirmedAt { get; private set; }

    public DateTime? FinishedAt { get; private set; }

    public Guid Version { get; private set; }

    internal void Count(int items) => ItemCount = items;

    internal void Confirm(BatchOrder order, FundAgent? assignee, DateTime now)
    {
        // The form asks for everything; what another action would have needed is not kept with this one.
        Verb = order.Verb;
        Reason = order.Verb is BatchVerb.Refuse or BatchVerb.Ask ? order.Reason?.Trim() : null;
        ReasonCode = order.Verb == BatchVerb.Refuse ? order.ReasonCode : null;
        ValidUntil = order.Verb == BatchVerb.Accept ? order.ValidUntil : null;
        AnswerBy = order.Verb == BatchVerb.Ask ? order.AnswerBy : null;
        (AssigneeId, AssigneeName) = (assignee?.Id, assignee?.Name);
        (State, ConfirmedAt, Version) = (BatchState.Running, now, Guid.NewGuid());
    }

    internal void Finish(DateTime now) => (State, FinishedAt, Version) = (BatchState.Finished, now, Guid.NewGuid());
}

/// <summary>How far a batch is.</summary>
public enum BatchState
{
    /// <summary>Chosen, nothing done.</summary>
    Prepared,

    /// <summary>Confirmed, being done.</summary>
    Running,

    /// <summary>Every item has its result.</summary>
    Finished,
}

/// <summary>What a batch does to each of its proofs, as the pages do it one by one.</summary>
public enum BatchVerb
{
    Accept,
    Refuse,
    Ask,
    Assign,
}

/// <summary>What to do with every item of a batch.</summary>
public sealed record BatchOrder(BatchVerb Verb, string? Reason = null, string? ReasonCode = null, DateOnly? ValidUntil = null, Guid? AssigneeId = null, DateOnly? AnswerBy = null);

/// <summary>One proof of a batch and what became of it.</summary>
public sealed class BatchItem
{
    private BatchItem()
    {
    }

    internal BatchItem(Guid batchId, Guid evidenceUseId, int position) => (BatchId, EvidenceUseId, Position) = (batchId, evidenceUseId, position);

    public Guid BatchId { get; private set; }

    public Guid EvidenceUseId { get; private set; }

    public EvidenceUse EvidenceUse { get; private set; } = null!;

    public int Position { get; private set; }

    public BatchItemState State { get; private set; }

    /// <summary>Why it was refused, as the agent would have read it on the page.</summary>
    public string? Message { get; private set; }
}

/// <summary>What became of an item; refused: it could not be done, and its message says why.</summary>
public enum BatchItemState
{
    Waiting,
    Done,
    Refused,
}

public sealed class BatchConfiguration : IEntityTypeConfiguration<Batch>, IEntityTypeConfiguration<BatchItem>
{
    public void Configure(EntityTypeBuilder<Batch> builder)
    {
        builder.Property(batch => batch.Id).ValueGeneratedNever();
        builder.Property(batch => batch.AgentName).HasMaxLength(Lengths.Name);
        builder.Property(batch => batch.AssigneeName).HasMaxLength(Lengths.Name);
        builder.Property(batch => batch.State).HasConversion<string>().HasMaxLength(Lengths.State);
        builder.Property(batch => batch.Verb).HasConversion<string>().HasMaxLength(Lengths.State);
        builder.Property(batch => batch.Reason).HasMaxLength(Lengths.Reason);
        builder.Property(batch => batch.ReasonCode).HasMaxLength(Lengths.Code);
        builder.Property(batch => batch.Version).IsConcurrencyToken();
        builder.HasOne<Fund>().WithMany().HasForeignKey(batch => batch.FundId);
        builder.HasOne<Account>().WithMany().HasForeignKey(batch => batch.AccountId);
        builder.HasIndex(batch => new { batch.State, batch.ConfirmedAt });
        builder.HasIndex(batch => new { batch.FundId, batch.PreparedAt });
    }

    public void Configure(EntityTypeBuilder<BatchItem> builder)
    {
        builder.HasKey(item => new { item.BatchId, item.EvidenceUseId });
        builder.Property(item => item.State).HasConversion<string>().HasMaxLength(Lengths.State);
        builder.Property(item => item.Message).HasMaxLength(Lengths.Reason);
        builder.HasOne<Batch>().WithMany().HasForeignKey(item => item.BatchId);
        builder.HasOne(item => item.EvidenceUse).WithMany().HasForeignKey(item => item.EvidenceUseId);
        builder.HasIndex(item => new { item.BatchId, item.State, item.Position });
    }
}
