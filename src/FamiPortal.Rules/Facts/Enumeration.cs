namespace FamiPortal.Rules;

/// <summary>A closed list of codes with their French labels.</summary>
public sealed class Enumeration
{
    /// <summary>The code that a missing value stands for, where a list has it.</summary>
    public const string None = "none";

    private readonly Dictionary<string, EnumerationValue> byCode;

    /// <summary>Builds the list; each value learns its place.</summary>
    /// <param name="name">Name in the vocabulary file.</param>
    /// <param name="values">In the order in which people see them, codes unique.</param>
    public Enumeration(string name, IReadOnlyList<EnumerationValue> values)
    {
        Name = name;
        Values = values;
        byCode = values.ToDictionary(v => v.Code, StringComparer.Ordinal);
        for (var i = 0; i < values.Count; i++)
        {
            values[i].Index = i;
        }
    }

    /// <summary>Name in the vocabulary file.</summary>
    public string Name { get; }

    /// <summary>In the order in which people see them.</summary>
    public IReadOnlyList<EnumerationValue> Values { get; }

    /// <summary>The value of that exact code, or null.</summary>
    /// <param name="code">Case-sensitive.</param>
    public EnumerationValue? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>A table that says at a value's index whether its code is one of <paramref name="codes"/>.</summary>
    internal bool[] TableOf(IEnumerable<string> codes)
    {
        var table = new bool[Values.Count];
        foreach (var code in codes)
        {
            table[byCode[code].Index] = true;
        }

        return table;
    }
}

/// <summary>One entry of an <see cref="Enumeration"/>.</summary>
/// <param name="code">As in the contract.</param>
/// <param name="label">What a person reads, in French.</param>
/// <param name="hint">A precision below the label, in French, or null.</param>
public sealed class EnumerationValue(string code, string label, string? hint = null)
{
    /// <summary>As in the contract.</summary>
    public string Code => code;

    /// <summary>What a person reads, in French.</summary>
    public string Label => label;

    /// <summary>A precision below the label, in French, or null.</summary>
    public string? Hint => hint;

    /// <summary>Place in its list.</summary>
    internal int Index { get; set; }

    internal byte[] Utf8Code { get; } = System.Text.Encoding.UTF8.GetBytes(code);
}
