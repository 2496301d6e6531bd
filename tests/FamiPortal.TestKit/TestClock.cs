namespace FamiPortal.TestKit;

/// <summary>A clock that tests set: it starts in the middle of the campaign that <see cref="A.Campaign"/> makes and moves only when told.</summary>
public sealed class TestClock : TimeProvider
{
    private DateTimeOffset now = new(2025, 2, 10, 10, 0, 0, TimeSpan.Zero);

    public DateTime UtcNow => now.UtcDateTime;

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;

    public void Set(DateTime utc) => now = new DateTimeOffset(utc, TimeSpan.Zero);
}
