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

    /// <summary>What a first reading by the machine looks for on it, to advise and never to decide; empty when the rules name nothing.</summary>
    public IReadOnlyList<LookedFor> LookFor { get; init; } = [];

    /// <summary>Reasons that an agent may give with a refusal, in French.</summary>
    public required IReadOnlyList<RefusalReason> RefusalReasons { get; init; }

    /// <summary>What the software's editor may sign instead of an invoice, or null when the guide has no model.</summary>
    public EditorAttestation? EditorAttestation { get; init; }

    /// <summary>Where the guide asks for it.</summary>
    public required IReadOnlyList<Reference> References { get; init; }
}

/// <summary>What an editor of software attests, ready to be printed with the practitioner and the software filled in.</summary>
/// <param name="About">What it is for, in French.</param>
/// <param name="Software">Answers that name the software, one page for each distinct name.</param>
/// <param name="AcquiredOn">The answer that dates it, or null.</param>
/// <param name="Statements">Sentences that the editor completes, in French; <c>{software}</c> stands for the name.</param>
/// <param name="Choices">Sentences of which the editor ticks those that are true; empty when there is no choice.</param>
/// <param name="Remarks">What helps to fill it in, in French.</param>
/// <param name="References">The annex.</param>
public sealed record EditorAttestation(
    string About,
    IReadOnlyList<FactPath> Software,
    FactPath? AcquiredOn,
    IReadOnlyList<string> Statements,
    IReadOnlyList<string> Choices,
    IReadOnlyList<string> Remarks,
    IReadOnlyList<Reference> References)
{
    /// <summary>Stands for the name of the software in the sentences.</summary>
    public const string SoftwarePlace = "{software}";
}

/// <summary>One thing to look for in the text of a document: exactly one of the four ways is set.</summary>
/// <param name="Label">In French, for both sides: « le nom du logiciel ».</param>
public sealed record LookedFor(string Label)
{
    /// <summary>A declared answer, that of the product for example; nothing is looked for while it is not given.</summary>
    public FactPath? Answer { get; init; }

    /// <summary>The name of the practitioner.</summary>
    public bool IsPractitionerName { get; init; }

    /// <summary>A date, whichever.</summary>
    public bool IsDate { get; init; }

    /// <summary>Words, of which one form is enough; case, accents and punctuation don't count.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Code of the reason to propose to an agent who refuses a document that lacks it; null when none belongs to it.</summary>
    public string? Refusal { get; init; }
}

/// <summary>A ready-made reason to refuse a proof.</summary>
/// <param name="Code">Short code, e.g. <c>DMP-02</c>.</param>
/// <param name="Label">For the agent, in French.</param>
/// <param name="Message">For the practitioner, in French: the missing thing and the remedy.</param>
public sealed record RefusalReason(string Code, string Label, string Message);
