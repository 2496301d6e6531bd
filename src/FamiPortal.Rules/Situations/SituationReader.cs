using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace FamiPortal.Rules;

/// <summary>
/// Reads a situation strictly, straight into the vocabulary's shapes: names and codes are case-sensitive, an unknown
/// property is an error, and facts that the rule set does not use are checked all the same.
/// </summary>
public static class SituationReader
{
    private const string NotJson = "La ligne n'est pas du JSON valide.";
    private const string ObjectExpected = "Un objet est attendu.";
    private const string TextExpected = "Une chaîne de caractères est attendue.";
    private const string WholeNumberExpected = "Un nombre entier est attendu.";
    private const string Missing = "Propriété obligatoire absente.";
    private const string Unknown = "Propriété inconnue.";
    private const string Negative = "Un nombre négatif n'est pas admis.";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads one situation.</summary>
    /// <param name="utf8Json">One JSON object.</param>
    /// <param name="catalogue">Where the rule set of its profession and exercise is looked up.</param>
    /// <param name="provenance">Where known values come from, by path; for explanations.</param>
    public static SituationReading Read(
        ReadOnlyMemory<byte> utf8Json, RuleCatalogue catalogue, IReadOnlyDictionary<string, Provenance>? provenance = null)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        string? id = null;
        try
        {
            if (!Utf8.IsValid(utf8Json.Span))
            {
                return Malformed(NotJson);
            }

            using var document = JsonDocument.Parse(utf8Json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement, catalogue, provenance, out id)
                : Malformed("Un objet JSON est attendu.");
        }
        catch (JsonException)
        {
            return Malformed(NotJson);
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair is well-formed for the parser and yet is no text.
            return Malformed(NotJson);
        }
        catch (InvalidFactException invalid)
        {
            return new SituationReading(id, null, null, new SituationError(SituationError.InvalidFact, invalid.Path, invalid.Message));
        }

