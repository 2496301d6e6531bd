using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Contests;

/// <summary>
/// A fact of any type of the vocabulary as a plain form, and back: one field a value, one line a row for a list of records. What
/// the fields can't check (ranges, dates of the exercise) the situation reader does.
/// </summary>
public static class FactForm
{
    /// <summary>The fields of a fact, filled with its value.</summary>
    public static IReadOnlyList<FactField> Of(FactMember member, string? valueJson)
    {
        var fields = new List<FactField>();
        Add(fields, member, member.Name, valueJson is null ? null : JsonNode.Parse(valueJson));
        return fields;
    }

    /// <summary>The value in words, one line a field; « rien de connu » when there is none.</summary>
    public static IReadOnlyList<(string Label, string Words)> Words(FactMember member, string? valueJson) => valueJson is null
        ? [(member.Label, "rien de connu")]
        : [.. Of(member, valueJson).Select(field => (field.Label, field.InWords))];

    /// <summary>The JSON of what was typed.</summary>
    public static Outcome<string> Read(FactMember member, IReadOnlyDictionary<string, string> typed)
    {
        var problems = new List<Problem>();
        var value = Read(member, member.Name, typed, problems);
        return problems.Count > 0 ? problems.ToArray() : value?.ToJsonString(Json.Readable) ?? "null";
    }

    private static void Add(List<FactField> fields, FactMember member, string name, JsonNode? value, FactMember? owner = null)
    {
        if (member.Type is ObjectType record)
        {
            foreach (var inner in record.Members)
            {
                Add(fields, inner, $"{name}.{inner.Name}", (value as JsonObject)?[inner.Name], name == member.Name ? null : member);
            }
        }
        else
        {
            fields.Add(new FactField(name, member, Text(member.Type, value)) { Owner = owner });
        }
    }

    private static string Text(FactType type, JsonNode? value) => (type, value) switch
    {
        (ListType { Item: ObjectType row }, JsonArray rows) => string.Join('\n', rows.Select(one => string.Join(" ; ", row.Members.Select(cell => Scalar(one?[cell.Name]))))),
        (ListType, JsonArray items) => string.Join('\n', items.Select(Scalar)),
        _ => Scalar(value),
    };

    private static string Scalar(JsonNode? value) => value?.GetValueKind() switch
    {
        null => "",
        JsonValueKind.String => value.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    private static JsonNode? Read(FactMember member, string name, IReadOnlyDictionary<string, string> typed, List<Problem> problems)
    {
        if (member.Type is ObjectType record)
        {
            return Record(record.Members.Select(inner => (inner.Name, Read(inner, $"{name}.{inner.Name}", typed, problems))));
        }

        var text = typed.GetValueOrDefault(name, "").ReplaceLineEndings("\n").Trim();
        if (member.Type is not ListType list)
        {
            return One(member.Type, name, member.Label, text, problems);
        }

        return new JsonArray([.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => list.Item is ObjectType row
            ? (JsonNode?)Row(row, name, member.Label, line, problems)
            : One(list.Item, name, member.Label, line, problems))]);
    }

    private static JsonObject? Row(ObjectType row, string name, string label, string line, List<Problem> problems)
    {
        var cells = line.Split(';', StringSplitOptions.TrimEntries);
        if (cells.Length == row.Members.Count)
        {
            return Record(row.Members.Zip(cells).Select(pair => (pair.First.Name, (JsonNode?)One(pair.First.Type, name, pair.First.Label, pair.Second, problems))));
        }

        problems.Add(ContestErrors.ValueUnreadable(name, $"«\u00A0{label}\u00A0»\u00A0: la ligne «\u00A0{line}\u00A0» doit avoir {row.Members.Count} valeurs séparées par des points-virgules."));
        return null;
    }

    private static JsonObject Record(IEnumerable<(string Name, JsonNode? Value)> members) =>
        new(members.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));

    private static JsonValue? One(FactType type, string name, string label, string text, List<Problem> problems)
    {
        if (text.Length == 0)
        {
            return type is BooleanType ? JsonValue.Create(false) : null;
        }

        var bare = string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
        JsonValue? value = type switch
        {
            BooleanType => text is "true" ? JsonValue.Create(true) : text is "false" ? JsonValue.Create(false) : null,
            IntegerType => long.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole) : null,
            NumberType => decimal.TryParse(bare.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null,
            DateType => DateOnly.TryParseExact(bare, ["yyyy-MM-dd", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null,
            EnumerationType choice => choice.Enumeration.Find(text) is { } known ? JsonValue.Create(known.Code) : null,
            _ => JsonValue.Create(text),
        };
        if (value is null)
        {
            problems.Add(ContestErrors.ValueUnreadable(name, $"«\u00A0{label}\u00A0»\u00A0: «\u00A0{text}\u00A0» n’est pas une valeur possible."));
        }

        return value;
    }
}

/// <summary>One field of a fact.</summary>
/// <param name="Name">Of the control.</param>
/// <param name="Member">Label and type.</param>
/// <param name="Text">The value as it is typed; lists have one line an item.</param>
public sealed record FactField(string Name, FactMember Member, string Text)
{
    /// <summary>What it is a part of, inside the fact; several parts have members of the same name.</summary>
    public FactMember? Owner { get; init; }

    public string Label => Owner is null ? Member.Label : $"{Owner.Label}{French.NoBreakSpace}: {char.ToLowerInvariant(Member.Label[0])}{Member.Label[1..]}";

    public bool IsList => Member.Type is ListType;

    /// <summary>How a line is written, for lists.</summary>
    public string? Hint => Member.Type switch
    {
        ListType { Item: ObjectType row } => $"Une ligne par élément\u00A0: {string.Join("\u202F; ", row.Members.Select(cell => cell.Label.ToLowerInvariant()))}. Gardez les codes des lignes existantes.",
        ListType { Item: EnumerationType choice } => $"Un code par ligne\u00A0: {string.Join(", ", choice.Enumeration.Values.Select(value => value.Code))}.",
        ListType => "Une valeur par ligne.",
        DateType => "Jour, mois, année.",
        _ => null,
    };

    public string InWords => Member.Type switch
    {
        BooleanType => Text == "true" ? "oui" : "non",
        ListType { Item: ObjectType } => $"{French.Number(Text.Length == 0 ? 0 : Text.Split('\n').Length)} lignes",
        ListType { Item: EnumerationType choice } => Text.Length == 0 ? "aucun" : French.Join([.. Text.Split('\n').Select(code => choice.Enumeration.Find(code)?.Label ?? code)]),
        EnumerationType choice => choice.Enumeration.Find(Text)?.Label ?? "–",
        DateType => DateOnly.TryParseExact(Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? French.Date(day) : "–",
        _ => Text.Length == 0 ? "–" : Text.Replace('.', Member.Type is NumberType ? ',' : '.'),
    };
}
