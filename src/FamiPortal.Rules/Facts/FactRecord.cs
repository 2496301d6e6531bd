namespace FamiPortal.Rules;

/// <summary>
/// The values of an <see cref="ObjectType"/>, one slot a member, null where nothing is known. A value is a bool, long,
/// <see cref="ExactNumber"/>, string, <see cref="FactVersion"/>, <see cref="DateOnly"/>, <see cref="EnumerationValue"/>,
/// <see cref="FactRecord"/>, a <see cref="FactTable"/>, or an array of one of the others.
/// </summary>
public sealed class FactRecord
{
    private readonly object?[] values;

    internal FactRecord(ObjectType type, object?[] values)
    {
        Type = type;
        this.values = values;
    }

    /// <summary>The declared shape.</summary>
    public ObjectType Type { get; }

    internal object? this[int slot] => values[slot];

    /// <summary>A copy with one value different; records on the way that are missing are made.</summary>
    internal FactRecord With(ReadOnlySpan<FactMember> path, object value)
    {
        var copy = (object?[])values.Clone();
        var member = path[0];
        copy[member.Slot] = path.Length == 1
            ? value
            : (values[member.Slot] as FactRecord ?? Empty((ObjectType)member.Type)).With(path[1..], value);
        return new FactRecord(Type, copy);
    }

    internal static FactRecord Empty(ObjectType type) => new(type, new object?[type.Members.Count]);
}
