using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Audit;

/// <summary>What happened, newest first, for administrators.</summary>
public sealed class AuditJournal(FamiDbContext db)
{
    public const int PageSize = 50;

    /// <summary>One page of the journal, from page 1; empty for anybody who is no administrator.</summary>
    /// <param name="actor">An administrator.</param>
    /// <param name="kind">One of <see cref="AuditKinds"/>, or null for all.</param>
    /// <param name="from">First day of Paris, or null.</param>
    /// <param name="to">Last day of Paris, included, or null.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public async Task<JournalPage> RunAsync(
        Actor actor, string? kind = null, DateOnly? from = null, DateOnly? to = null, int page = 1, CancellationToken cancellationToken = default)
    {
        var events = db.AuditEvents.AsNoTracking().Where(_ => actor.IsAdmin);
        if (!string.IsNullOrEmpty(kind))
        {
            events = events.Where(happened => happened.Kind == kind);
        }

        if (from is { } first)
        {
            var start = ParisTime.StartOf(first);
            events = events.Where(happened => happened.At >= start);
        }

        if (to is { } last)
        {
            var end = ParisTime.EndOf(last);
            events = events.Where(happened => happened.At < end);
        }

        var total = await events.CountAsync(cancellationToken);
        var current = Paging.Of(total, PageSize, page);
        var rows = await events.OrderByDescending(happened => happened.At).ThenByDescending(happened => happened.Id)
            .On(current).ToListAsync(cancellationToken);
        return new JournalPage(current.Number, current.Count, total, rows);
    }
}

/// <param name="Number">From 1.</param>
/// <param name="Count">Pages.</param>
/// <param name="TotalRows">Events that match.</param>
/// <param name="Rows">Of this page, newest first.</param>
public sealed record JournalPage(int Number, int Count, int TotalRows, IReadOnlyList<AuditEvent> Rows);
