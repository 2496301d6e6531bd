using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>
/// Puts a declaration on an agent's desk, or keeps it there: opening the review and its heartbeat both call it. Refused, with who
/// has it since when, while a colleague holds it.
/// </summary>
public sealed class HoldDeclaration(FamiDbContext db, TimeProvider clock)
{
    /// <summary>A hold that was seen so lately need not be written again.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    /// <summary>The same for a declaration that was just loaded for its fund, with its hold: one command at most.</summary>
    public async Task<Outcome<DeclarationHold>> RunAsync(Actor actor, Declaration loaded, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (loaded.Hold is not { } hold)
        {
            return await InsertAsync(actor, loaded.Id, now, cancellationToken) is { } made ? made : await RunAsync(actor, loaded.Id, cancellationToken);
        }

        if (hold.Excludes(actor, now))
        {
            return DeskErrors.HeldBy(hold);
        }

        if (hold.AccountId == actor.AccountId && now - hold.SeenAt < Fresh)
        {
            return hold;
        }

        var before = hold.Version;
        hold.Take(actor, now);
        var taken = await db.DeclarationHolds.Where(any => any.DeclarationId == loaded.Id && any.Version == before).ExecuteUpdateAsync(
            set => set.SetProperty(any => any.AccountId, hold.AccountId).SetProperty(any => any.AgentName, hold.AgentName)
                .SetProperty(any => any.Since, hold.Since).SetProperty(any => any.SeenAt, hold.SeenAt).SetProperty(any => any.Version, hold.Version),
            cancellationToken);
        return taken == 1 ? hold : await RunAsync(actor, loaded.Id, cancellationToken);
    }

    /// <returns>Null when somebody was faster.</returns>
    private async Task<DeclarationHold?> InsertAsync(Actor actor, Guid declarationId, DateTime now, CancellationToken cancellationToken)
    {
        var hold = db.DeclarationHolds.Add(new DeclarationHold(declarationId, actor, now)).Entity;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return hold;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return null;
        }
    }

    public Task<Outcome<DeclarationHold>> RunAsync(Actor actor, Guid declarationId, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync<Outcome<DeclarationHold>>(async () =>
        {
            var found = await db.Declarations
                .Where(declaration => declaration.Id == declarationId
                    && declaration.TransmittedAt != null
                    && actor.OwnFundId != null
                    && declaration.Practitioner.FundId == actor.OwnFundId)
                .Select(declaration => new { declaration.Hold })
                .SingleOrDefaultAsync(cancellationToken);
            if (found is null)
            {
                return DeskErrors.NotFound;
            }

            var now = clock.GetUtcNow().UtcDateTime;
            if (found.Hold?.Excludes(actor, now) == true)
            {
                return DeskErrors.HeldBy(found.Hold);
            }

            var hold = found.Hold ?? db.DeclarationHolds.Add(new DeclarationHold(declarationId, actor, now)).Entity;
            if (found.Hold is not null)
            {
                hold.Take(actor, now);
            }

            await db.SaveChangesAsync(cancellationToken);
            return hold;
        });
}
