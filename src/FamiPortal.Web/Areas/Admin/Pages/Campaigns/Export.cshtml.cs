using System.Globalization;
using System.Runtime.CompilerServices;
using FamiPortal.Domain.Settlement;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AdminArea;

/// <summary>The results of a campaign for a spreadsheet, written as they are read.</summary>
public sealed class ExportModel(CampaignResults results) : PageModel
{
    private static readonly string[] Header =
        ["RPPS", "Nom", "Prénom", "Caisse", "Montant (€)", "Montant possible (€)", "Points", "État", "Versement prévu le", "Versé le"];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!(await results.ExportAsync(User.Actor(), id, cancellationToken)).TryGet(out var export, out var problems))
        {
            return this.Refused(problems);
        }

        Response.ContentType = CsvFile.ContentType;
        Response.Headers.ContentDisposition =
            $"attachment; filename=resultats-{export.Campaign.ProfessionCode}-{export.Campaign.Exercise.ToString(CultureInfo.InvariantCulture)}.csv";
        await CsvFile.WriteAsync(Response.Body, Header, Cells(export.Rows, cancellationToken), cancellationToken);
        return new EmptyResult();
    }

    private static async IAsyncEnumerable<IReadOnlyList<string>> Cells(
        IAsyncEnumerable<ResultRow> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            yield return
            [
                row.Practitioner.Rpps.Value,
                row.Practitioner.LastName,
                row.Practitioner.FirstName,
                row.FundName,
                Euros(row.AmountCents),
                Euros(row.PotentialCents),
                row.Points is { } points ? Plain(points, "0.##") : "",
                ResultsModel.StateOf(row).Words,
                row.Payment is { } planned ? French.ShortDate(planned.PlannedOn) : "",
                row.Payment?.PaidOn is { } paid ? French.ShortDate(paid) : "",
            ];
        }
    }

    // Without grouping: a spreadsheet has to read a number.
    private static string Euros(long cents) => Plain(Cents.ToEuros(cents), "0.00");

    private static string Plain(decimal number, string format) => number.ToString(format, CultureInfo.InvariantCulture).Replace('.', ',');
}
