using System.Globalization;

namespace FamiPortal.Rules;

/// <summary>A version written <c>major.minor</c>, such as <c>1.40</c>; 1.40 is greater than 1.9.</summary>
/// <param name="Major">Before the dot.</param>
/// <param name="Minor">After the dot, as a whole number.</param>
/// <param name="Text">As it was written: 1.40 and 1.4 are different versions.</param>
public sealed record FactVersion(int Major, int Minor, string Text)
{
    /// <summary>Reads two groups of one to nine digits around one dot.</summary>
    /// <param name="text">The text to read.</param>
    /// <returns>The version, or null when the text has another form.</returns>
    public static FactVersion? Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && Digits(text.AsSpan(0, dot)) is { } major && Digits(text.AsSpan(dot + 1)) is { } minor
            ? new FactVersion(major, minor, text)
            : null;
    }

    /// <inheritdoc />
    public override string ToString() => Text;

    private static int? Digits(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= 9 && !text.ContainsAnyExceptInRange('0', '9')
            ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
}
