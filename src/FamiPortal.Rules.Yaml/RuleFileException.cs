namespace FamiPortal.Rules.Yaml;

/// <summary>Rule files that cannot be used; the portal refuses to start on them. The message is one problem a line.</summary>
public sealed class RuleFileException : Exception
{
    /// <param name="problems">One at least, sorted by file and line.</param>
    public RuleFileException(IReadOnlyList<RuleProblem> problems)
        : base(string.Join('\n', problems))
    {
        Problems = problems;
    }

    /// <summary>Every mistake that was found, by file and line.</summary>
    public IReadOnlyList<RuleProblem> Problems { get; }
}
