using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>Keeps a filter under a name; the same name again replaces it.</summary>
public sealed class SaveQueueView(FamiDbContext db)
{
    public Task<Outcome> RunAsync(Actor actor, string? name, string query, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync(async () =>
        {
            var text = (name ?? "").Trim();
            if (actor.OwnFundId is null)
            {
                return DeskErrors.NotFound;
            }

            if (text.Length is 0 or > QueueView.NameLengthMax || query.Length > Lengths.Reason)
            {
                return DeskErrors.ViewName;
            }

            var views = await db.QueueViews.Where(view => view.AccountId == actor.AccountId).ToListAsync(cancellationToken);
            if (views.FirstOrDefault(view => string.Equals(view.Name, text, StringComparison.OrdinalIgnoreCase)) is { } same)
            {
                same.Point(query);
            }
            else if (views.Count >= QueueView.CountMax)
            {
                return DeskErrors.TooManyViews;
            }
            else
            {
                db.QueueViews.Add(new QueueView(actor.AccountId, text, query));
            }

            await db.SaveChangesAsync(cancellationToken);
            return Outcome.Done;
        });
}

/// <summary>Forgets a view of one's own.</summary>
public sealed class DeleteQueueView(FamiDbContext db)
{
    public Task RunAsync(Actor actor, Guid viewId, CancellationToken cancellationToken = default) =>
        db.QueueViews.Where(view => view.Id == viewId && view.AccountId == actor.AccountId).ExecuteDeleteAsync(cancellationToken);
}
