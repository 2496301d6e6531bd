using System.Text.Json;

namespace FamiPortal.Domain.Demonstration;

/// <summary>
/// The demonstration's people and files, from <c>demonstration.json</c>. It is data: professions, answers and measured facts are
/// named there, in the words of the rule files, and nowhere in the code. Everybody in it is fictional.
/// </summary>
public sealed record DemonstrationData(
    IReadOnlyList<DemonstrationFund> Funds,
    IReadOnlyList<DemonstrationStaff> Staff,
    IReadOnlyList<DemonstrationCampaign> Campaigns,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> KnownFacts,
    IReadOnlyList<Persona> Personas)
{
    private static readonly Lazy<DemonstrationData> Embedded = new(Read);

    public static DemonstrationData Load() => Embedded.Value;

    /// <summary>A file of the demonstration, embedded.</summary>
    internal static Stream Open(string name) => typeof(DemonstrationData).Assembly.GetManifestResourceStream($"FamiPortal.Domain.Demonstration.{name}")
        ?? throw new InvalidOperationException($"{name} is not embedded.");

    private static DemonstrationData Read()
    {
        using var stream = Open("demonstration.json");
        return JsonSerializer.Deserialize<DemonstrationData>(stream, Json.Readable)!;
    }
}

public sealed record DemonstrationFund(string Code, string Name);

/// <summary>An agent or an administrator who can sign in.</summary>
public sealed record DemonstrationStaff(string Name, string Login, string Role, string? Fund = null, bool IsSupervisor = false)
{
    public string Email => Login + DemonstrationAccounts.EmailDomain;
}

/// <summary>A campaign around today (open), or one of the past that is settled, published and paid.</summary>
public sealed record DemonstrationCampaign(
    string Profession,
    int Exercise,
    int OpenedDaysAgo = 0,
    int ClosesInDays = 0,
    DateOnly? OpensOn = null,
    DateOnly? LastDay = null,
    DateOnly? SettledOn = null,
    DateOnly? PublishedOn = null,
    DateOnly? PaidOn = null);

/// <summary>A named practitioner of the demonstration.</summary>
/// <param name="Name">Fictional.</param>
/// <param name="Shows">What this persona is there to show, one French phrase.</param>
/// <param name="Rpps">Starts with 99, a range that nobody has.</param>
/// <param name="Profession">A code of the catalogue.</param>
/// <param name="Fund">Code of the fund.</param>
/// <param name="Exercises">Their file, by exercise.</param>
/// <param name="HasAccount">Can sign in.</param>
/// <param name="Title">« Dr », or null.</param>
/// <param name="Specialty">As the rules write it, or null.</param>
public sealed record Persona(
    PersonaName Name,
    string Shows,
    string Rpps,
    string Profession,
    string Fund,
    IReadOnlyDictionary<int, PersonaFile> Exercises,
    bool HasAccount = false,
    string? Title = null,
    string? Specialty = null)
{
    public string Email => $"{Plain(Name.First)}.{Plain(Name.Last)}{DemonstrationAccounts.EmailDomain}";

    private static string Plain(string name) => string.Concat(name.ToLowerInvariant().Normalize(System.Text.NormalizationForm.FormD).Where(char.IsAsciiLetter));
}

public sealed record PersonaName(string First, string Last);

/// <summary>What is known of a persona for an exercise and what they did.</summary>
/// <param name="Known">Names of sets of known facts; a later one replaces the same path.</param>
/// <param name="Answers">A text, or several, by field path; none when they did nothing.</param>
/// <param name="Stage">How far they went.</param>
/// <param name="DaysAgo">In an open campaign, when they transmitted.</param>
/// <param name="Documents">In the order they were given.</param>
/// <param name="Messages">What they and their fund wrote to each other, oldest first.</param>
/// <param name="Contests">Values they say are wrong.</param>
public sealed record PersonaFile(
    IReadOnlyList<string> Known,
    IReadOnlyDictionary<string, JsonElement>? Answers = null,
    PersonaStage Stage = PersonaStage.Transmitted,
    int DaysAgo = 1,
    IReadOnlyList<PersonaDocument>? Documents = null,
    IReadOnlyList<PersonaMessage>? Messages = null,
    IReadOnlyList<PersonaContest>? Contests = null);

/// <param name="DaysAgo">In an open campaign.</param>
/// <param name="Text">As it was sent.</param>
/// <param name="IsFromFund">Their fund wrote it, after reading what came before.</param>
public sealed record PersonaMessage(int DaysAgo, string Text, bool IsFromFund = false);

/// <param name="Path">The contested fact.</param>
/// <param name="DaysAgo">In an open campaign.</param>
/// <param name="Explanation">In their words.</param>
/// <param name="IsTaken">An agent works on it since the day after.</param>
/// <param name="Rejection">What the fund answered, two days after; null while it is open.</param>
public sealed record PersonaContest(string Path, int DaysAgo, string Explanation, bool IsTaken = false, string? Rejection = null);

public enum PersonaStage
{
    Draft,
    Transmitted,
}

/// <summary>A document that a persona gave.</summary>
/// <param name="Name">File name.</param>
/// <param name="Proofs">Proofs of the rule set.</param>
/// <param name="Lines">Its text.</param>
/// <param name="Decision">What the fund decided, null while it waits.</param>
/// <param name="Reason">With a refusal.</param>
/// <param name="ReasonCode">With a refusal.</param>
/// <param name="DaysAgo">When given later than the rest: a transmission of its own.</param>
/// <param name="Question">What the fund asked more, the day after; null when it asked nothing.</param>
public sealed record PersonaDocument(
    string Name,
    IReadOnlyList<string> Proofs,
    IReadOnlyList<string> Lines,
    PersonaDecision? Decision = null,
    string? Reason = null,
    string? ReasonCode = null,
    int? DaysAgo = null,
    string? Question = null);

public enum PersonaDecision
{
    Accepted,
    Rejected,
}
