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

    /// <summary><c>812 octets</c>, <c>412 ko</c>, <c>1,2 Mo</c>: counted as the limit is, by 1 024, so that what is allowed never looks larger than it.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 2 => $"{French.Number(bytes)}\u00A0octet",
        < 1024 => $"{French.Number(bytes)}\u00A0octets",
        < 1024 * 1024 => $"{French.Number(Math.Ceiling(bytes / 1024m), 0, 0)}\u00A0ko",
        _ => $"{French.Number(bytes / (1024m * 1024m), 0, 1)}\u00A0Mo",
    };

    /// <summary>A day as the value of an <c>input type="date"</c>.</summary>
    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The share of a whole as a length of an image: <c>62.5%</c>; of nothing, nothing.</summary>
    public static string Share(long part, long whole) => FormattableString.Invariant($"{(whole == 0 ? 0m : Math.Round(100m * part / whole, 2)):0.##}%");

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
