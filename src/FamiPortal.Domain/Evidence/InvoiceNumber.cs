using System.Text.RegularExpressions;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// The number of the invoice that a text is, letters and digits only, so that the same invoice is recognised when it is sent again
/// as another file. A hint for an agent: two suppliers may count alike (see <see cref="InvoiceSupplier"/>).
/// </summary>
internal static partial class InvoiceNumber
{
    /// <summary>« 12 » or « 2025 » is the number of too many invoices to tell anything.</summary>
    private const int LettersAndDigitsMin = 5;
    private const int DigitsMin = 3;

    /// <returns>Null when the text names none.</returns>
    public static string? Find(string? text)
    {
        foreach (Match match in Named().Matches(text ?? ""))
        {
            var written = match.Groups["number"].Value;
            var number = string.Concat(written.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
            if (number.Length is >= LettersAndDigitsMin and <= Lengths.Code && number.Count(char.IsAsciiDigit) >= DigitsMin && !Date().IsMatch(written))
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>« Facture n° FA-2025/0042 », « FACTURE 2024-118 », « N° de facture : 20250042 », « Numéro facture FA0042 ».</summary>
    [GeneratedRegex(
        @"(?:factures?(?:\s*(?::|\#|n\s?[°ºo]\.?|num[ée]ro|r[ée]f(?:[ée]rence)?\.?)|(?=\s))|(?:n\s?[°º]\.?|num[ée]ro|r[ée]f[ée]rence)\s*(?:de\s+)?(?:la\s+)?facture)\s*[:\#]?\s*(?<number>[A-Z0-9](?:[A-Z0-9]|[-/_.](?=[A-Z0-9])){2,39})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}

/// <summary>
/// Whose product a document names, as far as the first reading tells: the words of the declared products that it found on it. Two
/// invoices of one number are the same one only if they may be of one supplier.
/// </summary>
internal static class InvoiceSupplier
{
    /// <returns>Empty when nothing was found, or nothing was looked for: the supplier is not known.</returns>
    public static IReadOnlySet<string> Of(Proof? proof, Precheck? precheck, Answers answers) =>
        (proof?.LookFor ?? [])
            .Where(wanted => wanted.Answer is not null && precheck?.Items.Any(item => item.IsFound && item.Label == wanted.Label) == true)
            .SelectMany(wanted => answers[wanted.Answer!.Text])
            .SelectMany(name => SensitiveContent.Plain(name).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(word => word.Any(char.IsAsciiLetter) && word.Length > 2)
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>Both are known, and have no word in common.</summary>
    public static bool Differ(IReadOnlySet<string> one, IReadOnlySet<string> other) => one.Count > 0 && other.Count > 0 && !one.Overlaps(other);
}
