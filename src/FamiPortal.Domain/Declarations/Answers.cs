using System.Text.Json;

namespace FamiPortal.Domain.Declarations;

/// <summary>
/// What a practitioner typed, by the path of its form field; a field with several boxes has several values. It is kept as
/// typed: the vocabulary of the rules gives it a type when a situation is assembled. Blank values count as no answer, and two
/// instances are equal when they say the same.
/// </summary>
public sealed class Answers : IEquatable<Answers>
{
    public static readonly Answers None = new(new Dictionary<string, IReadOnlyList<string>>());

    private readonly Dictionary<string, IReadOnlyList<string>> values;

    private Answers(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> values)
    {
        // Plain loops: every declaration and version that is read passes here.
        var kept = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (path, typed) in values)
        {
            var list = new List<string>(typed.Count);
            foreach (var value in typed)
            {
                if (value?.Trim() is { Length: > 0 } text && !list.Contains(text))
                {
                    list.Add(text);
                }
            }

            if (list.Count > 0)
            {
                kept.Add(path, list);
            }
        }

        this.values = kept;
    }

    public IEnumerable<string> Paths => values.Keys.Order(StringComparer.Ordinal);

    public bool IsEmpty => values.Count == 0;

    /// <summary>All values of a field; none when it is not answered.</summary>
    public IReadOnlyList<string> this[string path] => values.TryGetValue(path, out var list) ? list : [];

    public static Answers Of(params IEnumerable<(string Path, string Value)> pairs) => new(pairs
        .GroupBy(pair => pair.Path, StringComparer.Ordinal)
        .Select(group => KeyValuePair.Create<string, IReadOnlyList<string>>(group.Key, [.. group.Select(pair => pair.Value)])));

    public static Answers From(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> values) => new(values);

    /// <summary>The only or first value of a field, or null.</summary>
    public string? ValueOf(string path) => this[path] is [var value, ..] ? value : null;

    public bool Has(string path) => values.ContainsKey(path);

    /// <summary>These answers with the given fields replaced by those of <paramref name="typed"/>; a field absent there is cleared.</summary>
    public Answers Replace(IEnumerable<string> paths, Answers typed)
    {
        var replaced = paths.ToHashSet(StringComparer.Ordinal);
        return new(values.Where(pair => !replaced.Contains(pair.Key)).Concat(typed.values.Where(pair => replaced.Contains(pair.Key))));
    }

    /// <summary>Paths whose values differ between the two; boxes ticked in another order are the same answer.</summary>
    public IReadOnlyList<string> DifferencesWith(Answers other) =>
        [.. Paths.Union(other.Paths, StringComparer.Ordinal).Where(path => !this[path].ToHashSet(StringComparer.Ordinal).SetEquals(other[path]))];

    public bool Equals(Answers? other) => other is not null && DifferencesWith(other).Count == 0;

    public override bool Equals(object? obj) => Equals(obj as Answers);

    public override int GetHashCode() => Paths.Aggregate(0, HashCode.Combine);

    /// <summary>Canonical text: fields in the order of their paths, so that equal answers have equal text.</summary>
    public string ToJson() => JsonSerializer.Serialize(Paths.ToDictionary(path => path, path => this[path]), Json.Readable);

    public static Answers FromJson(string json) =>
        new(JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(json) ?? []);

    public override string ToString() => ToJson();
}