        static SituationReading Malformed(string message) =>
            new(null, null, null, new SituationError(SituationError.MalformedJson, null, message));
    }

    private static SituationReading Read(
        JsonElement root, RuleCatalogue catalogue, IReadOnlyDictionary<string, Provenance>? provenance, out string? id)
    {
        id = root.TryGetProperty("id", out var written) && written.ValueKind == JsonValueKind.String ? written.GetString() : null;
        Text(Mandatory(root, "id"), "id");
        var profession = Text(Mandatory(root, "profession"), "profession");
        var exercise = Whole(Mandatory(root, "exercise"), "exercise");
        var ruleSet = exercise is > 0 and <= int.MaxValue ? catalogue.Find(profession, (int)exercise) : null;
        if (ruleSet is null)
        {
            var key = $"{profession}/{exercise.ToString(CultureInfo.InvariantCulture)}";
            return new SituationReading(id, null, null, new SituationError(SituationError.UnknownRuleSet, null, $"Aucun barème pour {key}."));
        }

        var facts = new FactRecord(ruleSet.Vocabulary.Facts, new object?[ruleSet.Vocabulary.Facts.Members.Count]);
        string? specialty = null;
        DateOnly? transmittedOn = null;
        foreach (var property in root.EnumerateObject())
        {
            switch (property.Name)
            {
                case "id" or "profession" or "exercise":
                    break;
                case "specialty":
                    specialty = property.Value.ValueKind == JsonValueKind.Null ? null : Text(property.Value, "specialty");
                    break;
                case "transmittedOn":
                    transmittedOn = property.Value.ValueKind == JsonValueKind.Null ? null : Day(property.Value, "transmittedOn");
                    break;
                case "facts":
                    facts = Record(property.Value, ruleSet.Vocabulary.Facts, "facts", (int)exercise);
                    break;
                default:
                    throw new InvalidFactException(property.Name, Unknown);
            }
        }

        var situation = new Situation
        {
            Id = id!,
            Profession = profession,
            Exercise = (int)exercise,
            Specialty = specialty,
            TransmittedOn = transmittedOn,
            Facts = facts,
            Provenance = provenance ?? new Dictionary<string, Provenance>(),
        };
        return new SituationReading(id, situation, ruleSet, null);
    }

    private static JsonElement Mandatory(JsonElement root, string name) =>
        root.TryGetProperty(name, out var element) ? element : throw new InvalidFactException(name, Missing);

    private static FactRecord Record(JsonElement element, ObjectType type, string path, int exercise)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidFactException(path, ObjectExpected);
        }

        var values = new object?[type.Members.Count];
        foreach (var property in element.EnumerateObject())
        {
            var memberPath = $"{path}.{property.Name}";
            var member = type.Find(property.Name) ?? throw new InvalidFactException(memberPath, Unknown);
            values[member.Slot] = member.IsNullable && property.Value.ValueKind == JsonValueKind.Null
                ? null
                : Value(property.Value, member.Type, memberPath, exercise);
        }

        foreach (var member in type.Members)
        {
            if (member.IsMandatory && values[member.Slot] is null)
            {
                throw new InvalidFactException($"{path}.{member.Name}", Missing);
            }

            if (member.AtMost is { } limit && (values[member.Slot] as long? ?? 0) > (values[type.Find(limit)!.Slot] as long? ?? 0))
            {
                throw new InvalidFactException($"{path}.{member.Name}", member.AtMostMessage!);
            }
        }

        return new FactRecord(type, values);
    }

    private static object Value(JsonElement element, FactType type, string path, int exercise)
    {
        switch (type)
        {
            case BooleanType:
                return element.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? element.GetBoolean()
                    : throw new InvalidFactException(path, "Un booléen est attendu.");
            case IntegerType integer:
                var whole = Whole(element, path);
                return whole < integer.Min || whole > integer.Max
                    ? throw new InvalidFactException(path, integer.RangeMessage ?? Negative)
                    : whole;
            case NumberType:
                var number = Number(element, path, "Un nombre est attendu.", out var negative);
                return negative ? throw new InvalidFactException(path, Negative) : number;
            case TextType:
                return Text(element, path);
            case VersionType:
                return FactVersion.Parse(Text(element, path))
                    ?? throw new InvalidFactException(path, "La version doit être écrite comme « 1.40 ».");
            case DateType date:
                var day = Day(element, path);
                return date.WithinExercise is { } message && day.Year != exercise ? throw new InvalidFactException(path, message) : day;
            case EnumerationType enumeration:
                return enumeration.Enumeration.Find(Text(element, path)) ?? throw new InvalidFactException(path, "Valeur inconnue.");
            case ListType list:
                return List(element, list, path, exercise);
            case ObjectType record:
                return Record(element, record, path, exercise);
            default:
                throw new InvalidOperationException($"Type {type} has no reader.");
        }
    }

    private static List<object> List(JsonElement element, ListType type, string path, int exercise)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw new InvalidFactException(path, "Une liste est attendue.");
        }

        var items = new List<object>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
        {
            items.Add(Value(item, type.Item, $"{path}[{items.Count.ToString(CultureInfo.InvariantCulture)}]", exercise));
        }

        return items;
    }

    private static string Text(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new InvalidFactException(path, TextExpected);

    private static ExactNumber Number(JsonElement element, string path, string expected, out bool negative)
    {
        if (element.ValueKind != JsonValueKind.Number)
        {
            throw new InvalidFactException(path, expected);
        }

        return ExactNumber.Parse(element.GetRawText(), out negative) ?? throw new InvalidFactException(path, "Ce nombre est hors de toute mesure.");
    }

    private static long Whole(JsonElement element, string path)
    {
        var number = Number(element, path, WholeNumberExpected, out var negative);
        if (!number.IsWhole)
        {
            throw new InvalidFactException(path, WholeNumberExpected);
        }

        var whole = number.ToInt64() ?? throw new InvalidFactException(path, negative ? Negative : "Ce nombre est trop grand.");
        return negative ? -whole : whole;
    }

    private static DateOnly Day(JsonElement element, string path)
    {
        var text = element.ValueKind == JsonValueKind.String ? element.GetString()! : "";
        if (text.Length != 10 || text[4] != '-' || text[7] != '-' || text.Where((_, i) => i is not (4 or 7)).Any(c => !char.IsAsciiDigit(c)))
        {
            throw new InvalidFactException(path, "Une date de la forme AAAA-MM-JJ est attendue.");
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new InvalidFactException(path, "Cette date n'existe pas.");
    }

    // Raised and caught within this class only: it carries the first error out of the recursion.
    private sealed class InvalidFactException(string path, string message) : Exception(message)
    {
        public string Path { get; } = path;
    }
}
