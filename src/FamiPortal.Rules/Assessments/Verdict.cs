namespace FamiPortal.Rules;

/// <summary>What an indicator or a test comes to. The order matters: "all of" takes the least, "any of" the greatest.</summary>
public enum Verdict
{
    /// <summary>Does not pay.</summary>
    NotAchieved,

    /// <summary>Validly declared, the proof is missing or not yet judged; does not pay, counts as potential.</summary>
    AwaitingEvidence,

    /// <summary>Pays.</summary>
    Achieved,
}

/// <summary>The names of verdicts, for machines and for people.</summary>
public static class VerdictNames
{
    /// <summary>As the contract writes it.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string Code(this Verdict verdict) => verdict switch
    {
        Verdict.Achieved => "achieved",
        Verdict.AwaitingEvidence => "awaiting-evidence",
        Verdict.NotAchieved => "not-achieved",
    };

    /// <summary>As people read it, in French.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string Label(this Verdict verdict) => verdict switch
    {
        Verdict.Achieved => "Atteint",
        Verdict.AwaitingEvidence => "Justificatif en attente",
        Verdict.NotAchieved => "Non atteint",
    };
}

/// <summary>A rate as counted; compared by cross products, never divided.</summary>
/// <param name="Numerator">Zero or more.</param>
/// <param name="Denominator">Zero or more; zero is a rate of nothing and reaches no threshold.</param>
public readonly record struct Ratio(Int128 Numerator, Int128 Denominator)
{
    /// <summary>True when this rate is at least <paramref name="threshold"/>, exactly.</summary>
    /// <param name="threshold">A fraction with a positive denominator.</param>
    public bool Reaches(Ratio threshold) =>
        Denominator > 0 && checked(Numerator * threshold.Denominator >= threshold.Numerator * Denominator);

    /// <summary>For people: « 84,62 %, soit 2 310 sur 2 730 ».</summary>
    public override string ToString() =>
        $"{French.Percent(Numerator, Denominator)}, soit {French.Number(Numerator)} sur {French.Number(Denominator)}";
}
