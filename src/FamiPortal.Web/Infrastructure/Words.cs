using FamiPortal.Domain;
using FamiPortal.Rules;

namespace FamiPortal.Web.Infrastructure;

/// <summary>Small French words that several screens write: counts, waits, sizes, files to follow.</summary>
public static class Words
{
    /// <summary><c>1 brouillon</c>, <c>2 910 brouillons</c>; none is singular.</summary>
    public static string Count(long number, string one, string many) => $"{French.Number(number)} {(Math.Abs(number) < 2 ? one : many)}";

    /// <summary>Days of Paris since then.</summary>
    public static int Days(DateTime since, DateTime now) => ParisTime.DateOf(now).DayNumber - ParisTime.DateOf(since).DayNumber;

    /// <summary><c>depuis aujourd’hui</c>, <c>depuis hier</c>, <c>depuis 8 jours</c></summary>
    public static string Since(DateTime since, DateTime now) => Days(since, now) switch
    {
        <= 0 => "depuis aujourd’hui",
        1 => "depuis hier",
        var days => $"depuis {French.Number(days)} jours",
    };

    /// <summary><c>412 ko</c>, <c>1,2 Mo</c></summary>
    public static string Size(long bytes) => bytes < 1_000_000
        ? $"{French.Number(Math.Max(1, bytes / 1_000))}\u00A0ko"
        : $"{French.Number(bytes / 1_000_000m, 0, 1)}\u00A0Mo";

    /// <summary>Between guillemets; those inside become “ ”, as French quotes a quotation.</summary>
    public static string Quote(string? text)
    {
        var inner = (text ?? "").Replace("«\u00A0", "“").Replace("«\u202F", "“").Replace("« ", "“").Replace('«', '“')
            .Replace("\u00A0»", "”").Replace("\u202F»", "”").Replace(" »", "”").Replace('»', '”');
        return $"«\u00A0{inner}\u00A0»";
    }

    /// <summary>A number of the directory as people read it out: <c>99 000 000 117</c>.</summary>
    public static string Rpps(string digits) => French.Number(Int128.Parse(digits, System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>Where a list stands and where its other pages are; <paramref name="Href"/> ends where the number goes.</summary>
public sealed record Pager(int Number, int Count, string Href);
