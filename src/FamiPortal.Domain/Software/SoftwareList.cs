using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Software;

/// <summary>The whole list of products, those that are no longer proposed included, for administrators.</summary>
public sealed class SoftwareList(FamiDbContext db)
{
    public const int PageSize = 50;

    /// <summary>One page, by label; empty for anybody who is no administrator.</summary>
    /// <param name="actor">An administrator.</param>
    /// <param name="search">Words of the product or its editor, whatever their case; null for all.</param>
    /// <param name="isOffered">Only those that are proposed, or only the others; null for both.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public async Task<SoftwarePage> RunAsync(Actor actor, string? search = null, bool? isOffered = null, int page = 1, CancellationToken cancellationToken = default)
    {
        var all = db.SoftwareProducts.AsNoTracking().Where(_ => actor.IsAdmin);
        var offered = await all.CountAsync(product => product.IsOffered, cancellationToken);
        var products = isOffered is { } which ? all.Where(product => product.IsOffered == which) : all;
        if (SoftwareProduct.KeyOf(search ?? "") is { Length: > 0 } key)
        {
            var words = $"%{search!.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)}%";
            products = products.Where(product => product.Key.Contains(key) || EF.Functions.Like(product.Editor, words, "\\"));
        }

        var total = await products.CountAsync(cancellationToken);
        var current = Paging.Of(total, PageSize, page);
        var rows = await products.OrderBy(product => product.Key).On(current).ToListAsync(cancellationToken);
        return new SoftwarePage(current.Number, current.Count, total, offered, rows);
    }

    /// <summary>What is proposed today, in the order of the list: importing it again changes nothing.</summary>
    public IAsyncEnumerable<SoftwareProduct> ExportAsync(Actor actor) => db.SoftwareProducts.AsNoTracking()
        .Where(product => actor.IsAdmin && product.IsOffered).OrderBy(product => product.Key).AsAsyncEnumerable();
}

/// <param name="Number">From 1.</param>
/// <param name="Count">Pages.</param>
/// <param name="TotalRows">That match.</param>
/// <param name="Offered">Proposed today, whatever the filter.</param>
/// <param name="Rows">Of this page.</param>
public sealed record SoftwarePage(int Number, int Count, int TotalRows, int Offered, IReadOnlyList<SoftwareProduct> Rows);
