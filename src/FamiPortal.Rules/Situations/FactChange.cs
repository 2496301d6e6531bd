namespace FamiPortal.Rules;

/// <summary>Who can bring a change about, and how.</summary>
public enum ChangeKind
{
    /// <summary>The practitioner answers differently, and transmits.</summary>
    Answer,

    /// <summary>The practitioner brings a proof that the fund accepts.</summary>
    Evidence,

    /// <summary>The fund decides on a proof that it has.</summary>
    Decision,

    /// <summary>Something that the administration measures happens before the year ends.</summary>
    Measure,
}

/// <summary>A counterfactual: one value of a situation, different.</summary>
/// <param name="Path">Where.</param>
/// <param name="Value">The new value, of the path's type.</param>
/// <param name="Kind">Who can bring it about.</param>
/// <param name="Label">What that means for a person, in French.</param>
public sealed record FactChange(FactPath Path, object Value, ChangeKind Kind, string Label)
{
    /// <summary>The last day that counts, where a rule gives one; null otherwise.</summary>
    public DateOnly? Deadline { get; init; }
}

/// <summary>Derives the kind of a change from who brings the fact.</summary>
public static class ChangeKinds
{
    extension(ChangeKind)
    {
        /// <summary>An answer where the practitioner declares the fact, a measure otherwise.</summary>
        /// <param name="path">The path that changes.</param>
        public static ChangeKind Of(FactPath path) => path.Origin == FactOrigin.Declared ? ChangeKind.Answer : ChangeKind.Measure;
    }
}
