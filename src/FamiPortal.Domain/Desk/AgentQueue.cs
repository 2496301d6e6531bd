using System.Runtime.CompilerServices;
using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Conversations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Domain.Quality;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>
/// The proofs that the agents of a fund treat: filtered, sorted, page by page. What it filters and sorts by is repeated on each use
/// of a document (see <see cref="EvidenceUse"/>), so that every filter reads one table by its index.
/// </summary>
public sealed class AgentQueue(FamiDbContext db, TimeProvider clock)
{
    /// <summary>Lines of a page; one may stand for several documents (<see cref="QueueRow.Documents"/>).</summary>
    public const int PageSize = 25;

    /// <summary>Rows shown beside a declaration under review.</summary>
    public const int AroundMax = 8;

    /// <summary>One page; empty for anybody who is no agent.</summary>
    public async Task<QueuePage> RunAsync(Actor actor, QueueFilter filter, QueueCursor? cursor = null, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var matching = db.WorkOf(actor).Matching(filter, actor, db, now);
        var rows = await Rows(actor, matching.InLines(filter).Page(filter.Sort, cursor, PageSize + 1), now).ToListAsync(cancellationToken);
        var hasMore = rows.Count > PageSize;
        rows = rows[..Math.Min(rows.Count, PageSize)];
        var isBefore = cursor?.IsBefore == true;
        if (isBefore)
        {
            rows.Reverse();
        }

        var load = await db.WorkOf(actor).PendingFor(actor, db, ParisTime.DateOf(now))
            .GroupBy(use => new { use.ProfessionCode, use.Exercise, use.IndicatorCode })
            .Select(group => new QueueLoad(
                group.Key.ProfessionCode,
                group.Key.Exercise,
                group.Key.IndicatorCode,
                group.Count(),
                group.Sum(use => use.AssignedToId == actor.AccountId ? 1 : 0),
                group.Sum(use => use.AssignedToId == null ? 1 : 0),
                group.Min(use => use.SubmittedAt)))
            .ToListAsync(cancellationToken);
        var matchingCount = CountOf(filter, load) ?? await matching.CountAsync(cancellationToken);
        var fund = await db.Funds.AsNoTracking().Where(any => any.Id == actor.OwnFundId)
            .Select(any => new
            {
                any.Name,
                Agents = db.Users.Where(account => account.FundId == any.Id)
                    .Select(account => new FundAgent(account.Id, account.DisplayName)).ToList(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        var views = await db.QueueViews.AsNoTracking().Where(view => view.AccountId == actor.AccountId).ToListAsync(cancellationToken);
        return new QueuePage(
            rows, matchingCount, load, [.. (fund?.Agents ?? []).InFrenchOrder(agent => agent.Name).ThenBy(agent => agent.Id)], [.. views.InFrenchOrder(view => view.Name)], fund?.Name)
        {
            Previous = rows.Count > 0 && (isBefore ? hasMore : cursor is not null) ? QueueCursor.Of(rows[0], filter.Sort, isBefore: true) : null,
            Next = rows.Count > 0 && (isBefore || hasMore) ? QueueCursor.Of(rows[^1], filter.Sort, isBefore: false) : null,
        };
    }

    /// <summary>The declarations that wait beside this one, the one before it first; how many proofs wait in all, and messages: a review counts its queries.</summary>
    public async Task<QueueAround> AroundAsync(Actor actor, Guid declarationId, CancellationToken cancellationToken = default)
    {
        // Of one fund: a few thousand ids at most. Looking for the neighbours in SQL, from both sides, takes longer than reading them.
        var now = clock.GetUtcNow().UtcDateTime;
        var waiting = db.WorkOf(actor).PendingFor(actor, db, ParisTime.DateOf(now));
        var unread = db.UnreadFor(actor);
        var ids = await waiting.OrderBy(use => use.SubmittedAt).ThenBy(use => use.Id).Select(use => use.DeclarationId).ToListAsync(cancellationToken);
        var order = ids.Distinct().ToList();
        var window = order.Skip(Math.Clamp(order.IndexOf(declarationId) - 1, 0, Math.Max(0, order.Count - AroundMax))).Take(AroundMax).ToList();
        var found = window.Count == 0 ? [] : await Rows(actor, waiting.Where(use => window.Contains(use.DeclarationId)).OneByOne(), now)
            .Select(row => new { Row = row, Unread = unread.Count() }).ToListAsync(cancellationToken);
        return new QueueAround(
            [.. found.Select(any => any.Row).OrderBy(row => row.WaitingSince).ThenBy(row => row.UseId).DistinctBy(row => row.DeclarationId)
                .OrderBy(row => window.IndexOf(row.DeclarationId))],
            ids.Count,
            found.Count == 0 ? await unread.CountAsync(cancellationToken) : found[0].Unread);
    }

    /// <summary>Everything that matches, read as it is written; the export is recorded with its size.</summary>
    public async IAsyncEnumerable<QueueRow> ExportAsync(Actor actor, QueueFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (actor.OwnFundId is not { } fundId)
        {
            yield break;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var matching = db.WorkOf(actor).Matching(filter, actor, db, now);
        var fund = await db.Funds.SingleAsync(any => any.Id == fundId, cancellationToken);
        db.Record(actor, now, AuditKinds.QueueExported, fund, fund.Id, details: new { rows = await matching.CountAsync(cancellationToken) });
        await db.SaveChangesAsync(cancellationToken);
        await foreach (var row in Rows(actor, matching.OneByOne().Page(filter.Sort, null, int.MaxValue), now).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return row;
        }
    }

    /// <summary>How many match, when what waits is already counted by what the filter asks for: nearly a query of the queue less.</summary>
    private static int? CountOf(QueueFilter filter, List<QueueLoad> load) =>
        filter with { Profession = null, Exercise = null, Indicator = null, Sort = default } == QueueFilter.None
            ? load.Where(any => (filter.Profession ?? any.ProfessionCode) == any.ProfessionCode
                && (filter.Exercise ?? any.Exercise) == any.Exercise
                && (filter.Indicator ?? any.IndicatorCode) == any.IndicatorCode).Sum(any => any.Count)
            : null;

    private IQueryable<QueueRow> Rows(Actor actor, IQueryable<QueuePlace> places, DateTime now)
    {
        var blind = db.BlindLooks(actor);
        var stale = now - DeclarationHold.Expiry;
        return places.Join(db.EvidenceUses.AsNoTracking(), place => place.UseId, use => use.Id, (place, use) => new { place, use }).Select(any => new QueueRow(
            any.use.Id,
            any.use.DeclarationId,
            any.use.Declaration.Practitioner,
            any.use.Declaration.Campaign.Title,
            any.use.ProfessionCode,
            any.use.Exercise,
            any.use.IndicatorCode,
            any.use.ProofCode,
            any.use.State,
            any.place.Since!.Value,
            any.use.DecidedAt,
            any.use.DecidedByName,
            any.use.AssignedToId,
            any.use.AssignedToName,
            any.use.Declaration.Hold != null && any.use.Declaration.Hold.SeenAt >= stale ? any.use.Declaration.Hold.AgentName : null,
            any.use.SearchText,
            any.use.AnswerBy,
            any.use.PrecheckResult,
            blind.Any(look => look.EvidenceUseId == any.use.Id),
            any.place.Documents,
            any.place.Doubtful));
    }
}

/// <summary>A page of the queue, with what its filters offer.</summary>
/// <param name="Rows">In the order asked for, a line each.</param>
/// <param name="Matching">How many proofs match the filter.</param>
/// <param name="Load">What waits for a decision, by what can be filtered: the options and their counters.</param>
/// <param name="Agents">Of the fund.</param>
/// <param name="Views">Filters that this agent kept.</param>
/// <param name="FundName">Null for anybody who is no agent.</param>
public sealed record QueuePage(
    IReadOnlyList<QueueRow> Rows, int Matching, IReadOnlyList<QueueLoad> Load, IReadOnlyList<FundAgent> Agents, IReadOnlyList<QueueView> Views, string? FundName)
{
    public QueueCursor? Previous { get; init; }

    public QueueCursor? Next { get; init; }

    public int Waiting => Load.Sum(load => load.Count);

    public int Mine => Load.Sum(load => load.Mine);

    public int Unassigned => Load.Sum(load => load.Unassigned);

    public DateTime? OldestSince => Load.Min(load => load.OldestSince);
}

/// <summary>Waiting proofs of one indicator of one exercise.</summary>
public sealed record QueueLoad(string ProfessionCode, int Exercise, string IndicatorCode, int Count, int Mine, int Unassigned, DateTime? OldestSince);

/// <param name="Rows">One a declaration.</param>
/// <param name="TotalRows">Proofs that wait.</param>
/// <param name="Unread">Messages of practitioners that nobody of the fund has read.</param>
public sealed record QueueAround(IReadOnlyList<QueueRow> Rows, int TotalRows, int Unread);

/// <summary>
/// One document given for one proof, or the one that stands for all <c>Documents</c> of its line, of which the first reading found
/// <c>Doubtful</c> ones incomplete or unreadable. <c>HeldBy</c>: who has its declaration on their desk now. <c>IsBlind</c>: this agent may
/// decide it a second time, and its <c>State</c> must not be shown to them.
/// </summary>
public sealed record QueueRow(
    Guid UseId,
    Guid DeclarationId,
    Practitioner Practitioner,
    string CampaignTitle,
    string ProfessionCode,
    int Exercise,
    string IndicatorCode,
    string ProofCode,
    EvidenceUseState State,
    DateTime WaitingSince,
    DateTime? DecidedAt,
    string? DecidedBy,
    Guid? AssignedToId,
    string? AssignedTo,
    string? HeldBy,
    string SearchText,
    DateOnly? AnswerBy,
    PrecheckResult Precheck,
    bool IsBlind,
    int Documents,
    int Doubtful)
{
    public DateTime? DecidedAt { get; } = IsBlind ? null : DecidedAt;

    public string? DecidedBy { get; } = IsBlind ? null : DecidedBy;

    /// <summary>What the fund asked did not come in time: the fund has to decide without.</summary>
    public bool IsOverdue(DateOnly today) => State == EvidenceUseState.Asked && AnswerBy < today;

    public string PractitionerName => Practitioner.DisplayName;

    public string Rpps => Practitioner.Rpps.Value;
}
