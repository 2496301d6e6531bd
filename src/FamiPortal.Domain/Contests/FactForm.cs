using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Contests;

/// <summary>
/// A fact of any type of the vocabulary as a plain form, and back: one control a value, a box an item for a list of known values, a
/// row of controls a record for a list of records. What the controls can't check (ranges, dates of the exercise) the situation reader
/// does.
/// </summary>
public static class FactForm
{
    /// <summary>The box of a row that takes it out of its list.</summary>
    public const string RemoveName = "retirer";

    /// <summary>Rows to add to a list; whoever needs more sends the form once and comes back.</summary>
    private const int BlankRows = 3;

    /// <summary>The fields of a fact, filled with its value, or with what was typed and refused.</summary>
    public static IReadOnlyList<FactField> Of(FactMember member, string? valueJson, IReadOnlyDictionary<string, string>? typed = null)
    {
        var fields = new List<FactField>();
        Add(fields, member, member.Name, valueJson is null ? null : JsonNode.Parse(valueJson), typed ?? new Dictionary<string, string>());
        return fields;
    }

    /// <summary>The JSON of what was typed: by name of control, several values of one control on several lines.</summary>
    public static Outcome<string> Read(FactMember member, IReadOnlyDictionary<string, string> typed)
    {
        var problems = new List<Problem>();
        var value = Read(member, member.Name, typed, problems);
        return problems.Count > 0 ? problems.ToArray() : value?.ToJsonString(Json.Readable) ?? "null";
    }

    private static void Add(
        List<FactField> fields, FactMember member, string name, JsonNode? value, IReadOnlyDictionary<string, string> typed, FactMember? owner = null)
    {
        if (member.Type is ObjectType record)
        {
            foreach (var inner in record.Members)
            {
                Add(fields, inner, $"{name}.{inner.Name}", (value as JsonObject)?[inner.Name], typed, name == member.Name ? null : member);
            }
        }
        else if (member.Type is ListType { Item: ObjectType row })
        {
            var known = value as JsonArray ?? [];
            var last = Indexes(name, typed).DefaultIfEmpty(known.Count + BlankRows - 1).Max();
            fields.Add(new FactField(name, member, "")
            {
                Owner = owner,
                KnownRows = known.Count,
                Rows =
                [
                    .. Enumerable.Range(0, Math.Max(last + 1, known.Count)).Select(index => row.Members
                        .Select(cell => Filled(new FactField($"{name}.{index}.{cell.Name}", cell, Scalar(index < known.Count ? known[index]?[cell.Name] : null)), typed)).ToList()),
                ],
            });
        }
        else
        {
            fields.Add(Filled(new FactField(name, member, value is JsonArray items ? string.Join('\n', items.Select(Scalar)) : Scalar(value)) { Owner = owner }, typed));
        }
    }

    private static FactField Filled(FactField field, IReadOnlyDictionary<string, string> typed) =>
        typed.TryGetValue(field.Name, out var text) ? field with { Text = text } : field;

    /// <summary>The rows that were sent.</summary>
    private static IEnumerable<int> Indexes(string name, IReadOnlyDictionary<string, string> typed) => typed.Keys
        .Where(key => key.StartsWith(name + ".", StringComparison.Ordinal))
        .Select(key => int.TryParse(key[(name.Length + 1)..].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < RowsMax ? index : -1)
        .Where(index => index >= 0).Distinct().Order();

    /// <summary>Twelve months of every kind of act are fewer.</summary>
    private const int RowsMax = 500;

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

        if (member.Type is ListType { Item: ObjectType row })
        {
            return new JsonArray(
            [
                .. Indexes(name, typed).Select(index => $"{name}.{index}")
                    .Where(at => typed.GetValueOrDefault($"{at}.{RemoveName}") != "true" && row.Members.Any(cell => IsFilled(cell, typed.GetValueOrDefault($"{at}.{cell.Name}", ""))))
                    .Select(at => (JsonNode?)Record(row.Members.Select(cell => (cell.Name, (JsonNode?)One(cell.Type, $"{at}.{cell.Name}", cell.Label, typed.GetValueOrDefault($"{at}.{cell.Name}", "").Trim(), problems))))),
            ]);
        }

        var text = typed.GetValueOrDefault(name, "").ReplaceLineEndings("\n").Trim();
        return member.Type is ListType list
            ? new JsonArray([.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => (JsonNode?)One(list.Item, name, member.Label, line, problems))])
            : One(member.Type, name, member.Label, text, problems);
    }

    private static bool IsFilled(FactMember cell, string text) => cell.Type is BooleanType ? text.StartsWith("true", StringComparison.Ordinal) : !string.IsNullOrWhiteSpace(text);

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
            // A box is posted with a hidden « false » after it: the first line is the person's.
            BooleanType => text.Split('\n')[0] switch { "true" => JsonValue.Create(true), "false" => JsonValue.Create(false), _ => null },
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

    /// <summary>For a list of records: one row of controls each, then blank ones to add some.</summary>
    public IReadOnlyList<IReadOnlyList<FactField>> Rows { get; init; } = [];

    /// <summary>How many of the rows hold a record that is known.</summary>
    public int KnownRows { get; init; }

    public string Label => Owner is null ? Member.Label : $"{Owner.Label}{French.NoBreakSpace}: {char.ToLowerInvariant(Member.Label[0])}{Member.Label[1..]}";

    public bool IsList => Member.Type is ListType;

    /// <summary>The values to choose from, one or several; none when the answer is free.</summary>
    public IReadOnlyList<EnumerationValue> Choices => Member.Type switch
    {
        EnumerationType one => one.Enumeration.Values,
        ListType { Item: EnumerationType several } => several.Enumeration.Values,
        _ => [],
    };

    public bool Holds(EnumerationValue choice) => Text.Split('\n', StringSplitOptions.TrimEntries).Contains(choice.Code, StringComparer.Ordinal);

    /// <summary>How it is written.</summary>
    public string? Hint => Member.Type switch
    {
        ListType when Choices.Count == 0 => "Une valeur par ligne.",
        DateType => "Jour, mois, année.",
        _ => null,
    };

    public string InWords => Member.Type switch
    {
        BooleanType => Text == "true" ? "oui" : "non",
        ListType { Item: ObjectType } => KnownRows == 1 ? "1 ligne" : $"{French.Number(KnownRows)} lignes",
        ListType { Item: EnumerationType choice } => Text.Length == 0 ? "aucun" : French.Join([.. Text.Split('\n').Select(code => choice.Enumeration.Find(code)?.Label ?? code)]),
        EnumerationType choice => choice.Enumeration.Find(Text)?.Label ?? "–",
        DateType => DateOnly.TryParseExact(Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? French.Date(day) : "–",
        _ => Text.Length == 0 ? "–" : Text.Replace('.', Member.Type is NumberType ? ',' : '.'),
    };
}
