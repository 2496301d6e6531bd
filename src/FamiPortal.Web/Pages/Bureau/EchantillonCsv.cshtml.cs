using System.Globalization;
using FamiPortal.Domain.Controls;
using FamiPortal.Rules;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.Pages.Bureau;

/// <summary>A sample for a spreadsheet, one line an indicator controlled.</summary>
[Authorize(Roles = ControlesModel.Bureau)]
public sealed class EchantillonCsvModel(ControlSamples samples, RuleCatalogue catalogue, TimeProvider clock) : PageModel
{
    private static readonly string[] Header =
        ["Rang", "RPPS", "Nom", "Prénom", "Caisse", "Indicateur", "État du contrôle", "Conclusion", "Motif", "Conclu par", "Montant versé (€)", "À récupérer pour le dossier (€)"];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!(await samples.ExportAsync(User.Actor(), id, cancellationToken)).TryGet(out var details, out var problems))
        {
            return this.Refused(problems);
        }

        Response.ContentType = CsvFile.ContentType;
        Response.Headers.ContentDisposition = $"attachment; filename=controles-{id}.csv";
        await CsvFile.WriteAsync(Response.Body, Header, Rows(details).ToAsyncEnumerable(), cancellationToken);
        return new EmptyResult();
    }

    private IEnumerable<IReadOnlyList<string>> Rows(SampleDetails details)
    {
        var campaign = details.View.Sample.Campaign;
        var ruleSet = catalogue.Find(campaign.ProfessionCode, campaign.Exercise);
        return from control in details.Controls
               from point in control.Points
               select (IReadOnlyList<string>)
               [
                   control.Rank.ToString(CultureInfo.InvariantCulture),
                   control.Practitioner.Rpps.Value,
                   control.Practitioner.LastName,
                   control.Practitioner.FirstName,
                   control.Practitioner.Fund.Name,
                   ruleSet?.Find(point.IndicatorCode)?.Label ?? point.IndicatorCode,
                   control.Badge(clock.GetUtcNow().UtcDateTime).Words,
                   point.Conclusion.Badge().Words,
                   point.Reason ?? "",
                   point.ConcludedBy ?? "",
                   Euros(control.SettledAssessment.Amount),
                   control.Recover is { } euros ? Euros(euros) : "",
               ];
    }

    // Without grouping: a spreadsheet has to read a number.
    private static string Euros(decimal euros) => euros.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');
}
