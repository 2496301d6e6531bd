namespace FamiPortal.Web.Documents;

/// <summary>What a statement of payment says, ready to be printed.</summary>
public sealed record StatementContent
{
    public required string FundName { get; init; }

    /// <summary>Address or contact of the fund, one line each.</summary>
    public IReadOnlyList<string> FundContact { get; init; } = [];

    public required string PractitionerName { get; init; }

    public required string Rpps { get; init; }

    /// <summary>The label of the profession, not its code.</summary>
    public required string Profession { get; init; }

    public required int Exercise { get; init; }

    /// <summary>The name of the scheme, as the rule set gives it.</summary>
    public required string Scheme { get; init; }

    public required string StatementNumber { get; init; }

    public required DateTime CreatedUtc { get; init; }

    /// <summary>When the amounts were computed and frozen.</summary>
    public required DateTime SettledUtc { get; init; }

    /// <summary>Euros, exact to the cent.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The lines that add up to <see cref="Amount"/>.</summary>
    public required IReadOnlyList<StatementLine> Calculation { get; init; }

    public required IReadOnlyList<StatementIndicator> Indicators { get; init; }

    /// <summary>Null when the date is not known yet.</summary>
    public DateOnly? PaidOn { get; init; }

    public required string RuleSet { get; init; }

    public required string RuleSetSha256 { get; init; }

    /// <summary>Where and how to contest, as the portal and the fund really do it.</summary>
    public required string HowToContest { get; init; }

    public DateTime? ContestableUntilUtc { get; init; }
}

/// <param name="Label">What is paid, or is not.</param>
/// <param name="Detail">How it is computed: points times value, condition met or not.</param>
/// <param name="Amount">Euros; zero for a line that pays nothing.</param>
public sealed record StatementLine(string Label, string Detail, decimal Amount);

/// <param name="Number">As the guide numbers it.</param>
/// <param name="Label">As the guide names it.</param>
/// <param name="Status">The result that was frozen.</param>
/// <param name="Source">The guide and its section.</param>
/// <param name="Rate">For a measured indicator.</param>
/// <param name="Threshold">As the guide writes it: <c>70 %</c>, <c>2/3</c>.</param>
/// <param name="Reason">Why, in one or two sentences.</param>
public sealed record StatementIndicator(
    string Number,
    string Label,
    StatementStatus Status,
    string Source,
    StatementRate? Rate = null,
    string? Threshold = null,
    string? Reason = null);

/// <param name="Numerator">What counts.</param>
/// <param name="Denominator">Out of how many.</param>
/// <param name="Unit">What is counted, in the plural: <c>actes</c>; empty where the rules don’t name it.</param>
public sealed record StatementRate(long Numerator, long Denominator, string Unit);

public enum StatementStatus
{
    Achieved,
    NotAchieved,
    AwaitingEvidence,
}
