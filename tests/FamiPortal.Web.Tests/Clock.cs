namespace FamiPortal.Web.Tests;

/// <summary>A clock that moves when a test says so.</summary>
public sealed class Clock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan time) => now += time;
}
