using System.Runtime.CompilerServices;
using FamiPortal.Domain;
using FamiPortal.Domain.Desk;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AgentArea;

/// <summary>What matches a filter of the queue, for a spreadsheet, written as it is read.</summary>
public sealed class QueueExportModel(AgentQueue queue, RuleCatalogue catalogue) : PageModel
{
    private static readonly string[] Header =
        ["RPPS", "Nom", "Prénom", "Profession", "Exercice", "Indicateur", "Justificatif", "État", "Transmis le", "Décidé le", "Décidé par", "Confié à"];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Response.ContentType = CsvFile.ContentType;
        Response.Headers.ContentDisposition = "attachment; filename=justificatifs.csv";
        await CsvFile.WriteAsync(Response.Body, Header, CellsAsync(QueueQuery.Read(Request.Query), cancellationToken), cancellationToken);
        return new EmptyResult();
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> CellsAsync(QueueFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in queue.ExportAsync(User.Actor(), filter, cancellationToken))
        {
            yield return
            [
                row.Rpps,
                row.Practitioner.LastName,
                row.Practitioner.FirstName,
                catalogue.FindProfession(row.ProfessionCode)?.Label ?? row.ProfessionCode,
                row.Exercise.ToString(System.Globalization.CultureInfo.InvariantCulture),
                catalogue.IndicatorOf(row)?.Label ?? row.IndicatorCode,
                catalogue.Find(row.ProfessionCode, row.Exercise)?.FindProof(row.ProofCode)?.Label ?? row.ProofCode,
                row.Badge().Words,
                French.ShortDate(ParisTime.DateOf(row.WaitingSince)),
                row.DecidedAt is { } at ? French.ShortDate(ParisTime.DateOf(at)) : "",
                row.DecidedBy ?? "",
                row.AssignedTo ?? "",
            ];
        }
    }
}
