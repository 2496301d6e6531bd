namespace FamiPortal.Rules.Operators;

/// <summary>
/// A test of a rule file. The set of operators is closed, one source file each; each reads members by compiled paths, so
/// that a new indicator over existing operators is data only.
/// </summary>
public abstract class Operator
{
    private IReadOnlyList<Operator>? all;

    /// <summary>What is asked, in French, when the rule file words it itself.</summary>
    public string? Label { get; init; }

    /// <summary>What is asked, in French: the rule file's words, or the operator's own.</summary>
    public string Asked => Label ?? Question;

    /// <summary>Precisions for whoever reads the rule set, in French: accepted answers, refused ones, periods.</summary>
    public virtual IReadOnlyList<string> Details => [];

    /// <summary>The operator's own words for what it asks.</summary>
    private protected abstract string Question { get; }

    /// <summary>Sections of the guides for this very test, where they are more precise than the indicator's.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];

    /// <summary>The tests that this one is made of.</summary>
    public virtual IReadOnlyList<Operator> Parts => [];

    /// <summary>The paths that this test reads itself, those of its parts left out.</summary>
    public abstract IReadOnlyList<FactPath> Reads { get; }

    /// <summary>True when the test counts a rate.</summary>
    internal virtual bool HasRate => false;

    /// <summary>This test and all its parts, depth first.</summary>
    public IReadOnlyList<Operator> Flatten() => all ??= [this, .. Parts.SelectMany(p => p.Flatten())];

    /// <summary>Every path that decides this very test, also those that an explanation does not show one by one.</summary>
    public virtual IReadOnlyList<FactPath> AllReads() => Reads;

    /// <summary>Judges, without allocating anything.</summary>
    /// <param name="situation">What is known.</param>
    /// <param name="rate">Set by a test that counts a rate, whatever it comes to.</param>
    internal abstract Verdict Judge(Situation situation, ref Ratio rate);

    /// <summary>Explains; the verdict is the one that <see cref="Judge(Situation, ref Ratio)"/> gives (a property of the tests).</summary>
    /// <param name="situation">What is known.</param>
    internal abstract Explanation Explain(Situation situation);

    /// <summary>
    /// The least that would have to change for this test to be achieved: nothing when it is, null when no change of facts
    /// would do. It is a proposal; whoever uses it assesses again.
    /// </summary>
    /// <param name="situation">What is known; as if it were transmitted.</param>
    internal abstract IReadOnlyList<FactChange>? Remedy(Situation situation);

    private protected Verdict Judge(Situation situation)
    {
        Ratio rate = default;
        return Judge(situation, ref rate);
    }

    /// <summary>A node about this test, with the values that it reads.</summary>
    private protected Explanation Node(Situation situation, Verdict verdict, string why, string? missing = null, IReadOnlyList<Explanation>? parts = null) => new(
        Asked,
        verdict,
        why,
        verdict == Verdict.Achieved ? null : missing,
        [.. Reads.Select(path => KnownValue.Read(path, situation))],
        References,
        parts ?? []);

    private protected static Verdict When(bool achieved) => achieved ? Verdict.Achieved : Verdict.NotAchieved;
}
