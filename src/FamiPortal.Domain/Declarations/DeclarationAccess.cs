using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Declarations;

/// <summary>
/// The one place that says whose declaration may be loaded by whom. Somebody else's is not found, so that nobody learns that
/// it exists.
/// </summary>
internal static class DeclarationAccess
{
    /// <summary>The practitioner's own declaration, with its transmissions and its documents.</summary>
    public static Task<Declaration?> OwnDeclarationAsync(this FamiDbContext db, Actor actor, Guid declarationId, CancellationToken cancellationToken) =>
        db.WholeDeclarations().SingleOrDefaultAsync(
            declaration => declaration.Id == declarationId
                && actor.OwnPractitionerId != null
                && declaration.PractitionerId == actor.OwnPractitionerId,
            cancellationToken);

    /// <summary>A transmitted declaration of a practitioner of the agent's fund.</summary>
    public static Task<Declaration?> FundDeclarationAsync(this FamiDbContext db, Actor actor, Guid declarationId, CancellationToken cancellationToken) =>
        db.WholeDeclarations().Include(declaration => declaration.Hold).SingleOrDefaultAsync(
            declaration => declaration.Id == declarationId
                && declaration.TransmittedAt != null
                && actor.OwnFundId != null
                && declaration.Practitioner.FundId == actor.OwnFundId,
            cancellationToken);

    public static IQueryable<Declaration> WholeDeclarations(this FamiDbContext db) => db.Declarations.AsSplitQuery()
        .Include(declaration => declaration.Campaign)
        .Include(declaration => declaration.Practitioner).ThenInclude(practitioner => practitioner.Fund)
        .Include(declaration => declaration.Transmissions)
        .Include(declaration => declaration.Evidence).ThenInclude(use => use.Document);
}
