using FamiPortal.Web.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;

namespace FamiPortal.Web.Tests.Infrastructure;

public sealed class PeriodicWorkTests
{
    [Fact]
    public async Task Work_WhenATurnFailsUnexpectedly_IsTriedAgainAtTheNext()
    {
        using var work = new FailingWork();
        await work.StartAsync(default);

        await work.SecondTurn.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.False(work.ExecuteTask!.IsCompleted);
        await work.StopAsync(default);
        Assert.False(work.ExecuteTask.IsFaulted);
    }

    private sealed class FailingWork() : PeriodicWork(null!, TimeSpan.FromMilliseconds(5), TimeProvider.System, NullLogger.Instance)
    {
        private int turns;

        public TaskCompletionSource SecondTurn { get; } = new();

        protected override Task WorkAsync(CancellationToken cancellationToken)
        {
            if (++turns == 2)
            {
                SecondTurn.TrySetResult();
            }

            throw new InvalidOperationException("Nobody foresaw it.");
        }
    }
}
