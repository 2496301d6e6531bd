using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Software;

/// <summary>The products that a profession may choose from, and what is known of a text that was typed.</summary>
public sealed class SoftwareCatalogue(FamiDbContext db)
{
    /// <summary>More would make the page heavy: beyond that many, people type the name themselves.</summary>
    private const int OfferedMax = 500;

    /// <summary>The products proposed to a profession, by label.</summary>
    public async Task<IReadOnlyList<SoftwareProduct>> OfferedAsync(string professionCode, CancellationToken cancellationToken = default) =>
        await db.SoftwareProducts.AsNoTracking()
            .Where(product => product.IsOffered && (product.ProfessionCode == null || product.ProfessionCode == professionCode))
            .OrderBy(product => product.Label).Take(OfferedMax).ToListAsync(cancellationToken);

    /// <summary>The product that a text names, whatever its case and blanks, or null: « autre logiciel ».</summary>
    public Task<SoftwareProduct?> FindAsync(string text, CancellationToken cancellationToken = default)
    {
        var key = SoftwareProduct.KeyOf(text);
        return db.SoftwareProducts.AsNoTracking().SingleOrDefaultAsync(product => product.Key == key, cancellationToken);
    }
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
