namespace FamiPortal.Domain.Persistence;

/// <summary>One page of a list that is counted, from page 1; instead of a page that isn't there, the nearest one.</summary>
internal readonly record struct Paging(int Number, int Count, int Size)
{
    public static Paging Of(int total, int size, int wanted)
    {
        var count = Math.Max(1, (total + size - 1) / size);
        return new Paging(Math.Clamp(wanted, 1, count), count, size);
    }
}

internal static class PagingOfQueries
{
    public static IQueryable<T> On<T>(this IQueryable<T> rows, Paging page) => rows.Skip((page.Number - 1) * page.Size).Take(page.Size);
}
