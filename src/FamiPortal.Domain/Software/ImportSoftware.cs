using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Software;

/// <summary>
/// Replaces the list of products by that of a file: new ones are added, known ones updated, those that it leaves out are no
/// longer proposed. One line that can't be read refuses the whole file, so that half a list is never in use.
/// </summary>
public sealed class ImportSoftware(FamiDbContext db, SoftwareCatalogue catalogue, TimeProvider clock)
{
    public const string Header = "editeur;produit;version;profession";

    private const int ProblemsMax = 20;

    /// <summary>Reads a list whose first line is <see cref="Header"/>; version and profession may be blank.</summary>
    public async Task<Outcome<ImportedSoftware>> RunAsync(Actor actor, TextReader list, CancellationToken cancellationToken = default)
    {
        if (!actor.IsAdmin)
        {
            return new Problem("software-not-allowed", "Seule l’administration du portail importe la liste des logiciels.") { IsNotFound = true };
        }

        if (!(await ReadAsync(list, cancellationToken)).TryGet(out var lines, out var problems))
        {
            return problems;
        }

        var known = await db.SoftwareProducts.ToDictionaryAsync(product => product.Key, cancellationToken);
        var (added, read) = (0, new HashSet<string>(StringComparer.Ordinal));
        var shared = lines.GroupBy(line => SoftwareProduct.KeyOf(line.Plain)).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        foreach (var line in lines)
        {
            var label = shared.Contains(SoftwareProduct.KeyOf(line.Plain)) ? $"{line.Plain} ({line.Editor})" : line.Plain;
            var key = SoftwareProduct.KeyOf(label);
            read.Add(key);
            if (known.TryGetValue(key, out var product))
            {
                product.Update(line.Editor, line.Name, line.Version, line.Profession);
                continue;
            }

            known[key] = db.SoftwareProducts.Add(new SoftwareProduct(label, line.Editor, line.Name, line.Version, line.Profession)).Entity;
            added++;
        }

        var retired = known.Values.Where(product => product.IsOffered && !read.Contains(product.Key)).ToList();
        retired.ForEach(product => product.Retire());
        var imported = new ImportedSoftware(lines.Count, added, retired.Count);
        db.Record(actor, clock.GetUtcNow().UtcDateTime, AuditKinds.SoftwareImported, actor, Guid.Empty, details: new { products = imported.Read, added, retired = retired.Count });
        await db.SaveChangesAsync(cancellationToken);
        catalogue.Forget();
        return imported;
    }

    private static async Task<Outcome<IReadOnlyList<Line>>> ReadAsync(TextReader list, CancellationToken cancellationToken)
    {
        if (await list.ReadLineAsync(cancellationToken) is not { } header || header.Trim('\uFEFF', ' ') != Header)
        {
            return new Problem("software-header", $"Ligne 1\u00A0: la première ligne doit être «\u00A0{Header}\u00A0». Enregistrez le fichier en CSV, en UTF-8, avec le point-virgule pour séparateur.");
        }

        var (lines, problems, seen, number) = (new List<Line>(), new List<Problem>(), new HashSet<string>(StringComparer.Ordinal), 1);
        while (problems.Count < ProblemsMax && await list.ReadLineAsync(cancellationToken) is { } text)
        {
            number++;
            if (text.Trim().Length == 0)
            {
                continue;
            }

            var cells = text.Split(';').Select(cell => cell.Trim()).ToArray();
            if (cells.Length != 4 || cells[0].Length == 0 || cells[1].Length == 0)
            {
                problems.Add(new("software-line", $"Ligne {number}\u00A0: quatre colonnes sont attendues, dont l’éditeur et le produit, toujours remplies."));
            }
            else if (new Line(cells[0], cells[1], cells[2], cells[3].Length == 0 ? null : cells[3]) is var line && line.IsTooLong)
            {
                problems.Add(new("software-too-long", $"Ligne {number}\u00A0: une valeur est trop longue ({Lengths.Name} caractères au plus)."));
            }
            else if (!seen.Add(SoftwareProduct.KeyOf(line.Plain + line.Editor)))
            {
                problems.Add(new("software-twice", $"Ligne {number}\u00A0: «\u00A0{line.Plain}\u00A0» de {line.Editor} est déjà dans la liste."));
            }
            else
            {
                lines.Add(line);
            }
        }

        return problems.Count > 0 ? problems.ToArray() : lines;
    }

    private sealed record Line(string Editor, string Name, string Version, string? Profession)
    {
        public string Plain => Version.Length == 0 ? Name : $"{Name} {Version}";

        public bool IsTooLong => Editor.Length > Lengths.Name || Name.Length > Lengths.Name || Version.Length > Lengths.Code
            || Profession?.Length > Lengths.Code || Plain.Length + Editor.Length + 3 > SoftwareProduct.LabelLengthMax;
    }
}

/// <summary>What an import did.</summary>
/// <param name="Read">Products of the list.</param>
/// <param name="Added">Those that were not known.</param>
/// <param name="Retired">Those that are no longer proposed.</param>
public sealed record ImportedSoftware(int Read, int Added, int Retired);
