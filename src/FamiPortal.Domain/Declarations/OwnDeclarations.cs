using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Declarations;

/// <summary>
/// The declarations of a practitioner as their own pages show them, untracked. Apart, three small queries cost half of one that joins
/// them all, and sorts what it joined.
/// </summary>
internal static class OwnDeclarations
{
    private static readonly CompiledQuery<Func<FamiDbContext, Guid, int, IAsyncEnumerable<Declaration>>> Years = new(() =>
        EF.CompileAsyncQuery((FamiDbContext db, Guid practitionerId, int exercise) => db.Declarations.AsNoTracking()
            .Include(own => own.Campaign)
            .Include(own => own.Practitioner).ThenInclude(practitioner => practitioner.Fund)
            .Where(own => own.PractitionerId == practitionerId && own.Campaign.Exercise <= exercise
                && own.Campaign.ProfessionCode == own.Practitioner.ProfessionCode && own.Campaign.State != CampaignState.Draft)));

    private static readonly CompiledQuery<Func<FamiDbContext, Guid, IAsyncEnumerable<Transmission>>> Versions = new(() =>
        EF.CompileAsyncQuery((FamiDbContext db, Guid practitionerId) => db.Declarations.AsNoTracking()
            .Where(own => own.PractitionerId == practitionerId).SelectMany(own => own.Transmissions)));

    private static readonly CompiledQuery<Func<FamiDbContext, Guid, IAsyncEnumerable<EvidenceUse>>> Documents = new(() =>
        EF.CompileAsyncQuery((FamiDbContext db, Guid practitionerId) => db.Declarations.AsNoTracking()
            .Where(own => own.PractitionerId == practitionerId).SelectMany(own => own.Evidence).Include(use => use.Document)));

    /// <summary>Those of their profession up to an exercise, with their versions and documents.</summary>
    public static async Task<List<Declaration>> OwnDeclarationsAsync(
        this FamiDbContext db, Guid practitionerId, int lastExercise, CancellationToken cancellationToken)
    {
        var years = await Years.For(db)(db, practitionerId, lastExercise).ToListAsync(cancellationToken);
        if (years.Count > 0)
        {
            var versions = await Versions.For(db)(db, practitionerId).ToListAsync(cancellationToken);
            var documents = await Documents.For(db)(db, practitionerId).ToListAsync(cancellationToken);
            years.ForEach(own => own.Complete(versions, documents));
        }

        return years;
    }
}
