namespace FamiPortal.Domain.Settlement;

/// <summary>Money at rest is whole cents: SQLite has no decimal. The rules never give a fraction of a cent; one would be a bug.</summary>
public static class Cents
{
    /// <exception cref="ArgumentException">The sum has a fraction of a cent.</exception>
    public static long Of(decimal euros)
    {
        var cents = euros * 100m;
        return cents == decimal.Truncate(cents)
            ? decimal.ToInt64(cents)
            : throw new ArgumentException("An amount has at most two decimals.", nameof(euros));
    }

    public static decimal ToEuros(long cents) => cents / 100m;
}
