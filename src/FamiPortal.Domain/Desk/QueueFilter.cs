using System.Globalization;
using FamiPortal.Domain.Evidence;

namespace FamiPortal.Domain.Desk;

/// <summary>What an agent wants to see of the queue; everything is optional, and the whole queue is the default.</summary>
public sealed record QueueFilter
{
    public static readonly QueueFilter None = new();

    public QueueState State { get; init; }

    /// <summary>A code of the catalogue.</summary>
    public string? Profession { get; init; }

    public int? Exercise { get; init; }

    /// <summary>A code of the rules.</summary>
    public string? Indicator { get; init; }

    /// <summary>Waits since this many days of Paris at least.</summary>
    public int? WaitingDaysMin { get; init; }

    /// <summary>Assigned to the agent who asks.</summary>
    public bool IsMine { get; init; }

    /// <summary>Assigned to nobody.</summary>
    public bool IsUnassigned { get; init; }

    /// <summary>Assigned to that agent.</summary>
    public Guid? AssignedTo { get; init; }

    /// <summary>What the first reading by the machine found.</summary>
    public PrecheckResult? Precheck { get; init; }

    /// <summary>Names or digits of the RPPS number, as typed.</summary>
    public string? Search { get; init; }

    public QueueSort Sort { get; init; }
}

/// <summary>What became of a proof, as the queue is asked for it; waiting: a decision can be made now.</summary>
public enum QueueState
{
    Waiting,
    Accepted,
    Refused,
    Asked,
    All,
}

/// <summary>By what the queue is in order; the oldest are those that have waited longest for their fund.</summary>
public enum QueueSort
{
    Oldest,
    Newest,
    Name,
}

/// <summary>
/// The row that a page begins after, or ends before: its sort key and its id. Rows that come or go meanwhile move nothing else,
/// which page numbers can't promise.
/// </summary>
public sealed record QueueCursor(bool IsBefore, DateTime? At, string? Text, Guid Id)
{
    public static QueueCursor Of(QueueRow row, QueueSort sort, bool isBefore) => sort == QueueSort.Name
        ? new(isBefore, null, row.SearchText, row.UseId)
        : new(isBefore, row.WaitingSince, null, row.UseId);

    /// <summary>As an address carries it; null when it is none of ours or belongs to another sort.</summary>
    public static QueueCursor? Parse(string? written, QueueSort sort)
    {
        var parts = (written ?? "").Split('.', 3);
        if (parts is not [("a" or "b") and var side, var id, var key] || !Guid.TryParse(id, out var parsed))
        {
            return null;
        }

        return sort == QueueSort.Name ? new(side == "b", null, key, parsed)
            : long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
                ? new(side == "b", new DateTime(ticks, DateTimeKind.Utc), null, parsed)
            : null;
    }

    public override string ToString() => $"{(IsBefore ? 'b' : 'a')}.{Id:N}.{Text ?? At?.Ticks.ToString(CultureInfo.InvariantCulture)}";
}
