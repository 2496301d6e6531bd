namespace FamiPortal.Rules;

/// <summary>A closed list of codes with their French labels.</summary>
/// <param name="Name">Name in the vocabulary file.</param>
/// <param name="Values">In the order in which people see them.</param>
public sealed record Enumeration(string Name, IReadOnlyList<EnumerationValue> Values)
{
    /// <summary>The code that a missing value stands for, where a list has it.</summary>
    public const string None = "none";

    private readonly Dictionary<string, EnumerationValue> byCode = Values.ToDictionary(v => v.Code, StringComparer.Ordinal);

    /// <summary>The value of that exact code, or null.</summary>
    /// <param name="code">Case-sensitive.</param>
    public EnumerationValue? Find(string code) => byCode.GetValueOrDefault(code);
}

/// <summary>One entry of an <see cref="Enumeration"/>.</summary>
/// <param name="Code">As in the contract.</param>
/// <param name="Label">What a person reads, in French.</param>
/// <param name="Hint">A precision below the label, in French, or null.</param>
public sealed record EnumerationValue(string Code, string Label, string? Hint = null);
