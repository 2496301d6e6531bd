using System.Globalization;

namespace FamiPortal.Rules;

/// <summary>
/// A decimal number exactly as JSON wrote it, without floating point and without a limit on its digits:
/// 1.99999999999999999999 stays below 2, and an exponent of a billion costs nothing. Zero or more.
/// </summary>
public sealed class ExactNumber
{
    /// <summary>Zero, what a missing number stands for.</summary>
    public static readonly ExactNumber Zero = new("", 0, "0");

    // The value is 0.d₁d₂d₃… × 10^scale, with d₁ and the last digit different from 0; no digit at all is zero.
    private readonly string digits;
    private readonly long scale;
    private readonly string text;

    private ExactNumber(string digits, long scale, string text)
    {
        this.digits = digits;
        this.scale = scale;
        this.text = text;
    }

    /// <summary>True when nothing stands behind the decimal point.</summary>
    public bool IsWhole => digits.Length <= scale || digits.Length == 0;

    /// <summary>Reads a number in JSON's grammar.</summary>
    /// <param name="json">A token that a JSON reader has already accepted as a number.</param>
    /// <param name="negative">True when the number is below zero (minus zero is zero).</param>
    /// <returns>The magnitude; null when the exponent itself has more than 18 digits.</returns>
    public static ExactNumber? Parse(ReadOnlySpan<char> json, out bool negative)
    {
        negative = json[0] == '-';
        var text = (negative ? json[1..] : json).ToString();
        var mark = text.AsSpan().IndexOfAny('e', 'E');
        var exponent = 0L;
        if (mark >= 0)
        {
            var written = text.AsSpan(mark + 1);
            if (written.TrimStart("+-").TrimStart('0').Length > 18)
            {
                return null;
            }

            exponent = long.Parse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        var mantissa = mark < 0 ? text : text[..mark];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? mantissa : mantissa[..dot];
        var all = dot < 0 ? mantissa : string.Concat(whole, mantissa.AsSpan(dot + 1));
        var significant = all.TrimStart('0');
        var scale = whole.Length - (all.Length - significant.Length) + exponent;
        significant = significant.TrimEnd('0');
        negative &= significant.Length > 0;
        return new ExactNumber(significant, scale, text);
    }

    /// <summary>The whole number, when it is one and has at most 18 digits.</summary>
    public long? ToInt64() => (digits.Length, IsWhole, scale) switch
    {
        (0, _, _) => 0,
        (_, true, <= 18) => long.Parse(digits.PadRight((int)scale, '0'), NumberStyles.None, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>True when this number is <paramref name="other"/> or more, exactly.</summary>
    /// <param name="other">Zero or more.</param>
    public bool IsAtLeast(ExactNumber other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (digits.Length == 0 || other.digits.Length == 0)
        {
            return other.digits.Length == 0;
        }

        return scale != other.scale ? scale > other.scale : string.CompareOrdinal(digits, other.digits) >= 0;
    }

    /// <summary>The number as it was written.</summary>
    public override string ToString() => text;
}
