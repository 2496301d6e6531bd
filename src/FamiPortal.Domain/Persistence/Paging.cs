namespace FamiPortal.Domain.Persistence;

/// <summary>One page of a list that is counted, from page 1; instead of a page that isn't there, the nearest one.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Count">Pages; an empty list has one.</param>
/// <param name="Size">Rows of a page.</param>
public readonly record struct Paging(int Number, int Count, int Size)
{
    /// <param name="total">Rows of the whole list.</param>
    /// <param name="size">Rows of a page.</param>
    /// <param name="wanted">The page asked for, whatever was typed.</param>
    public static Paging Of(int total, int size, int wanted)
    {
        var count = Math.Max(1, (total + size - 1) / size);
        return new Paging(Math.Clamp(wanted, 1, count), count, size);
    }
}

/// <summary>Takes the rows of a page.</summary>
public static class PagingOfRows
{
    public static IQueryable<T> On<T>(this IQueryable<T> rows, Paging page) => rows.Skip((page.Number - 1) * page.Size).Take(page.Size);

    public static IEnumerable<T> On<T>(this IEnumerable<T> rows, Paging page) => rows.Skip((page.Number - 1) * page.Size).Take(page.Size);
}
