using FamiPortal.Domain.Desk;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.Pages.Shared;

/// <summary>Finding a practitioner by number, seeing what would move, moving them: the same for supervisors and administrators.</summary>
public abstract class TransferPage(TransferPractitioner transfer, string url) : PageModel
{
    public new string Url => url;

    [BindProperty(SupportsGet = true, Name = "rpps")]
    public string? Rpps { get; set; }

    [BindProperty]
    public TransferForm Form { get; set; } = new();

    public TransferPreview? Preview { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Rpps))
        {
            return Page();
        }

        var found = await transfer.PreviewAsync(User.Actor(), Rpps, cancellationToken);
        if (!found.TryGet(out var preview, out var problems))
        {
            return this.Refused(problems);
        }

        Preview = preview;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var moved = await transfer.RunAsync(User.Actor(), Form.Practitioner, Form.Fund, Form.Reason, cancellationToken);
        if (!moved.TryGet(out var practitioner, out var problems))
        {
            Preview = (await transfer.PreviewAsync(User.Actor(), Rpps, cancellationToken)).TryGet(out var preview) ? preview : null;
            return this.Refused(problems, nameof(Form));
        }

        this.Flash($"{practitioner.DisplayName} dépend maintenant de la caisse {practitioner.Fund.Name}.");
        return Redirect(url);
    }
}

public sealed class TransferForm
{
    public Guid Practitioner { get; set; }

    public Guid Fund { get; set; }

    public string? Reason { get; set; }
}
