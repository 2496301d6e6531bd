namespace FamiPortal.Rules.Yaml;

/// <summary>
/// What is wrong with a catalogue, collected while reading goes on: an analyst mends everything in one pass. What could
/// not be read leaves a stand-in, and whatever then seems wrong because of it is not said.
/// </summary>
internal sealed class RuleProblems
{
    private readonly HashSet<RuleProblem> found = [];
    private readonly HashSet<object> standIns = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<RuleProblem> Sorted =>
        [.. found.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Message, StringComparer.Ordinal)];

    public RuleProblem Add(string file, long line, string message)
    {
        var problem = new RuleProblem(file, line, message);
        found.Add(problem);
        return problem;
    }

    /// <summary>For a problem that a better sentence replaces.</summary>
    public void Withdraw(RuleProblem problem) => found.Remove(problem);

    public bool In(string file) => found.Any(p => p.File == file);

    /// <summary>Marks what stands for something that could not be read whole.</summary>
    public T StandIn<T>(T thing)
        where T : class
    {
        standIns.Add(thing);
        return thing;
    }

    public bool IsStandIn(object thing) => standIns.Contains(thing);

    public void ThrowIfAny()
    {
        if (found.Count > 0)
        {
            throw new RuleFileException(Sorted);
        }
    }
}
