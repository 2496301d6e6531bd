using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace FamiPortal.Domain.Software;

/// <summary>
/// The products that a profession may choose from, and what is known of a text that was typed. The list changes a few times a year
/// and every declaration shows it: it is kept in memory, so that a change made by another process is seen a minute later.
/// </summary>
public sealed class SoftwareCatalogue(FamiDbContext db, IMemoryCache memory)
{
    /// <summary>More would make the page heavy: beyond that many, people type the name themselves.</summary>
    private const int OfferedMax = 500;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    /// <summary>The products proposed to a profession, by label.</summary>
    public async Task<IReadOnlyList<SoftwareProduct>> OfferedAsync(string professionCode, CancellationToken cancellationToken = default) =>
    [
        .. (await AllAsync(cancellationToken)).InOrder
            .Where(product => product.IsOffered && (product.ProfessionCode is null || product.ProfessionCode == professionCode)).Take(OfferedMax),
    ];

    /// <summary>The product that a text names, whatever its case and blanks, or null: « autre logiciel ».</summary>
    public async Task<SoftwareProduct?> FindAsync(string text, CancellationToken cancellationToken = default) =>
        (await AllAsync(cancellationToken)).InOrder.FirstOrDefault(product => product.Key == SoftwareProduct.KeyOf(text));

    /// <summary>The editor of every product, by the product's key; those no longer proposed included.</summary>
    public async Task<IReadOnlyDictionary<string, string>> EditorsAsync(CancellationToken cancellationToken = default) =>
        (await AllAsync(cancellationToken)).Editors;

    /// <summary>The list has changed: whoever asks next reads it again.</summary>
    public void Forget() => memory.Remove(typeof(SoftwareCatalogue));

    private async Task<Products> AllAsync(CancellationToken cancellationToken) =>
        (await memory.GetOrCreateAsync(typeof(SoftwareCatalogue), async entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Kept;
            var all = await db.SoftwareProducts.AsNoTracking().ToListAsync(cancellationToken);
            return new Products([.. all.InFrenchOrder(product => product.Label)], all.ToDictionary(product => product.Key, product => product.Editor));
        }))!;

    private sealed record Products(IReadOnlyList<SoftwareProduct> InOrder, IReadOnlyDictionary<string, string> Editors);
}

internal static class SoftwareNames
{
    /// <summary>A product of the catalogue is kept under its own label, however it was typed; any other name as it was.</summary>
    public static async Task<Answers> WithKnownSoftwareAsync(
        this FamiDbContext db, IEnumerable<FormField> fields, Answers answers, CancellationToken cancellationToken)
    {
        var paths = fields.Where(field => field.Control == FormControl.Software && answers.Has(field.Path.Text)).Select(field => field.Path.Text).ToList();
        if (paths.Count == 0)
        {
            return answers;
        }

        var keys = paths.SelectMany(path => answers[path]).Select(SoftwareProduct.KeyOf).Distinct().ToList();
        var labels = await db.SoftwareProducts.Where(product => keys.Contains(product.Key))
            .ToDictionaryAsync(product => product.Key, product => product.Label, cancellationToken);
        return answers.Replace(paths, Answers.Of(paths.SelectMany(path => answers[path].Select(typed =>
            (path, labels.GetValueOrDefault(SoftwareProduct.KeyOf(typed), typed))))));
    }
}
