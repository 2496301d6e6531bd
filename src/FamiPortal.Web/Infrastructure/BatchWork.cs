using FamiPortal.Domain.Desk;

namespace FamiPortal.Web.Infrastructure;

/// <summary>
/// Does the batches that agents confirmed, a few items at a time so that pages always find the database free in between. What a
/// restart interrupts goes on by itself: the state is in the database.
/// </summary>
public sealed class BatchWork(IServiceScopeFactory scopes, TimeProvider clock, ILogger<BatchWork> logger)
    : PeriodicWork(scopes, TimeSpan.FromSeconds(2), clock, logger)
{
    private const int Chunk = 50;

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (await RunAsync((RunBatch batches) => batches.RunAsync(Chunk, cancellationToken)))
        {
            // All that is confirmed.
        }
    }
}
