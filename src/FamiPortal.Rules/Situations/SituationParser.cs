using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FamiPortal.Rules;

/// <summary>Where the values of the root object stand in the text; 0 stands for absent, since no value comes first.</summary>
internal readonly record struct RootScan(int Id, int Profession, int Exercise, bool IsDuplicated);

/// <summary>
/// The reading of one text, without a document in between. Each method leaves the first error in <c>error</c> and the caller
/// stops: an expected mistake costs no exception.
/// </summary>
internal ref struct SituationParser(ReadOnlySpan<byte> utf8Json)
{
    private const string ObjectExpected = "Un objet est attendu.";
    private const string TextExpected = "Une chaîne de caractères est attendue.";
    private const string WholeNumberExpected = "Un nombre entier est attendu.";
    private const string DateExpected = "Une date de la forme AAAA-MM-JJ est attendue.";
    private const string Missing = "Propriété obligatoire absente.";
    private const string Negative = "Un nombre négatif n'est pas admis.";
    private const long WholeMax = 999_999_999_999_999_999;

    private static readonly object True = true;
    private static readonly object False = false;
    private static readonly object[] SmallNumbers = [.. Enumerable.Range(0, 256).Select(i => (object)(long)i)];

    private readonly ReadOnlySpan<byte> text = utf8Json;
    private readonly Stack<object> place = new(8);
    private Utf8JsonReader reader = new(utf8Json);
    private SituationError? error;
    private int exercise;

    /// <returns>False when the text is JSON but no object.</returns>
    public bool Start()
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        reader.Skip();
        reader.Read();
        return false;
    }

    public RootScan Scan()
    {
        Span<int> offsets = stackalloc int[6];
        var duplicated = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueTextEquals("id"u8) ? 0
                : reader.ValueTextEquals("profession"u8) ? 1
                : reader.ValueTextEquals("exercise"u8) ? 2
                : reader.ValueTextEquals("specialty"u8) ? 3
                : reader.ValueTextEquals("transmittedOn"u8) ? 4
                : reader.ValueTextEquals("facts"u8) ? 5
                : -1;
            reader.Read();
            if (name >= 0)
            {
                duplicated |= offsets[name] > 0;
                offsets[name] = (int)reader.TokenStartIndex;
            }

            reader.Skip();
        }

        reader.Read();
        return new RootScan(offsets[0], offsets[1], offsets[2], duplicated);
    }

    /// <summary>The text of a value of the root, null when it is no text.</summary>
    public readonly string? TextAt(int offset)
    {
        var there = At(offset);
        return there.TokenType == JsonTokenType.String ? there.GetString() : null;
    }

    /// <summary>The error of a text of the root that is missing or no text.</summary>
    public readonly SituationError? Mandatory(int offset, string name) =>
        offset == 0 ? Invalid(name, Missing)
        : At(offset).TokenType != JsonTokenType.String ? Invalid(name, TextExpected)
        : null;

    public long ExerciseAt(int offset, out SituationError? notAYear)
    {
        reader = At(offset);
        place.Push("exercise");
        var year = Whole();
        place.Pop();
        notAYear = error;
        return year;
    }

    /// <summary>Reads the whole root in its order, now that the rule set is known.</summary>
    public Situation? Rest(
        string id, string profession, int year, RuleSet ruleSet, IReadOnlyDictionary<string, Provenance>? provenance, out SituationError? invalid)
    {
        exercise = year;
        reader = new Utf8JsonReader(text);
        reader.Read();
        FactRecord? facts = null;
        string? specialty = null;
        DateOnly? transmittedOn = null;
        while (error is null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSpecialty = reader.ValueTextEquals("specialty"u8);
            if (isSpecialty || reader.ValueTextEquals("transmittedOn"u8))
            {
                place.Push(isSpecialty ? "specialty" : "transmittedOn");
                reader.Read();
                if (reader.TokenType != JsonTokenType.Null && isSpecialty)
                {
                    specialty = Text();
                }
                else if (reader.TokenType != JsonTokenType.Null)
                {
                    transmittedOn = Day() as DateOnly?;
                }

                place.Pop();
            }
            else if (reader.ValueTextEquals("facts"u8))
            {
                place.Push("facts");
                reader.Read();
                facts = Record(ruleSet.Vocabulary.Facts);
                place.Pop();
            }
            else if (reader.ValueTextEquals("id"u8) || reader.ValueTextEquals("profession"u8) || reader.ValueTextEquals("exercise"u8))
            {
                reader.Skip();
            }
            else
            {
                place.Push(reader.GetString()!);
                Fail("Propriété inconnue.");
            }
        }

        invalid = error;
        return error is not null ? null : new Situation
        {
            Id = id,
            Profession = profession,
            Exercise = year,
            Specialty = specialty,
            TransmittedOn = transmittedOn,
            Facts = facts ?? FactRecord.Empty(ruleSet.Vocabulary.Facts),
            Provenance = provenance ?? Situation.Unknown,
        };
    }

    private FactRecord? Record(ObjectType type)
    {
        var values = new object?[type.Width];
        return Fill(type, values) ? new FactRecord(type, values) : null;
    }

    /// <summary>Reads a record into the slots of its type.</summary>
    private bool Fill(ObjectType type, Span<object?> values)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fail(ObjectExpected);
            return false;
        }

        ulong seen = 0;
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Find(type, ref next) is not { } member)
            {
                place.Push(reader.GetString()!);
                Fail("Propriété inconnue.");
                return false;
            }

            // The search left the place of the member behind the one found.
            var bit = 1UL << (next - 1);
            if ((seen & bit) != 0)
            {
                throw new JsonException("Duplicate property.");
            }

            seen |= bit;
            place.Push(member);
            reader.Read();
            if (!(member.IsNullable && reader.TokenType == JsonTokenType.Null))
            {
                values[member.Slot] = member.Type is ObjectType inner
                    ? Fill(inner, values.Slice(member.Slot + 1, inner.Width)) ? inner : null
                    : Value(member.Type);
            }

            if (error is not null)
            {
                return false;
            }

            place.Pop();
        }

        return Check(type, values);
    }

    /// <summary>Members mostly come in the order of the vocabulary: the search begins behind the last one found.</summary>
    private readonly FactMember? Find(ObjectType type, ref int next)
    {
        var members = type.Members;
        for (var tried = 0; tried < members.Count; tried++, next++)
        {
            next = next < members.Count ? next : 0;
            if (reader.ValueTextEquals(members[next].Utf8Name))
            {
                return members[next++];
            }
        }

        return null;
    }

    /// <summary>What only shows once the record is whole: members that must be there, and those that another one limits.</summary>
    private bool Check(ObjectType type, ReadOnlySpan<object?> values)
    {
        if (!type.HasChecks)
        {
            return true;
        }

        foreach (var member in type.Members)
        {
            var message = member.IsMandatory && values[member.Slot] is null ? Missing
                : member.AtMost is { } limit && Number(values[member.Slot]) > Number(values[type.Find(limit)!.Slot]) ? member.AtMostMessage!
                : null;
            if (message is not null)
            {
                place.Push(member);
                Fail(message);
                return false;
            }
        }

        return true;

        static long Number(object? value) => value is long whole ? whole : 0;
    }

    private object? Value(FactType type)
    {
        switch (type)
        {
            case BooleanType:
                return reader.TokenType switch
                {
                    JsonTokenType.True => True,
                    JsonTokenType.False => False,
                    _ => Fail<object>("Un booléen est attendu."),
                };
            case IntegerType integer:
                var whole = Whole(integer);
                return error is null ? Boxed(whole) : null;
            case NumberType:
                var number = Number("Un nombre est attendu.", out var negative);
                return error is null && negative ? Fail<object>(Negative) : number;
            case TextType:
                return Text();
            case VersionType:
                return Text() is { } written ? FactVersion.Parse(written) ?? Fail<object>("La version doit être écrite comme « 1.40 ».") : null;
            case DateType date:
                var day = Day();
                return day is DateOnly known && date.WithinExercise is { } message && known.Year != exercise ? Fail<object>(message) : day;
            case EnumerationType enumeration:
                return Choice(enumeration.Enumeration);
            case ListType { IsTable: true } table:
                return Table((ObjectType)table.Item);
            case ListType list:
                return List(list);
            case ObjectType record:
                return Record(record);
            default:
                throw new NotSupportedException($"Type {type} has no reader.");
        }
    }

    private object[]? List(ListType type)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return Fail<object[]>("Une liste est attendue.");
        }

        var items = new List<object>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            place.Push(Boxed(items.Count));
            if (Value(type.Item) is not { } item)
            {
                return null;
            }

            place.Pop();
            items.Add(item);
        }

        return [.. items];
    }

    private FactTable? Table(ObjectType type)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return Fail<FactTable>("Une liste est attendue.");
        }

        var width = type.Members.Count;
        var cells = new long[16 * width];
        var used = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (used == cells.Length)
            {
                Array.Resize(ref cells, 2 * used);
            }

            place.Push(Boxed(used / width));
            if (!Row(type, cells.AsSpan(used, width)))
            {
                return null;
            }

            place.Pop();
            used += width;
        }

        Array.Resize(ref cells, used);
        return new FactTable(type, cells);
    }

    private bool Row(ObjectType type, Span<long> row)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Fail(ObjectExpected);
            return false;
        }

        row.Fill(FactTable.Missing);
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Find(type, ref next) is not { } member)
            {
                place.Push(reader.GetString()!);
                Fail("Propriété inconnue.");
                return false;
            }

            if (row[member.Slot] != FactTable.Missing)
            {
                throw new JsonException("Duplicate property.");
            }

            place.Push(member);
            reader.Read();
            row[member.Slot] = member.Type is IntegerType integer ? Whole(integer) : Choice(((EnumerationType)member.Type).Enumeration)?.Index ?? 0;
            if (error is not null)
            {
                return false;
            }

            place.Pop();
        }

        foreach (var member in type.Members)
        {
            if (row[member.Slot] != FactTable.Missing)
            {
                continue;
            }

            if (member.IsMandatory)
            {
                place.Push(member);
                Fail(Missing);
                return false;
            }

            row[member.Slot] = (member.Type as EnumerationType)?.Enumeration.Find(Enumeration.None)?.Index ?? 0;
        }

        return true;
    }

    /// <summary>A whole number in its range.</summary>
    private long Whole(IntegerType type)
    {
        var whole = Whole();
        if (error is null && (whole < type.Min || whole > type.Max))
        {
            Fail(type.RangeMessage ?? Negative);
        }

        return whole;
    }

    private EnumerationValue? Choice(Enumeration enumeration)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return Fail<EnumerationValue>(TextExpected);
        }

        var values = enumeration.Values;
        for (var i = 0; i < values.Count; i++)
        {
            if (reader.ValueTextEquals(values[i].Utf8Code))
            {
                return values[i];
            }
        }

        return Fail<EnumerationValue>("Valeur inconnue.");
    }

    private string? Text() => reader.TokenType == JsonTokenType.String ? reader.GetString() : Fail<string>(TextExpected);

    private ExactNumber? Number(string expected, out bool negative)
    {
        negative = false;
        return reader.TokenType != JsonTokenType.Number
            ? Fail<ExactNumber>(expected)
            : ExactNumber.Parse(Encoding.ASCII.GetString(reader.ValueSpan), out negative) ?? Fail<ExactNumber>("Ce nombre est hors de toute mesure.");
    }

    private long Whole()
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var plain) && plain is >= -WholeMax and <= WholeMax)
        {
            return plain;
        }

        if (Number(WholeNumberExpected, out var negative) is not { } number)
        {
            return 0;
        }

        if (!number.IsWhole)
        {
            Fail(WholeNumberExpected);
            return 0;
        }

        if (number.ToInt64() is { } whole)
        {
            return negative ? -whole : whole;
        }

        Fail(negative ? Negative : "Ce nombre est trop grand.");
        return 0;
    }

    private object? Day()
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return Fail<object>(DateExpected);
        }

        Span<byte> written = stackalloc byte[16];
        var length = reader.ValueSpan.Length <= written.Length || reader.ValueIsEscaped ? CopyShort(written) : -1;
        if (length != 10 || written[4] != '-' || written[7] != '-')
        {
            return Fail<object>(DateExpected);
        }

        if (Digits(written[..4]) is not { } year || Digits(written[5..7]) is not { } month || Digits(written[8..10]) is not { } day)
        {
            return Fail<object>(DateExpected);
        }

        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : Fail<object>("Cette date n'existe pas.");
    }

    /// <returns>The length, or -1 when the text is longer than <paramref name="target"/>.</returns>
    private readonly int CopyShort(Span<byte> target)
    {
        if (!reader.ValueIsEscaped)
        {
            reader.ValueSpan.CopyTo(target);
            return reader.ValueSpan.Length;
        }

        return Encoding.UTF8.TryGetBytes(reader.GetString()!, target, out var length) ? length : -1;
    }

    private static int? Digits(ReadOnlySpan<byte> text)
    {
        var value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return null;
            }

            value = (value * 10) + digit - '0';
        }

        return value;
    }

    private static object Boxed(long whole) => whole >= 0 && whole < SmallNumbers.Length ? SmallNumbers[whole] : whole;

    /// <summary>A second look at one value of the root.</summary>
    private readonly Utf8JsonReader At(int offset)
    {
        var there = new Utf8JsonReader(text[offset..], isFinalBlock: false, default);
        there.Read();
        return there;
    }

    private T? Fail<T>(string message)
        where T : class
    {
        Fail(message);
        return null;
    }

    private void Fail(string message)
    {
        var path = new StringBuilder();
        foreach (var step in place.Reverse())
        {
            _ = step switch
            {
                long position => path.Append('[').Append(position.ToString(CultureInfo.InvariantCulture)).Append(']'),
                FactMember member => path.Append(path.Length > 0 ? "." : "").Append(member.Name),
                _ => path.Append(path.Length > 0 ? "." : "").Append((string)step),
            };
        }

        error = Invalid(path.ToString(), message);
    }

    private static SituationError Invalid(string path, string message) => new(SituationError.InvalidFact, path, message);
}
