namespace FamiPortal.Rules.Operators;

/// <summary>
/// A test of a rule file. The set of operators is closed, one source file each; each reads members by compiled paths, so
/// that a new indicator over existing operators is data only.
/// </summary>
public abstract class Operator
{
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
    public IEnumerable<Operator> Flatten() => Parts.SelectMany(p => p.Flatten()).Prepend(this);

    /// <summary>Every path that decides this very test, also those that an explanation does not show one by one.</summary>
    public virtual IReadOnlyList<FactPath> AllReads() => Reads;

    /// <summary>Judges, and explains when asked to: one path of code, so that the explanation cannot differ from the verdict.</summary>
    /// <param name="inquiry">The situation, and where a rate goes.</param>
    internal abstract Finding Evaluate(Inquiry inquiry);

    /// <summary>
    /// The least that would have to change for this test to be achieved: nothing when it is, null when no change of facts
    /// would do. It is a proposal; whoever uses it assesses again.
    /// </summary>
    /// <param name="situation">What is known; as if it were transmitted.</param>
    internal abstract IReadOnlyList<FactChange>? Remedy(Situation situation);

    /// <summary>A finding whose sentences are only made when somebody will read them.</summary>
    private protected Finding Conclude(Inquiry inquiry, Verdict verdict, Func<Words> words, IReadOnlyList<Explanation>? parts = null)
    {
        if (!inquiry.Explains)
        {
            return new Finding(verdict, null);
        }

        var said = words();
        var known = Reads.Select(path => KnownValue.Read(path, inquiry.Situation)).ToList();
        return new Finding(verdict, new Explanation(
            Asked, verdict, said.Why, verdict == Verdict.Achieved ? null : said.Missing, known, References, parts ?? []));
    }

    /// <summary>The sentences of one explanation node.</summary>
    private protected sealed record Words(string Why, string? Missing = null);

    private protected Verdict Judge(Situation situation) => Evaluate(new Inquiry(situation, explains: false)).Verdict;
}

/// <summary>One indicator of one situation being judged.</summary>
internal sealed class Inquiry(Situation situation, bool explains)
{
    public Situation Situation => situation;

    public bool Explains => explains;

    /// <summary>Set by the test that counts a rate.</summary>
    public Ratio? Rate { get; set; }
}

/// <summary>What a test found; <paramref name="Explanation"/> is null unless it was asked for.</summary>
internal readonly record struct Finding(Verdict Verdict, Explanation? Explanation);
