namespace FamiPortal.Rules;

/// <summary>A document that the fund has to accept before an indicator counts.</summary>
public sealed class Proof
{
    /// <summary>Unique in the rule set.</summary>
    public required string Code { get; init; }

    /// <summary>What it proves, in French.</summary>
    public required string Label { get; init; }

    /// <summary>The evidence state that the fund's decision sets.</summary>
    public required FactPath State { get; init; }

    /// <summary>The flag that an accepted proof of an earlier exercise sets.</summary>
    public required FactPath CarriedOver { get; init; }

    /// <summary>Answers that must not have changed for an earlier proof to stay valid (change of editor).</summary>
    public required IReadOnlyList<FactPath> SameWhile { get; init; }

    /// <summary>The declared answer that makes the proof needed.</summary>
    public required FactPath NeededWith { get; init; }

    /// <summary>Which documents do, in French.</summary>
    public required string Accepted { get; init; }

    /// <summary>What must be readable on it, one French phrase each.</summary>
    public required IReadOnlyList<string> Wanted { get; init; }

    /// <summary>Reasons that an agent may give with a refusal, in French.</summary>
    public required IReadOnlyList<RefusalReason> RefusalReasons { get; init; }

    /// <summary>Where the guide asks for it.</summary>
    public required IReadOnlyList<Reference> References { get; init; }
}

/// <summary>A ready-made reason to refuse a proof.</summary>
/// <param name="Code">Short code, e.g. <c>DMP-02</c>.</param>
/// <param name="Label">For the agent, in French.</param>
/// <param name="Message">For the practitioner, in French: the missing thing and the remedy.</param>
public sealed record RefusalReason(string Code, string Label, string Message);
