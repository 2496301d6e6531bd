using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace FamiPortal.Domain.Practitioners;

/// <summary>
/// A number of the shared directory of health professionals (RPPS): eleven digits. The last one is a Luhn key on most real
/// numbers but not on the official fictitious ones, so the key is not checked.
/// </summary>
public sealed record Rpps
{
    public const int Length = 11;

    private Rpps(string value) => Value = value;

    public string Value { get; }

    /// <summary>Reads a number as people type it, blanks between the digits included.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Rpps? rpps)
    {
        var digits = string.Concat((text ?? "").Where(character => !char.IsWhiteSpace(character)));
        rpps = digits.Length == Length && digits.All(char.IsAsciiDigit) ? new Rpps(digits) : null;
        return rpps is not null;
    }

    /// <exception cref="FormatException">Not eleven digits.</exception>
    public static Rpps Parse(string text) =>
        TryParse(text, out var rpps) ? rpps : throw new FormatException("Un numéro RPPS compte 11 chiffres.");

    public override string ToString() => Value;
}

public sealed class RppsConverter() : ValueConverter<Rpps, string>(rpps => rpps.Value, text => Rpps.Parse(text));
