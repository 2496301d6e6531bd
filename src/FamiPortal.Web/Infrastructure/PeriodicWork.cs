namespace FamiPortal.Web.Infrastructure;

/// <summary>
/// What the portal does by itself, again and again. A turn that fails is logged and the next one tries again: an exception that left
/// a background service would stop the whole portal.
/// </summary>
public abstract class PeriodicWork(IServiceScopeFactory scopes, TimeSpan pause, TimeProvider clock, ILogger logger) : BackgroundService
{
    protected TimeProvider Clock => clock;

    protected ILogger Logger => logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RunOnceAsync(stoppingToken);
        }
    }

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WorkAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.LogError(failure, "{Work} failed, it is tried again in {Seconds} s", GetType().Name, pause.TotalSeconds);
        }
    }

    protected abstract Task WorkAsync(CancellationToken cancellationToken);

    /// <summary>One use case in a scope of its own.</summary>
    protected async Task<TResult> RunAsync<TUseCase, TResult>(Func<TUseCase, Task<TResult>> run)
        where TUseCase : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}
