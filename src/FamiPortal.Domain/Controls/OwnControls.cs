using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Controls;

/// <summary>The controls of a practitioner's own declarations.</summary>
public sealed class OwnControls(FamiDbContext db, RuleCatalogue catalogue)
{
    /// <summary>Those that wait for the practitioner, and those concluded, newest first.</summary>
    public async Task<IReadOnlyList<Control>> ListAsync(Actor actor, CancellationToken cancellationToken = default) =>
        await db.Controls.AsNoTracking().Include(control => control.Sample).ThenInclude(sample => sample.Campaign)
            .Where(control => actor.OwnPractitionerId != null && control.PractitionerId == actor.OwnPractitionerId)
            .OrderByDescending(control => control.Sample.DrawnAt).ToListAsync(cancellationToken);

    public async Task<Outcome<ControlView>> RunAsync(Actor actor, Guid controlId, CancellationToken cancellationToken = default) =>
        await db.OwnControlAsync(actor, controlId, cancellationToken) is { } control
            ? ControlView.Of(control, catalogue, control.Documents, [])
            : ControlErrors.NotFound;
}
