namespace FamiPortal.Rules;

/// <summary>How a part of a rule set pays.</summary>
public enum PartRule
{
    /// <summary>Its worth is due when every one of its indicators is achieved; otherwise nothing.</summary>
    AllRequired,

    /// <summary>Each achieved indicator is due its own worth.</summary>
    Each,
}

/// <summary>A group of indicators that are paid alike: socle, complémentaire, volet 2…</summary>
public sealed class Part
{
    /// <summary>Short code in the rule file.</summary>
    public required string Code { get; init; }

    /// <summary>In French.</summary>
    public required string Label { get; init; }

    /// <summary>One line that says when it pays, in French.</summary>
    public required string Summary { get; init; }

    /// <summary>How it pays.</summary>
    public required PartRule Rule { get; init; }

    /// <summary>What the whole part is worth, in the rule set's unit; 0 where each indicator has its own worth.</summary>
    public required decimal Worth { get; init; }

    /// <summary>The part that must be complete before this one pays, or null when it pays on its own.</summary>
    public required Part? Requires { get; init; }

    /// <summary>Where the guide says so.</summary>
    public required IReadOnlyList<Reference> References { get; init; }

    /// <summary>The bits of its indicators: bit i stands for the i-th of the rule set.</summary>
    internal ulong Mask { get; set; }

    internal long WorthHundredths { get; set; }
}
