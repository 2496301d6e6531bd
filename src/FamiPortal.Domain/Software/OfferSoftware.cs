using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Software;

/// <summary>
/// Withdraws one product from what declarations propose, or proposes it again. Who has named it keeps it: it stays known, and a proof
/// accepted for its editor still holds.
/// </summary>
public sealed class OfferSoftware(FamiDbContext db, SoftwareCatalogue catalogue, TimeProvider clock)
{
    public async Task<Outcome<SoftwareProduct>> RunAsync(Actor actor, Guid productId, bool isOffered, CancellationToken cancellationToken = default)
    {
        var product = await db.SoftwareProducts.SingleOrDefaultAsync(any => actor.IsAdmin && any.Id == productId, cancellationToken);
        if (product is null)
        {
            return SoftwareErrors.NotFound;
        }

        // A second click finds it done.
        if (product.IsOffered != isOffered)
        {
            product.Offer(isOffered);
            db.Record(
                actor, clock.GetUtcNow().UtcDateTime, isOffered ? AuditKinds.SoftwareOffered : AuditKinds.SoftwareWithdrawn, product, product.Id,
                details: new { product = product.Label });
            await db.SaveChangesAsync(cancellationToken);
            catalogue.Forget();
        }

        return product;
    }
}
