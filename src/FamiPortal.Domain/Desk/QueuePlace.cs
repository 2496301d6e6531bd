using FamiPortal.Domain.Evidence;

namespace FamiPortal.Domain.Desk;

/// <summary>
/// A line of the queue: a proof, or all documents that wait for the same decision in one declaration, about one indicator. They are
/// told apart by what a line says and does: a hold, an assignment and a review are about a whole declaration.
/// </summary>
internal sealed class QueuePlace
{
    /// <summary>The document that stands for all of them.</summary>
    public Guid UseId { get; init; }

    /// <summary>Of the first one, or of the last one when the newest come first.</summary>
    public DateTime? Since { get; init; }

    public string SearchText { get; init; } = "";

    public int Documents { get; init; }

    /// <summary>In how many of them the first reading missed something, or could read nothing.</summary>
    public int Doubtful { get; init; }
}

internal static class QueuePlaces
{
    /// <summary>
    /// What waits is shown a line an indicator. What was decided is not: each decision has its own author and day, and two that are
    /// counted together would tell the one that a second look must not see.
    /// </summary>
    public static bool IsGrouped(this QueueFilter filter) => filter.State == QueueState.Waiting;

    public static IQueryable<QueuePlace> OneByOne(this IQueryable<EvidenceUse> uses) =>
        uses.Select(use => new QueuePlace { UseId = use.Id, Since = use.SubmittedAt, SearchText = use.SearchText, Documents = 1, Doubtful = 0 });

    /// <param name="uses">That match <paramref name="filter"/>.</param>
    /// <param name="filter">Says whether, and in which order.</param>
    public static IQueryable<QueuePlace> InLines(this IQueryable<EvidenceUse> uses, QueueFilter filter)
    {
        if (!filter.IsGrouped())
        {
            return uses.OneByOne();
        }

        var newestFirst = filter.Sort == QueueSort.Newest;
        return uses.GroupBy(use => new { use.DeclarationId, use.IndicatorCode, use.State, use.AssignedToId, use.AnswerBy, use.DecidedByName })
            .Select(line => new QueuePlace
            {
                UseId = line.Min(use => use.Id),
                Since = newestFirst ? line.Max(use => use.SubmittedAt) : line.Min(use => use.SubmittedAt),
                SearchText = line.Min(use => use.SearchText)!,
                Documents = line.Count(),
                Doubtful = line.Sum(use => use.PrecheckResult == PrecheckResult.Missing || use.PrecheckResult == PrecheckResult.Unreadable ? 1 : 0),
            });
    }

    /// <summary>Those that are in the lines of others: the same as <see cref="InLines"/> groups by.</summary>
    public static IQueryable<EvidenceUse> InLinesOf(this IQueryable<EvidenceUse> uses, IQueryable<EvidenceUse> others) => uses.Where(use => others.Any(other =>
        other.DeclarationId == use.DeclarationId && other.IndicatorCode == use.IndicatorCode && other.State == use.State
        && other.AssignedToId == use.AssignedToId && other.AnswerBy == use.AnswerBy && other.DecidedByName == use.DecidedByName));

    /// <summary>One page after or before a key, in the order of the sort; one row more tells whether there is another page.</summary>
    public static IQueryable<QueuePlace> Page(this IQueryable<QueuePlace> places, QueueSort sort, QueueCursor? cursor, int size)
    {
        var isAscending = sort != QueueSort.Newest != (cursor?.IsBefore == true);
        if (sort == QueueSort.Name)
        {
            if (cursor is { Text: { } text, Id: var id })
            {
                places = isAscending
                    ? places.Where(place => place.SearchText.CompareTo(text) > 0 || (place.SearchText == text && place.UseId.CompareTo(id) > 0))
                    : places.Where(place => place.SearchText.CompareTo(text) < 0 || (place.SearchText == text && place.UseId.CompareTo(id) < 0));
            }
        }
        else if (cursor is { At: { } at, Id: var id })
        {
            places = isAscending
                ? places.Where(place => place.Since > at || (place.Since == at && place.UseId.CompareTo(id) > 0))
                : places.Where(place => place.Since < at || (place.Since == at && place.UseId.CompareTo(id) < 0));
        }

        return places.InOrder(sort, isAscending).Take(size);
    }

    private static IOrderedQueryable<QueuePlace> InOrder(this IQueryable<QueuePlace> places, QueueSort sort, bool isAscending) => (sort, isAscending) switch
    {
        (QueueSort.Name, true) => places.OrderBy(place => place.SearchText).ThenBy(place => place.UseId),
        (QueueSort.Name, false) => places.OrderByDescending(place => place.SearchText).ThenByDescending(place => place.UseId),
        (_, true) => places.OrderBy(place => place.Since).ThenBy(place => place.UseId),
        (_, false) => places.OrderByDescending(place => place.Since).ThenByDescending(place => place.UseId),
    };
}
