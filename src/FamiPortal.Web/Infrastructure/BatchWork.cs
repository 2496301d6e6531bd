using FamiPortal.Domain.Desk;

namespace FamiPortal.Web.Infrastructure;

/// <summary>
/// Does the batches that agents confirmed, a few items at a time so that pages always find the database free in between. What a
/// restart interrupts goes on by itself: the state is in the database.
/// </summary>
public sealed class BatchWork(IServiceScopeFactory scopes, TimeProvider clock, ILogger<BatchWork> logger) : BackgroundService
{
    private const int Chunk = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await WorkAsync(stoppingToken);
        }
    }

    /// <summary>All that is confirmed; a failure is logged and tried again at the next turn.</summary>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            bool more;
            do
            {
                await using var scope = scopes.CreateAsyncScope();
                more = await scope.ServiceProvider.GetRequiredService<RunBatch>().RunAsync(Chunk, cancellationToken);
            }
            while (more);
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException)
        {
            logger.LogError(failure, "A batch stopped, it goes on in {Seconds} s", Pause.TotalSeconds);
        }
    }
}
