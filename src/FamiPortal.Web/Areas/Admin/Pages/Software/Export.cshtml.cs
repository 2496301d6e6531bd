using System.Runtime.CompilerServices;
using FamiPortal.Domain.Software;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.AdminArea;

/// <summary>The products that are proposed, in the format of the import.</summary>
public sealed class SoftwareExportModel(SoftwareList list) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Response.ContentType = CsvFile.ContentType;
        Response.Headers.ContentDisposition = "attachment; filename=logiciels.csv";
        await CsvFile.WriteAsync(Response.Body, ImportSoftware.Header.Split(';'), CellsAsync(cancellationToken), cancellationToken);
        return new EmptyResult();
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> CellsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var product in list.ExportAsync(User.Actor()).WithCancellation(cancellationToken))
        {
            yield return [product.Editor, product.Name, product.Version, product.ProfessionCode ?? ""];
        }
    }
}
