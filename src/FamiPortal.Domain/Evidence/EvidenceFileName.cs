using System.Globalization;
using System.Text;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// The submitted file name, made fit to be shown and to be offered at download. It never names a file on our disk.
/// </summary>
public static class EvidenceFileName
{
    public const int LengthMax = 120;

    private const string Nameless = "document";

    /// <summary>Longer than any extension of a document: what follows such a late dot is part of the name.</summary>
    private const int ExtensionLengthMax = 10;

    /// <summary>
    /// Removes directories, control and invisible characters (a right-to-left override shows <c>exe.pdf</c> for
    /// <c>fdp.exe</c>), and shortens to <see cref="LengthMax"/> characters, the extension kept.
    /// </summary>
    public static string Clean(string? submitted)
    {
        var lastPart = (submitted ?? "").Split('/', '\\').LastOrDefault(part => part.Trim(' ', '.').Length > 0) ?? "";
        var visible = new StringBuilder(lastPart.Length);
        foreach (var rune in lastPart.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
            {
                visible.Append(' ');
            }
            else if (rune != Rune.ReplacementChar && !IsInvisible(rune))
            {
                visible.Append(rune.ToString());
            }
        }

        // macOS sends accents apart from their letters; put together, they compare and count as people expect.
        var name = visible.ToString().Normalize(NormalizationForm.FormC).Trim(' ', '.');
        return name.Length == 0 ? Nameless : Shorten(name);
    }

    /// <summary>The cleaned name, with the extension of its format when it came without any.</summary>
    public static string Clean(string? submitted, EvidenceFormat format)
    {
        var name = Clean(submitted);
        return Extension(name).Length > 0 ? name : Shorten(name + EvidenceFormats.Of(format).Extensions[0]);
    }

    /// <summary>The extension in lower case with its dot, or an empty text.</summary>
    public static string Extension(string cleanName)
    {
        var dot = cleanName.LastIndexOf('.');
        return dot > 0 && cleanName.Length - dot <= ExtensionLengthMax ? cleanName[dot..].ToLowerInvariant() : "";
    }

    private static string Shorten(string name)
    {
        if (name.Length <= LengthMax)
        {
            return name;
        }

        var extensionLength = Extension(name).Length;
        return $"{Lengths.Cut(name, LengthMax - extensionLength - 1).TrimEnd(' ', '.')}…{name[(name.Length - extensionLength)..]}";
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned;
}
