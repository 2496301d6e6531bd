namespace FamiPortal.Domain.Demonstration;

/// <summary>The clock of the story that the seed tells: use cases run at the instants that it sets.</summary>
internal sealed class SeedClock(DateTime start) : TimeProvider
{
    private DateTime now = start;

    public DateTime Now
    {
        get => now;
        set => now = DateTime.SpecifyKind(value, DateTimeKind.Utc);
    }

    public override DateTimeOffset GetUtcNow() => new(now, TimeSpan.Zero);
}
