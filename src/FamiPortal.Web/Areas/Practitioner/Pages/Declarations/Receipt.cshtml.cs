using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Web.Documents;
using FamiPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>The receipt of one transmitted version, on screen.</summary>
public class ReceiptModel(OwnCampaign campaigns, TransmissionReceipt receipts, TimeProvider clock) : PageModel
{
    public Receipt Receipt { get; private set; } = null!;

    public IReadOnlyList<IndicatorView> Indicators { get; private set; } = [];

    public MoneyView Money { get; private set; } = null!;

    public bool IsOpen { get; private set; }

    public virtual async Task<IActionResult> OnGetAsync([FromRoute] int exercise, [FromRoute] int number, CancellationToken cancellationToken) =>
        await LoadAsync(exercise, number, cancellationToken) ? Page() : NotFound();

    protected async Task<bool> LoadAsync(int exercise, int number, CancellationToken cancellationToken)
    {
        var found = await campaigns.RunAsync(User.Actor(), exercise, cancellationToken);
        if (!found.IsDone || found.Value.DeclarationId is not { } declarationId
            || !(await receipts.RunAsync(User.Actor(), declarationId, number, cancellationToken)).TryGet(out var receipt))
        {
            return false;
        }

        var campaign = receipt.Declaration.Campaign;
        Receipt = receipt;
        IsOpen = campaign.IsOpenAt(clock.GetUtcNow().UtcDateTime);
        Indicators = IndicatorView.All(Standing.Of(receipt, IsOpen));
        Money = MoneyView.Of(receipt.Estimate, Indicators, isOver: !IsOpen, campaign.IsSettled);
        return true;
    }
}

/// <summary>The same receipt as a PDF.</summary>
public sealed class ReceiptPdfModel(OwnCampaign campaigns, TransmissionReceipt receipts, TimeProvider clock, IDocumentRenderer renderer)
    : ReceiptModel(campaigns, receipts, clock)
{
    public override async Task<IActionResult> OnGetAsync([FromRoute] int exercise, [FromRoute] int number, CancellationToken cancellationToken) =>
        await LoadAsync(exercise, number, cancellationToken)
            ? this.Pdf(renderer, ReceiptDocument.From(ReceiptContents.Of(Receipt, Indicators, IsOpen)), $"accuse-{Receipt.Transmission.ReceiptNumber}.pdf")
            : NotFound();
}
