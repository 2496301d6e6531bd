using System.Globalization;
using System.Text;
using FamiPortal.Domain.Practitioners;

namespace FamiPortal.Domain.Desk;

/// <summary>Names as people search them: without accents or capitals, hyphens as blanks, the RPPS number at the end.</summary>
public static class SearchText
{
    public static string Of(Practitioner practitioner) =>
        $"{Plain(practitioner.LastName)} {Plain(practitioner.FirstName)} {practitioner.Rpps.Value}";

    /// <summary>The words of a search, each to be found anywhere. A number typed with blanks between its digits is one word.</summary>
    public static IReadOnlyList<string> Words(string? typed)
    {
        var text = Plain(typed ?? "");
        return text.All(character => char.IsAsciiDigit(character) || character == ' ')
            ? text.Replace(" ", "", StringComparison.Ordinal) is { Length: > 0 } number ? [number] : []
            : [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5)];
    }

    /// <summary>Whether a text holds every word of a search (<see cref="Words"/>).</summary>
    internal static bool Holds(string text, IReadOnlyList<string> words)
    {
        var plain = Plain(text);
        return words.All(word => plain.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>Lower case without accents, whatever is no letter nor digit made one blank.</summary>
    internal static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text.ToLowerInvariant().Replace("œ", "oe", StringComparison.Ordinal).Replace("æ", "ae", StringComparison.Ordinal)
            .Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(character))
            {
                plain.Append(character);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark && plain is not [] and not [.., ' '])
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().TrimEnd();
    }
}
