using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Accounts;

/// <summary>
/// An administrator makes an agent a supervisor of their fund, or no longer. The security stamp is renewed: whoever is signed in
/// with the former rights has to sign in again.
/// </summary>
public sealed class MarkSupervisor(FamiDbContext db, TimeProvider clock)
{
    public Task<Outcome<Account>> RunAsync(Actor actor, Guid accountId, bool isSupervisor, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync<Outcome<Account>>(async () =>
        {
            if (await db.Users.Agents(db).SingleOrDefaultAsync(any => actor.IsAdmin && any.Id == accountId, cancellationToken) is not { } account)
            {
                return AccountErrors.NotFound;
            }

            if (isSupervisor && account.FundId is null)
            {
                return AccountErrors.NoFund(account);
            }

            if (account.IsSupervisor == isSupervisor)
            {
                return AccountErrors.NothingToChange(account);
            }

            account.IsSupervisor = isSupervisor;
            account.SecurityStamp = Guid.NewGuid().ToString("N");
            account.ConcurrencyStamp = Guid.NewGuid().ToString();
            var fund = await db.Funds.Where(any => any.Id == account.FundId).Select(any => any.Code).SingleOrDefaultAsync(cancellationToken);
            db.Record(actor, clock.GetUtcNow().UtcDateTime, isSupervisor ? AuditKinds.SupervisorMarked : AuditKinds.SupervisorUnmarked, account, account.Id, details: new
            {
                agent = account.DisplayName,
                fundCode = fund,
            });
            await db.SaveChangesAsync(cancellationToken);
            return account;
        });
}
