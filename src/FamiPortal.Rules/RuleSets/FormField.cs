namespace FamiPortal.Rules;

/// <summary>How a field is asked on a screen.</summary>
public enum FormControl
{
    /// <summary>One line of text.</summary>
    Text,

    /// <summary>Several lines of text.</summary>
    LongText,

    /// <summary>The name of a software, proposed from the list of known products.</summary>
    Software,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>One option among several, all visible.</summary>
    Choice,

    /// <summary>Any number of options.</summary>
    Choices,

    /// <summary>A box to tick.</summary>
    Tick,
}

/// <summary>A question of an indicator's form; it fills one declared member of a fact.</summary>
public sealed class FormField
{
    /// <summary>Where the answer goes.</summary>
    public required FactPath Path { get; init; }

    /// <summary>How it is asked.</summary>
    public required FormControl Control { get; init; }

    /// <summary>The question, in French.</summary>
    public required string Label { get; init; }

    /// <summary>What helps to answer, in French, or null.</summary>
    public string? Hint { get; init; }

    /// <summary>True when the indicator's answer is incomplete without it (where it is shown).</summary>
    public bool IsRequired { get; init; }

    /// <summary>For <see cref="FormControl.Choice"/> and <see cref="FormControl.Choices"/>; empty otherwise.</summary>
    public IReadOnlyList<FormOption> Options { get; init; } = [];

    /// <summary>The field is asked only while another answer has one of some values; null when it always is.</summary>
    public ShownWhen? ShownWhen { get; init; }
}

/// <summary>An option of a choice.</summary>
/// <param name="Code">As in the contract.</param>
/// <param name="Label">In French.</param>
/// <param name="Hint">A precision, or null.</param>
/// <param name="Refusal">Why this answer does not validate the indicator, in French, or null when it may.</param>
public sealed record FormOption(string Code, string Label, string? Hint, string? Refusal);

/// <summary>The condition that shows a field.</summary>
/// <param name="Path">The other answer.</param>
/// <param name="Codes">The values that show it.</param>
public sealed record ShownWhen(FactPath Path, IReadOnlyList<string> Codes);
