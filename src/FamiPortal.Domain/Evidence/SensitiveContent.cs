using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FamiPortal.Domain.Evidence;

/// <summary>What a file seems to hold that must not be sent; the number or the words themselves are never kept.</summary>
[Flags]
public enum SensitiveFindings
{
    None = 0,

    /// <summary>A social security number, in the text or in the name.</summary>
    Nir = 1,

    /// <summary>Words of a medical record about a person.</summary>
    MedicalWords = 2,
}

/// <summary>
/// Looks for what the guides forbid to send: a social security number (NIR, its key checked) and data about a patient. A guess, hence
/// a question to the person and never a refusal.
/// </summary>
public static partial class SensitiveContent
{
    /// <summary>Each is enough: it speaks of one patient, where an invoice of software does not.</summary>
    private static readonly string[] Telling =
    [
        "nom du patient", "nom de la patiente", "nom et prenom du patient", "identite du patient", "date de naissance du patient", "le patient presente", "la patiente presente",
        "compte rendu operatoire", "compte rendu d hospitalisation", "compte rendu de consultation", "compte rendu d examen", "resultats d analyses", "resultat d analyse",
        "motif de consultation", "motif d hospitalisation", "antecedents medicaux", "antecedents chirurgicaux", "antecedents familiaux", "numero de securite sociale du patient",
    ];

    /// <summary>Two of these together: each alone is also found in the brochure of a program.</summary>
    private static readonly string[] Suspect =
    [
        "posologie", "antecedents", "diagnostic", "anamnese", "pathologie", "traitement en cours", "ne e le", "nee le", "ne le", "comprime", "gelule", "hospitalise", "hospitalisee", "bilan sanguin",
        "allergies", "affection de longue duree", "grossesse", "mg par jour", "fois par jour",
    ];

    /// <summary>In a name, where people write what the file is.</summary>
    private static readonly string[] TellingInName =
        ["ordonnance", "patient", "patiente", "bilan sanguin", "compte rendu", "carte vitale", "feuille de soins", "radio", "irm", "scanner", "analyses", "dossier medical"];

    public static SensitiveFindings Look(string fileName, string? text)
    {
        var (name, content) = (Plain(fileName), Plain(text ?? ""));
        var isMedical = TellingInName.Any(words => Holds(name, words))
            || Telling.Any(words => Holds(content, words))
            || Suspect.Count(words => Holds(content, words)) >= 2;
        return (HasNir(fileName) || HasNir(text ?? "") ? SensitiveFindings.Nir : SensitiveFindings.None)
            | (isMedical ? SensitiveFindings.MedicalWords : SensitiveFindings.None);
    }

    /// <summary>The name with every such number written over: it is shown, and kept.</summary>
    public static string Mask(string fileName) => Nir().Replace(fileName, match => IsNir(match) ? "•••" : match.Value);

    public static bool HasNir(string text) => Nir().Matches(text).Any(IsNir);

    /// <summary>
    /// With its key, the key must be right: 97 less the rest of the number by 97, 2A and 2B counting for 19 and 18. Without it, only a
    /// number written in its usual groups: thirteen digits in a row are anything.
    /// </summary>
    private static bool IsNir(Match match)
    {
        var digits = string.Concat(match.Groups["n"].Captures.Select(group => group.Value)).ToUpperInvariant();
        var number = long.Parse(digits.Replace("2A", "19", StringComparison.Ordinal).Replace("2B", "18", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return match.Groups["key"] is { Success: true } key
            ? int.Parse(key.Value, CultureInfo.InvariantCulture) == 97 - (number % 97)
            : match.Groups["gap"].Captures.All(gap => gap.Length > 0);
    }

    /// <summary>Lower case without accents, what is no letter nor digit made one space.</summary>
    internal static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                plain.Append(char.ToLowerInvariant(letter));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain[^1] == ' ' ? plain.ToString() : plain.Append(' ').ToString();
    }

    /// <summary>Whole words of a plain text.</summary>
    internal static bool Holds(string plain, string words) => plain.Contains($" {words} ", StringComparison.Ordinal);

    /// <summary>Sex, year, month (or a fictitious one), department, town, order, key.</summary>
    [GeneratedRegex(
        @"(?<![0-9])(?<n>[12378])(?<gap>[ .\-_\u00A0\u202F]?)(?<n>\d{2})(?<gap>[ .\-_\u00A0\u202F]?)(?<n>0[1-9]|1[0-2]|[2-9]\d)(?<gap>[ .\-_\u00A0\u202F]?)(?<n>\d{2}|2[ABab])(?<gap>[ .\-_\u00A0\u202F]?)(?<n>\d{3})(?<gap>[ .\-_\u00A0\u202F]?)(?<n>\d{3})(?:[ .\-_/\u00A0\u202F]{0,3}(?<key>\d{2}))?(?![0-9])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Nir();
}
