using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Controls;

/// <summary>The one place that says which controls may be loaded by whom. Somebody else's is not found.</summary>
public static class ControlAccess
{
    /// <summary>Administrators draw anywhere, supervisors in their own fund.</summary>
    public static bool MayDraw(this Actor actor) => actor.IsAdmin || actor.SupervisedFundId is not null;

    /// <summary>Controls that an administrator, or an agent of the practitioner's fund, may see: a transfer moves them.</summary>
    internal static IQueryable<Control> OfficeControls(this FamiDbContext db, Actor actor) => db.Controls.Where(control =>
        actor.IsAdmin || (actor.OwnFundId != null && control.Practitioner.FundId == actor.OwnFundId));

    internal static Task<Control?> OwnControlAsync(this FamiDbContext db, Actor actor, Guid controlId, CancellationToken cancellationToken) =>
        db.Controls.Whole().SingleOrDefaultAsync(
            control => control.Id == controlId && actor.OwnPractitionerId != null && control.PractitionerId == actor.OwnPractitionerId, cancellationToken);

    internal static IQueryable<Control> Whole(this IQueryable<Control> controls) => controls.AsSplitQuery()
        .Include(control => control.Sample).ThenInclude(sample => sample.Campaign)
        .Include(control => control.Practitioner).ThenInclude(practitioner => practitioner.Fund)
        .Include(control => control.SettledAssessment)
        .Include(control => control.Points)
        .Include(control => control.Documents).ThenInclude(given => given.Document);
}
