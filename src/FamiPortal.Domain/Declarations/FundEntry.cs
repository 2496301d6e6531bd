namespace FamiPortal.Domain.Declarations;

/// <summary>An indicator that an agent entered for a practitioner who wrote to their fund: « saisie caisse » on every screen.</summary>
/// <param name="IndicatorCode">What was entered.</param>
/// <param name="Paths">The fields of the indicator.</param>
/// <param name="Values">The answers as they were entered.</param>
/// <param name="FundName">As people read it.</param>
/// <param name="AgentName">Who entered it.</param>
/// <param name="At">When.</param>
/// <param name="Channel">How the practitioner wrote.</param>
public sealed record FundEntry(
    string IndicatorCode, IReadOnlyList<string> Paths, IReadOnlyList<string> Values, string FundName, string AgentName, DateTime At, LetterChannel Channel)
{
    /// <summary>How sources begin that the fund itself entered.</summary>
    public const string Mark = "Saisie caisse";

    public string Source => SourceOf(FundName);

    public static string SourceOf(string fundName) => $"{Mark}, {fundName}";

    /// <summary>The answers are still those that were entered.</summary>
    public bool StillHolds(Answers answers) => Digest(Paths, answers).SequenceEqual(Values, StringComparer.Ordinal);

    internal static IReadOnlyList<string> Digest(IEnumerable<string> paths, Answers answers) =>
        [.. paths.Select(path => string.Join('\n', answers[path]))];
}

/// <summary>How a practitioner wrote to their fund.</summary>
public enum LetterChannel
{
    Post,
    Email,
    Desk,
}
