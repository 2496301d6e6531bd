using System.Text;
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
        if (!(await LinesAsync(actor, list, cancellationToken)).TryGet(out var lines, out var problems))
        {
            return problems;
        }

        // The list is read once; what it changes is looked at again when another import was faster.
        var imported = await db.LookAgainOnceAsync(() => ReplaceAsync(actor, lines, cancellationToken));
        catalogue.Forget();
        return imported;
    }

    /// <summary>What importing a list would do, line by line; nothing is saved.</summary>
    public async Task<Outcome<SoftwareImportPlan>> PlanAsync(Actor actor, TextReader list, CancellationToken cancellationToken = default) =>
        (await LinesAsync(actor, list, cancellationToken)).TryGet(out var lines, out var problems) ? await PlanAsync(lines, cancellationToken) : problems;

    private async Task<ImportedSoftware> ReplaceAsync(Actor actor, IReadOnlyList<Line> lines, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(lines, cancellationToken);
        foreach (var line in plan.Lines)
        {
            if (line.Known is { } product)
            {
                product.Update(line.Editor, line.Name, line.Version, line.ProfessionCode);
            }
            else
            {
                db.SoftwareProducts.Add(new SoftwareProduct(line.Label, line.Editor, line.Name, line.Version, line.ProfessionCode));
            }
        }

        var imported = new ImportedSoftware(plan.Lines.Count, plan.Lines.Count(line => line.Change == SoftwareChange.Added), plan.Withdrawn.Count);
        plan.Withdrawn.ToList().ForEach(product => product.Retire());
        db.Record(actor, clock.GetUtcNow().UtcDateTime, AuditKinds.SoftwareImported, nameof(SoftwareProduct), Guid.Empty, details: new { products = imported.Read, added = imported.Added, retired = imported.Retired });
        await db.SaveChangesAsync(cancellationToken);
        return imported;
    }

    private async Task<SoftwareImportPlan> PlanAsync(IReadOnlyList<Line> lines, CancellationToken cancellationToken)
    {
        // Two editors may share a name and a version: the label then says which.
        var shared = lines.GroupBy(line => SoftwareProduct.KeyOf(line.Plain)).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        var known = await db.SoftwareProducts.ToDictionaryAsync(product => product.Key, cancellationToken);
        var planned = lines.Select(line => (Line: line, Label: shared.Contains(SoftwareProduct.KeyOf(line.Plain)) ? $"{line.Plain} ({line.Editor})" : line.Plain))
            .Select(pair => new PlannedSoftware(
                pair.Line.Number, pair.Label, pair.Line.Editor, pair.Line.Name, pair.Line.Version, pair.Line.Profession, known.GetValueOrDefault(SoftwareProduct.KeyOf(pair.Label))))
            .ToList();
        var kept = planned.Select(line => line.Known?.Id).ToHashSet();
        return new SoftwareImportPlan(planned, [.. known.Values.Where(product => product.IsOffered && !kept.Contains(product.Id)).InFrenchOrder(product => product.Label)]);
    }

    private static async Task<Outcome<IReadOnlyList<Line>>> LinesAsync(Actor actor, TextReader list, CancellationToken cancellationToken) =>
        actor.IsAdmin ? await ReadAsync(list, cancellationToken) : SoftwareErrors.NotAllowed;

    private static async Task<Outcome<IReadOnlyList<Line>>> ReadAsync(TextReader list, CancellationToken cancellationToken)
    {
        if (await list.ReadLineAsync(cancellationToken) is not { } header || header.Trim('\uFEFF', ' ') != Header)
        {
            return SoftwareErrors.Header;
        }

        var (lines, problems, seen, number) = (new List<Line>(), new List<Problem>(), new HashSet<string>(StringComparer.Ordinal), 1);
        while (problems.Count < ProblemsMax && await list.ReadLineAsync(cancellationToken) is { } text)
        {
            number++;
            if (text.Trim().Length == 0)
            {
                continue;
            }

            var cells = Cells(text);
            if (text.Contains('\uFFFD', StringComparison.Ordinal))
            {
                problems.Add(SoftwareErrors.NotUtf8(number));
            }
            else if (cells.Count != 4 || cells[0].Length == 0 || cells[1].Length == 0)
            {
                problems.Add(SoftwareErrors.Columns(number));
            }
            else if (new Line(number, cells[0], cells[1], cells[2], cells[3].Length == 0 ? null : cells[3]) is var line && line.IsTooLong)
            {
                problems.Add(SoftwareErrors.TooLong(number));
            }
            else if (!seen.Add(SoftwareProduct.KeyOf(line.Plain + line.Editor)))
            {
                problems.Add(SoftwareErrors.Twice(number, line.Plain, line.Editor));
            }
            else
            {
                lines.Add(line);
            }
        }

        return problems.Count > 0 ? problems.ToArray() : lines.Count == 0 ? SoftwareErrors.Empty : lines;
    }

    /// <summary>As a spreadsheet writes them: a cell may stand in quotes, and one that looks like a formula after an apostrophe.</summary>
    private static List<string> Cells(string text)
    {
        var (cells, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '"' && isQuoted && at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append(text[at++]);
            }
            else if (text[at] == '"' && (isQuoted || cell.ToString().Trim().Length == 0))
            {
                isQuoted = !isQuoted;
            }
            else if (text[at] == ';' && !isQuoted)
            {
                End();
            }
            else
            {
                cell.Append(text[at]);
            }
        }

        End();
        return cells;

        void End()
        {
            var value = cell.ToString().Trim();
            cells.Add(value is ['\'', '=' or '+' or '-' or '@', ..] ? value[1..] : value);
            cell.Clear();
        }
    }

    private sealed record Line(int Number, string Editor, string Name, string Version, string? Profession)
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

/// <summary>What an import would do.</summary>
/// <param name="Lines">In the order of the list.</param>
/// <param name="Withdrawn">Proposed today, and not in the list.</param>
public sealed record SoftwareImportPlan(IReadOnlyList<PlannedSoftware> Lines, IReadOnlyList<SoftwareProduct> Withdrawn);

/// <summary>One line of a list, and the product that it names if it is known.</summary>
public sealed record PlannedSoftware(int Number, string Label, string Editor, string Name, string Version, string? ProfessionCode, SoftwareProduct? Known)
{
    public SoftwareChange Change => Known switch
    {
        null => SoftwareChange.Added,
        { IsOffered: false } => SoftwareChange.OfferedAgain,
        _ when (Known.Editor, Known.Name, Known.Version, Known.ProfessionCode) != (Editor, Name, Version, ProfessionCode) => SoftwareChange.Changed,
        _ => SoftwareChange.None,
    };
}

/// <summary>What a line of a list does to the product that it names.</summary>
public enum SoftwareChange
{
    None,
    Added,
    Changed,
    OfferedAgain,
}
