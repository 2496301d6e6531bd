using System.Globalization;
using System.Numerics;
using System.Text;

namespace FamiPortal.Rules;

/// <summary>
/// French writing of amounts, numbers, dates and fractions, the same on screens, in PDFs, in mails and in explanations.
/// It is written out by hand so that it depends on no culture data of the machine.
/// </summary>
public static class French
{
    /// <summary>U+202F, before <c>; ! ? % €</c> and between thousands.</summary>
    public const char NarrowSpace = '\u202F';

    /// <summary>U+00A0, before <c>:</c> and inside « ».</summary>
    public const char NoBreakSpace = '\u00A0';

    private static readonly string[] Months =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    private static readonly string[] Days = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

    /// <summary>Phrases one after the other: <c>avenant 12 ; avenant 13</c>.</summary>
    public static string Series(IEnumerable<string> phrases) => string.Join($"{NarrowSpace}; ", phrases);

    /// <summary>A sum with its cents, for what is paid: <c>1 240,00 €</c>.</summary>
    /// <param name="euros">Euros; rounded half away from zero to the cent for display only.</param>
    public static string Money(decimal euros) => $"{Number(euros, 2, 2)}{NarrowSpace}€";

    /// <summary>A sum without cents when it has none, for estimates and labels: <c>490 €</c>, <c>157,50 €</c>.</summary>
    /// <param name="euros">Euros.</param>
    public static string ShortMoney(decimal euros) =>
        decimal.Truncate(euros) == euros ? $"{Number(euros, 0, 0)}{NarrowSpace}€" : Money(euros);

    /// <summary>A number with grouped thousands and a decimal comma: <c>2 730</c>, <c>22,5</c>.</summary>
    /// <param name="value">Any decimal.</param>
    /// <param name="decimalsMin">Decimals always written.</param>
    /// <param name="decimalsMax">Decimals at most; the rest is rounded half away from zero.</param>
    public static string Number(decimal value, int decimalsMin = 0, int decimalsMax = 2)
    {
        var rounded = Math.Round(Math.Abs(value), decimalsMax, MidpointRounding.AwayFromZero);
        var format = "0." + new string('0', decimalsMin) + new string('#', decimalsMax - decimalsMin);
        var text = rounded.ToString(format, CultureInfo.InvariantCulture);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? text : text[..dot];
        var sign = value < 0 && rounded != 0 ? "-" : "";
        return sign + Group(whole) + (dot < 0 ? "" : "," + text[(dot + 1)..]);
    }

    /// <summary>A whole number with grouped thousands.</summary>
    /// <param name="value">Any size.</param>
    public static string Number(Int128 value) =>
        (value < 0 ? "-" : "") + Group((value < 0 ? -(BigInteger)value : value).ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// A rate as people read it, to the hundredth: 2 310/2 730 is <c>84,62 %</c>. It is never rounded up to a whole percent,
    /// so that a missed threshold does not look met: 69 999/100 000 is <c>69,99 %</c>.
    /// </summary>
    /// <param name="numerator">Zero or more.</param>
    /// <param name="denominator">Zero or more; zero gives <c>sans objet</c>.</param>
    public static string Percent(Int128 numerator, Int128 denominator)
    {
        if (denominator == 0)
        {
            return "sans objet";
        }

        var scaled = (BigInteger)numerator * 10_000;
        var hundredths = ((scaled * 2) + denominator) / ((BigInteger)denominator * 2);
        if (hundredths % 100 == 0 && hundredths * denominator > scaled)
        {
            hundredths -= 1;
        }

        var whole = Group((hundredths / 100).ToString(CultureInfo.InvariantCulture));
        var rest = ((int)(hundredths % 100)).ToString("00", CultureInfo.InvariantCulture).TrimEnd('0');
        return $"{whole}{(rest.Length == 0 ? "" : "," + rest)}{NarrowSpace}%";
    }

    /// <summary>A date in full: <c>12 janvier 2026</c>, <c>1ᵉʳ mars 2026</c>.</summary>
    /// <param name="date">A day of the calendar.</param>
    public static string Date(DateOnly date) =>
        $"{(date.Day == 1 ? "1ᵉʳ" : date.Day.ToString(CultureInfo.InvariantCulture))} {Months[date.Month - 1]} {date.Year.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>A date in full with its day of the week: <c>lundi 2 mars 2026</c>.</summary>
    /// <param name="date">A day of the calendar.</param>
    public static string LongDate(DateOnly date) => $"{Days[(int)date.DayOfWeek]} {Date(date)}";

    /// <summary>A date in figures: <c>31/12/2025</c>.</summary>
    /// <param name="date">A day of the calendar.</param>
    public static string ShortDate(DateOnly date) => date.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);

    /// <summary>A time of day: <c>18 h 00</c>.</summary>
    /// <param name="time">Seconds are left out.</param>
    public static string Time(TimeOnly time) =>
        $"{time.Hour.ToString(CultureInfo.InvariantCulture)}{NoBreakSpace}h{NoBreakSpace}{time.Minute.ToString("00", CultureInfo.InvariantCulture)}";

    /// <summary>The name of a month, <c>janvier</c> to <c>décembre</c>.</summary>
    /// <param name="month">1 to 12.</param>
    public static string Month(int month) => Months[month - 1];

    /// <summary>Words joined as in a sentence: <c>a, b et c</c>.</summary>
    /// <param name="words">None gives an empty text.</param>
    /// <param name="last">The word before the last one.</param>
    public static string Join(IReadOnlyList<string> words, string last = "et") => words.Count switch
    {
        0 => "",
        1 => words[0],
        _ => $"{string.Join(", ", words.Take(words.Count - 1))} {last} {words[^1]}",
    };

    /// <summary>Sets the French spaces of a text that was typed with ordinary ones, as rule files are.</summary>
    /// <param name="text">Any text; codes and paths come back unchanged.</param>
    public static string Typeset(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var set = new StringBuilder(text);
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i - 1] == ' ')
            {
                set[i - 1] = text[i] switch
                {
                    ';' or '!' or '?' or '%' or '€' => NarrowSpace,
                    ':' or '»' => NoBreakSpace,
                    _ => set[i - 1],
                };
            }

            if (text[i - 1] == '«' && text[i] == ' ')
            {
                set[i] = NoBreakSpace;
            }
        }

        return set.ToString();
    }

    private static string Group(string digits)
    {
        if (digits.Length <= 3)
        {
            return digits;
        }

        var grouped = new StringBuilder(digits.Length + (digits.Length / 3));
        for (var i = 0; i < digits.Length; i++)
        {
            if (i > 0 && (digits.Length - i) % 3 == 0)
            {
                grouped.Append(NarrowSpace);
            }

            grouped.Append(digits[i]);
        }

        return grouped.ToString();
    }
}
