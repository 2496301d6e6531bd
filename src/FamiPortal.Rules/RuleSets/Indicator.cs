using FamiPortal.Rules.Operators;

namespace FamiPortal.Rules;

/// <summary>A condition of the allowance that is judged, shown and, outside an all-or-nothing part, paid on its own.</summary>
public sealed class Indicator
{
    /// <summary>As in assessments, e.g. <c>mss-mailbox</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Position in the rule set, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Its name, in French.</summary>
    public required string Label { get; init; }

    /// <summary>One line of condition, in French.</summary>
    public required string Summary { get; init; }

    /// <summary>More help, in French.</summary>
    public required string Help { get; init; }

    /// <summary>The part that pays it.</summary>
    public required Part Part { get; init; }

    /// <summary>What it is worth on its own, in the rule set's unit; 0 in an all-or-nothing part.</summary>
    public required decimal Worth { get; init; }

    /// <summary>The test that decides it.</summary>
    public required Operator Achieved { get; init; }

    /// <summary>What the practitioner is asked; empty when it is measured.</summary>
    public required IReadOnlyList<FormField> Form { get; init; }

    /// <summary>The documents that the fund has to accept; empty when none is wanted.</summary>
    public required IReadOnlyList<Proof> Proofs { get; init; }

    /// <summary>True when the answer rests on the practitioner's word, kept for a control.</summary>
    public required bool IsAttestedOnHonour { get; init; }

    /// <summary>True when it must be declared anew each year.</summary>
    public required bool IsAnnual { get; init; }

    /// <summary>Sections of the guides.</summary>
    public required IReadOnlyList<Reference> References { get; init; }

    /// <summary>Our reading where the guide is ambiguous, in French, or null.</summary>
    public string? Reading { get; init; }

    /// <summary>True when the indicator has a rate to show, even 0/0.</summary>
    public bool HasRate => Achieved.Flatten().Any(o => o.HasRate);
}
