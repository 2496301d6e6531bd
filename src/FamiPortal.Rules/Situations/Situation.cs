namespace FamiPortal.Rules;

/// <summary>Everything known about one practitioner for one exercise year: the input of an assessment.</summary>
public sealed class Situation
{
    /// <summary>Any text, echoed.</summary>
    public required string Id { get; init; }

    /// <summary>Code of the profession.</summary>
    public required string Profession { get; init; }

    /// <summary>The exercise year N.</summary>
    public required int Exercise { get; init; }

    /// <summary>The doctors' specialty, as the guide's annex writes it, or null.</summary>
    public string? Specialty { get; init; }

    /// <summary>Day of the last transmission, null if never: then nothing declared counts.</summary>
    public DateOnly? TransmittedOn { get; init; }

    /// <summary>The facts, in the shape of the rule set's vocabulary.</summary>
    public required FactRecord Facts { get; init; }

    /// <summary>Where and when known values were collected, by path; only explanations read it.</summary>
    public IReadOnlyDictionary<string, Provenance> Provenance { get; init; } = Unknown;

    internal static readonly IReadOnlyDictionary<string, Provenance> Unknown = new Dictionary<string, Provenance>();

    /// <summary>The same situation with some values different.</summary>
    /// <param name="changes">Applied in order.</param>
    /// <param name="transmittedOn">A day of transmission, or null to keep the one there is.</param>
    public Situation With(IReadOnlyList<FactChange> changes, DateOnly? transmittedOn = null)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return new Situation
        {
            Id = Id,
            Profession = Profession,
            Exercise = Exercise,
            Specialty = Specialty,
            TransmittedOn = transmittedOn ?? TransmittedOn,
            Provenance = Provenance,
            Facts = changes.Aggregate(Facts, (facts, change) => facts.With(change.Path.Members, change.Value)),
        };
    }
}

/// <summary>Where a value comes from.</summary>
/// <param name="Source">In French, e.g. « Flux de facturation SESAM-Vitale ».</param>
/// <param name="AsOf">The day the source was read, or null.</param>
public sealed record Provenance(string Source, DateOnly? AsOf);

/// <summary>Why a situation cannot be assessed.</summary>
/// <param name="Code"><c>malformed-json</c>, <c>unknown-rule-set</c> or <c>invalid-fact</c>.</param>
/// <param name="Path">Names from the root joined by dots, positions in brackets; null unless <c>invalid-fact</c>.</param>
/// <param name="Message">One sentence in French.</param>
public sealed record SituationError(string Code, string? Path, string Message)
{
    /// <summary>Not JSON, or not an object.</summary>
    public const string MalformedJson = "malformed-json";

    /// <summary>No rule set for this profession and exercise.</summary>
    public const string UnknownRuleSet = "unknown-rule-set";

    /// <summary>A property is missing, unknown, of another type or out of its range.</summary>
    public const string InvalidFact = "invalid-fact";
}

/// <summary>A line read: the situation and its rule set, or the error; <paramref name="Id"/> is echoed in both cases.</summary>
/// <param name="Id">Null when unreadable or not a string.</param>
/// <param name="Situation">Null when there is an error.</param>
/// <param name="RuleSet">The rule set of the situation's profession and exercise; null when there is an error.</param>
/// <param name="Error">Null when there is a situation.</param>
public sealed record SituationReading(string? Id, Situation? Situation, RuleSet? RuleSet, SituationError? Error);
