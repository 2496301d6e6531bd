namespace FamiPortal.Rules;

/// <summary>The shape that a fact or one of its members may take. The vocabulary file declares it; no C# class stands for a fact.</summary>
public abstract record FactType
{
    /// <summary>How the type is written in the canonical text that the rule-set hash covers.</summary>
    internal abstract string Canonical { get; }
}

/// <summary>True or false; missing means false.</summary>
public sealed record BooleanType : FactType
{
    internal override string Canonical => "bool";
}

/// <summary>A whole number of at most 18 digits; missing means 0.</summary>
/// <param name="Min">Smallest value admitted, 0 unless the vocabulary says otherwise.</param>
/// <param name="Max">Greatest value admitted, or none.</param>
/// <param name="RangeMessage">French sentence for a value out of <paramref name="Min"/>..<paramref name="Max"/>; none when only negative values are refused.</param>
public sealed record IntegerType(long Min = 0, long? Max = null, string? RangeMessage = null) : FactType
{
    internal override string Canonical => $"int {Min}..{Max}";
}

/// <summary>An exact number, zero or more; missing means 0.</summary>
public sealed record NumberType : FactType
{
    internal override string Canonical => "number";
}

/// <summary>Free text; missing means unknown.</summary>
public sealed record TextType : FactType
{
    internal override string Canonical => "text";
}

/// <summary>A version written <c>major.minor</c>; missing means unknown.</summary>
public sealed record VersionType : FactType
{
    internal override string Canonical => "version";
}

/// <summary>A day of the calendar, ISO; missing means unknown.</summary>
/// <param name="WithinExercise">French sentence for a day outside the exercise year, or null where any day will do.</param>
public sealed record DateType(string? WithinExercise = null) : FactType
{
    internal override string Canonical => WithinExercise is null ? "date" : "date in exercise";
}

/// <summary>One code of a closed list; missing means <c>none</c>, or is refused where the list has no <c>none</c>.</summary>
/// <param name="Enumeration">The list.</param>
public sealed record EnumerationType(Enumeration Enumeration) : FactType
{
    internal override string Canonical => $"enum({string.Join('|', Enumeration.Values.Select(v => v.Code))})";
}

/// <summary>Values of one type, in order; missing means empty.</summary>
/// <param name="Item">The type of each value.</param>
public sealed record ListType(FactType Item) : FactType
{
    /// <summary>True when its values are kept as a <see cref="FactTable"/>.</summary>
    internal bool IsTable { get; } = Item is ObjectType record && FactTable.Fits(record);

    internal override string Canonical => $"[{Item.Canonical}]";
}

/// <summary>Named members; missing means that every member is missing.</summary>
public sealed record ObjectType : FactType
{
    private readonly Dictionary<string, FactMember> byName;

    /// <summary>Builds the type; each member learns its slot, the inner values of the members before it counted.</summary>
    /// <param name="members">In the order of the vocabulary file, 64 at most.</param>
    public ObjectType(IReadOnlyList<FactMember> members)
    {
        Members = members;
        byName = members.ToDictionary(m => m.Name, StringComparer.Ordinal);
        foreach (var member in members)
        {
            member.Slot = Width;
            Width += 1 + ((member.Type as ObjectType)?.Width ?? 0);
        }

        HasChecks = members.Any(m => m.IsMandatory || m.AtMost is not null);
    }

    /// <summary>The members in the order of the vocabulary file.</summary>
    public IReadOnlyList<FactMember> Members { get; }

    /// <summary>How many values a record has, those of inner records counted.</summary>
    internal int Width { get; }

    /// <summary>True when a record has to be looked at once it is whole.</summary>
    internal bool HasChecks { get; }

    internal override string Canonical =>
        $"{{{string.Join(',', Members.Select(m => $"{m.Name}:{m.Type.Canonical}{(m.IsNullable ? "?" : "")}{(m.IsMandatory ? "!" : "")}@{m.Origin}<={m.AtMost}"))}}}";

    /// <summary>The member of that exact name, or null.</summary>
    /// <param name="name">Case-sensitive.</param>
    public FactMember? Find(string name) => byName.GetValueOrDefault(name);
}
