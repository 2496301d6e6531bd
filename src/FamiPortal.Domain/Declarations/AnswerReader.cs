using System.Globalization;
using System.Text.Json.Nodes;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Declarations;

/// <summary>
/// Reads what was typed in a field by the type that the vocabulary gives it, once when it is saved (French message, canonical
/// text) and again when a situation is assembled (JSON). No type, no message and no limit belongs to one profession.
/// </summary>
public static class AnswerReader
{
    public const int TextLengthMax = 200;
    public const int LongTextLengthMax = 2_000;

    private const int WholeNumberMax = 999_999;
    private const string IsoDate = "yyyy-MM-dd";

    private static readonly string[] TypedDates = [IsoDate, "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"];

    /// <summary>The values as they are kept: ISO dates, plain figures, known codes; none when the field is left blank.</summary>
    public static Outcome<IReadOnlyList<string>> Read(FormField field, IReadOnlyList<string> typed)
    {
        var path = field.Path.Text;
        var values = typed.Select(value => value.Trim()).Where(value => value.Length > 0).ToList();
        var type = field.Path.Member.Type;
        if (type is not ListType list)
        {
            // A box is often posted twice, with a hidden "false": the tick wins.
            if (type is BooleanType && values.Count > 1)
            {
                values = [values.FirstOrDefault(IsTick) ?? values[0]];
            }

            return values.Count switch
            {
                0 => new List<string>(),
                1 => One(field, type, values[0]),
                _ => DeclarationErrors.OnlyOne(path),
            };
        }

        var read = values.Select(value => One(field, list.Item, value)).ToList();
        var problems = read.SelectMany(one => one.Problems).Take(1).ToArray();
        return problems.Length > 0 ? problems : read.SelectMany(one => one.Value).Distinct(StringComparer.Ordinal).ToList();
    }

    /// <summary>The kept values as the contract writes them, or null for no answer.</summary>
    public static JsonNode? ToJson(FormField field, IReadOnlyList<string> kept)
    {
        if (kept.Count == 0)
        {
            return null;
        }

        return field.Path.Member.Type is ListType list
            ? new JsonArray([.. kept.Select(value => ToJson(list.Item, value))])
            : ToJson(field.Path.Member.Type, kept[0]);
    }

    private static JsonValue ToJson(FactType type, string value) => type switch
    {
        BooleanType => JsonValue.Create(value == "true"),
        IntegerType => JsonValue.Create(long.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture)),
        NumberType => JsonValue.Create(decimal.Parse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(value),
    };

    private static Outcome<IReadOnlyList<string>> One(FormField field, FactType type, string value)
    {
        var path = field.Path.Text;
        return type switch
        {
            BooleanType => Boolean(path, value),
            IntegerType integer => Whole(path, integer, value),
            NumberType => Number(path, value),
            DateType => Date(path, value),
            VersionType => FactVersion.Parse(value) is null ? DeclarationErrors.NotAVersion(path) : Kept(value),
            EnumerationType enumeration => IsOffered(field, enumeration, value) ? Kept(value) : DeclarationErrors.NotAChoice(path),
            TextType => Text(field, value),
            _ => throw new InvalidOperationException($"The field {path} has a type that no form can fill."),
        };
    }

    private static bool IsTick(string value) => value is "true" or "on";

    private static Outcome<IReadOnlyList<string>> Boolean(string path, string value) => value switch
    {
        "true" or "on" => Kept("true"),
        "false" => new List<string>(),
        _ => DeclarationErrors.NotYesOrNo(path),
    };

    private static Outcome<IReadOnlyList<string>> Whole(string path, IntegerType type, string value)
    {
        var max = Math.Min(type.Max ?? WholeNumberMax, WholeNumberMax);
        return long.TryParse(WithoutBlanks(value), NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole >= type.Min && whole <= max
            ? Kept(whole.ToString(CultureInfo.InvariantCulture))
            : DeclarationErrors.NotAWholeNumber(path, type.Min, max);
    }

    private static Outcome<IReadOnlyList<string>> Number(string path, string value) =>
        decimal.TryParse(WithoutBlanks(value).Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number <= WholeNumberMax
            ? Kept(number.ToString(CultureInfo.InvariantCulture))
            : DeclarationErrors.NotANumber(path);

    private static Outcome<IReadOnlyList<string>> Date(string path, string value) =>
        DateOnly.TryParseExact(WithoutBlanks(value), TypedDates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date.Year is >= 1950 and <= 2100
            ? Kept(date.ToString(IsoDate, CultureInfo.InvariantCulture))
            : DeclarationErrors.NotADate(path);

    private static Outcome<IReadOnlyList<string>> Text(FormField field, string value)
    {
        var max = field.Control == FormControl.LongText ? LongTextLengthMax : TextLengthMax;
        return value.Length <= max ? Kept(value) : DeclarationErrors.TooLong(field.Path.Text, max);
    }

    private static bool IsOffered(FormField field, EnumerationType type, string value) =>
        field.Options.Count == 0 ? type.Enumeration.Find(value) is not null : field.Options.Any(option => option.Code == value);

    private static string WithoutBlanks(string value) => string.Concat(value.Where(character => !char.IsWhiteSpace(character)));

    private static List<string> Kept(string value) => [value];
}
