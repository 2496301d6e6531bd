namespace FamiPortal.Rules;

/// <summary>Who brings a fact to the administration's knowledge.</summary>
public enum FactOrigin
{
    /// <summary>By the practitioner: counts only once the declaration was transmitted.</summary>
    Declared,

    /// <summary>Loaded beforehand from a source of the administration: counts without a transmission.</summary>
    Prefilled,

    /// <summary>Counted by the administration in its own data: counts without a transmission.</summary>
    Measured,
}

/// <summary>A fact, or a member of a fact, as the vocabulary declares it.</summary>
public sealed class FactMember
{
    /// <summary>camelCase, as in the contract.</summary>
    public required string Name { get; init; }

    /// <summary>The shape of its value.</summary>
    public required FactType Type { get; init; }

    /// <summary>Who brings it; inherited from the fact where the member says nothing.</summary>
    public required FactOrigin Origin { get; init; }

    /// <summary>What a person calls it, in French.</summary>
    public required string Label { get; init; }

    /// <summary>A sentence of help, in French, or null.</summary>
    public string? Help { get; init; }

    /// <summary>Where a prefilled or measured value usually comes from, in French, when the situation does not say.</summary>
    public string? Source { get; init; }

    /// <summary>True where the fund itself enters the value, for a practitioner who asks it to.</summary>
    public bool IsEnteredByFund { get; init; }

    /// <summary>True where the contract admits <c>null</c>.</summary>
    public bool IsNullable { get; init; }

    /// <summary>True where a missing member is an error, because no neutral value exists.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>Name of the sibling that this number may not exceed, or null.</summary>
    public string? AtMost { get; init; }

    /// <summary>French sentence when <see cref="AtMost"/> is exceeded.</summary>
    public string? AtMostMessage { get; init; }

    /// <summary>Name and shape in one line, labels left out: what a rule-set hash covers.</summary>
    public string Canonical => $"{Name}:{Type.Canonical}@{Origin}";

    internal int Slot { get; set; }

    internal byte[] Utf8Name => field ??= System.Text.Encoding.UTF8.GetBytes(Name);
}
