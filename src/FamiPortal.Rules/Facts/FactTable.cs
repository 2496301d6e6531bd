namespace FamiPortal.Rules;

/// <summary>
/// A list of records that hold only whole numbers and codes, such as acts by month, mode and context: one array of numbers
/// instead of an object a record, since a year of acts is most of what a situation weighs.
/// </summary>
public sealed class FactTable
{
    /// <summary>What stands for a member that was not read yet; in a table a missing number is 0 and a missing code « none ».</summary>
    internal const long Missing = long.MinValue;

    private readonly int width;
    private readonly long[] cells;

    internal FactTable(ObjectType type, long[] cells)
    {
        Type = type;
        width = type.Members.Count;
        this.cells = cells;
    }

    /// <summary>The declared shape of a row.</summary>
    public ObjectType Type { get; }

    /// <summary>How many rows.</summary>
    public int Count => cells.Length / width;

    /// <summary>The rows one after the other, each as wide as its type has members; a code is its place in its list.</summary>
    internal ReadOnlySpan<long> Cells => cells;

    /// <summary>The same table with a row more.</summary>
    internal FactTable With(ReadOnlySpan<long> row) => new(Type, [.. cells, .. row]);

    /// <summary>True for records that a table can hold.</summary>
    internal static bool Fits(ObjectType type) => type.Members.Count > 0
        && type.Members.All(m => m is { Type: IntegerType or EnumerationType, AtMost: null, IsNullable: false });
}
