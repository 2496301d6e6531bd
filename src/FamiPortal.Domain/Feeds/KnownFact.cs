using System.Text.Json;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;

namespace FamiPortal.Domain.Feeds;

/// <summary>
/// Something the health insurance already knows about a practitioner for an exercise, measured or prefilled, with where it
/// comes from and the day it was true.
/// </summary>
public sealed class KnownFact
{
    private KnownFact()
    {
    }

    /// <summary>A fact at its place among those of the situation (<c>scor</c>, <c>dmpSoftware.prefilled</c>), its value as JSON, its
    /// source as people read it.</summary>
    /// <exception cref="JsonException">The value is not JSON.</exception>
    public KnownFact(Practitioner practitioner, int exercise, string path, string valueJson, string source, DateOnly asOf, DateTime receivedAt)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using var parsed = JsonDocument.Parse(valueJson);
        Id = Ids.New();
        PractitionerId = practitioner.Id;
        Exercise = exercise;
        Path = path;
        ValueJson = valueJson;
        Source = source;
        AsOf = asOf;
        ReceivedAt = receivedAt;
    }

    public Guid Id { get; private set; }

    public Guid PractitionerId { get; private set; }

    public int Exercise { get; private set; }

    public string Path { get; private set; } = "";

    public string ValueJson { get; private set; } = "";

    public string Source { get; private set; } = "";

    public DateOnly AsOf { get; private set; }

    public DateTime ReceivedAt { get; private set; }

    /// <summary>The contest whose answer gave this value; null for what a feed brought.</summary>
    public Guid? ContestId { get; private set; }

    /// <summary>When a corrected value took its place: kept to be seen, it counts no more.</summary>
    public DateTime? SupersededAt { get; private set; }

    public bool Counts => SupersededAt is null;

    /// <summary>The value that an accepted contest puts in the place of this one, which stays visible.</summary>
    internal static KnownFact Correct(
        KnownFact? before, Practitioner practitioner, int exercise, string path, string valueJson, string source, Guid contestId, DateTime now)
    {
        before?.SupersededAt = now;
        return new KnownFact(practitioner, exercise, path, valueJson, source, ParisTime.DateOf(now), now) { ContestId = contestId };
    }

    /// <summary>Replaces the value by what a newer load of the feed says.</summary>
    public void Refresh(string valueJson, string source, DateOnly asOf, DateTime receivedAt)
    {
        if (ContestId is not null || SupersededAt is not null)
        {
            throw new InvalidOperationException("A feed never overwrites a value that a contest corrected, nor the one it corrected.");
        }

        using var parsed = JsonDocument.Parse(valueJson);
        ValueJson = valueJson;
        Source = source;
        AsOf = asOf;
        ReceivedAt = receivedAt;
    }
}
