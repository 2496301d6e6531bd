namespace FamiPortal.Rules;

/// <summary>
/// The values of an <see cref="ObjectType"/>, null where nothing is known. A value is a bool, long, <see cref="ExactNumber"/>,
/// string, <see cref="FactVersion"/>, <see cref="DateOnly"/>, <see cref="EnumerationValue"/>, <see cref="FactTable"/>, or an
/// array of one of these or of records. The values of an inner record follow its own slot in the same array, so that a path
/// however long is one place; the slot itself holds the record's type when it is there, even with nothing in it.
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
    internal FactRecord With(IReadOnlyList<FactMember> path, object value)
    {
        var copy = (object?[])values.Clone();
        var slot = -1;
        foreach (var member in path)
        {
            slot += 1 + member.Slot;
            copy[slot] = member == path[^1] ? value : member.Type;
        }

        return new FactRecord(Type, copy);
    }

    internal static FactRecord Empty(ObjectType type) => new(type, new object?[type.Width]);
}
