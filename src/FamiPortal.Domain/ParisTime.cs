using FamiPortal.Rules;

namespace FamiPortal.Domain;

/// <summary>
/// Instants are stored in UTC; rights begin and end, and people read, in Europe/Paris. Midnight of the last day of a
/// campaign is the one of Paris, also when the clocks change.
/// </summary>
public static class ParisTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static DateTime ToUtc(DateOnly date, TimeOnly time) =>
        TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(time, DateTimeKind.Unspecified), Zone);

    /// <summary>The midnight that begins a day.</summary>
    public static DateTime StartOf(DateOnly day) => ToUtc(day, TimeOnly.MinValue);

    /// <summary>The midnight that ends a day, first instant of the next; the last day of the calendar has none, and ends with time.</summary>
    public static DateTime EndOf(DateOnly day) => day < DateOnly.MaxValue ? StartOf(day.AddDays(1)) : DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);

    public static DateOnly DateOf(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary><c>12 janvier 2026 à 18 h 00</c></summary>
    public static string DateAndTime(DateTime utc) => $"{French.Date(DateOf(utc))} à {TimeOf(utc)}";

    /// <summary><c>lundi 2 mars 2026 à 23 h 59</c></summary>
    public static string LongDateAndTime(DateTime utc) => $"{French.LongDate(DateOf(utc))} à {TimeOf(utc)}";

    /// <summary><c>12 janvier 2026 à 18 h 00 min 07 s</c>, where the second counts (receipts).</summary>
    public static string Exact(DateTime utc) =>
        $"{DateAndTime(utc)}{French.NoBreakSpace}min{French.NoBreakSpace}{Local(utc):ss}{French.NoBreakSpace}s";

    private static string TimeOf(DateTime utc) => French.Time(TimeOnly.FromDateTime(Local(utc)));

    private static DateTime Local(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);
}
