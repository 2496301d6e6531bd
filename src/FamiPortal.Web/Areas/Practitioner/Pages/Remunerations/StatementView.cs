using FamiPortal.Domain.Settlement;
using FamiPortal.Rules;
using FamiPortal.Rules.Operators;
using FamiPortal.Web.Documents;
using FamiPortal.Web.Infrastructure;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>A settled amount, part by part and indicator by indicator, for the screen and for the PDF.</summary>
public sealed class StatementView
{
    public StatementView(Statement statement)
    {
        Statement = statement;
        Parts = [.. statement.RuleSet.Parts.Select(part => new StatementPart(
            part,
            statement.Explained?.Parts.First(result => result.Part == part),
            [.. statement.RuleSet.Indicators.Where(indicator => indicator.Part == part).Select(Row)]))];
    }

    public Statement Statement { get; }

    public RuleSet RuleSet => Statement.RuleSet;

    public IReadOnlyList<StatementPart> Parts { get; }

    public decimal Amount => Statement.Result.Amount;

    /// <summary>What was not won, the greatest first: a part that is due as a whole is missed as a whole, by some of its indicators.</summary>
    public IEnumerable<MissedMoney> Missed => Parts.SelectMany(MissedIn).OrderByDescending(missed => missed.Euros);

    /// <summary>Read over the telephone; the end of the id, whose beginning is the hour.</summary>
    public string Number => $"R-{Statement.Campaign.Exercise}-{Statement.Result.Id.ToString("N")[^8..].ToUpperInvariant()}";

    /// <summary>« 992,5 points × 7 € », or null where the rules count euros.</summary>
    public string? Points => Statement.Result.Points is { } points && RuleSet.PointValue is { } value
        ? $"{French.Number(points)} points × {French.ShortMoney(value)}" : null;

    public StatementContent ToContent() => new()
    {
        FundName = Statement.Practitioner.Fund.Name,
        PractitionerName = Statement.Practitioner.DisplayName,
        Rpps = Statement.Practitioner.Rpps.ToString(),
        Profession = RuleSet.Profession.Label,
        Exercise = RuleSet.Exercise,
        Scheme = RuleSet.TitleAndAllowance(),
        StatementNumber = Number,
        CreatedUtc = Statement.Result.SettledAt,
        SettledUtc = Statement.Result.SettledAt,
        Amount = Amount,
        Calculation = Statement.Explained is null
            ? [new StatementLine("Montant arrêté", "Établi avec le référentiel nommé ci-dessous", Amount)]
            : [.. Parts.Select(part => new StatementLine(part.Part.Label, part.Detail(RuleSet), part.Result!.Euros))],
        Indicators = [.. Parts.SelectMany(part => part.Rows).Select(row => row.ToContent())],
        PaidOn = Statement.Payment?.PaidOn,
        RuleSet = Statement.Result.RuleSetKey,
        RuleSetSha256 = Statement.Result.RuleSetHash,
        HowToContest = $"Pour contester une valeur mesurée ou préremplie, ouvrez «\u00A0Valeurs connues et contestations\u00A0» dans votre espace, exercice {RuleSet.Exercise}. Votre caisse, {Statement.Practitioner.Fund.Name}, vous répond.",
    };

    private IEnumerable<MissedMoney> MissedIn(StatementPart part) => part.Part.Rule switch
    {
        PartRule.AllRequired when part.Result is { Euros: 0 } => [new(
            part.Part.Label,
            RuleSet.Euros(part.Part.Worth),
            part.Rows.Where(row => row.Verdict != Verdict.Achieved).Select(row => row.Indicator.Label).ToList() is { Count: > 0 } labels
                ? $"Non atteint{French.NoBreakSpace}: {French.Join(labels)}."
                : $"Atteint, mais «{French.NoBreakSpace}{part.Part.Requires?.Label}{French.NoBreakSpace}» ne l’est pas.")],
        PartRule.AllRequired => [],
        PartRule.Each => part.Rows.Where(row => row.Euros == 0).Select(row => new MissedMoney(
            row.Indicator.Label,
            row.Worth,
            row.Verdict == Verdict.Achieved ? $"Atteint, mais «{French.NoBreakSpace}{part.Part.Requires?.Label}{French.NoBreakSpace}» ne l’est pas." : row.Result?.Explanation?.Why)),
    };

    private StatementRow Row(Indicator indicator)
    {
        var result = Statement.Explained?[indicator.Code];
        var status = Statement.StatusByIndicator.GetValueOrDefault(indicator.Code);
        var isAchieved = status == Verdict.Achieved.Code();
        var worth = RuleSet.Euros(indicator.Worth);
        var isOpen = Statement.Explained?.Parts.First(part => part.Part == indicator.Part).IsOpen == true;
        return new StatementRow(
            indicator,
            isAchieved ? Verdict.Achieved : status == Verdict.AwaitingEvidence.Code() ? Verdict.AwaitingEvidence : Verdict.NotAchieved,
            result,
            worth,
            isAchieved && isOpen ? worth : 0);
    }
}

/// <summary>A sum that was not won.</summary>
/// <param name="Label">The indicator, or the part that is due as a whole.</param>
/// <param name="Euros">What it would have brought.</param>
/// <param name="Why">In a sentence, while it can be explained.</param>
public sealed record MissedMoney(string Label, decimal Euros, string? Why);

/// <summary>A part, with its result when it can be explained again.</summary>
public sealed record StatementPart(Part Part, PartResult? Result, IReadOnlyList<StatementRow> Rows)
{
    public string Detail(RuleSet ruleSet)
    {
        var achieved = $"{Result!.AchievedCount} sur {Words.Count(Result.IndicatorCount, "atteint", "atteints")}";
        return !Result.IsOpen ? $"{achieved}, partie {Part.Requires!.Label} non atteinte"
            : ruleSet.PointValue is { } value && Result.Units > 0 ? $"{achieved}{French.NoBreakSpace}: {French.Number(Result.Units)} points × {French.ShortMoney(value)}"
            : achieved;
    }
}

/// <summary>One indicator: its frozen verdict, and its explanation while the same rules are loaded.</summary>
public sealed record StatementRow(Indicator Indicator, Verdict Verdict, IndicatorResult? Result, decimal Worth, decimal Euros)
{
    public InkState State => Verdict switch { Verdict.Achieved => InkState.Ok, Verdict.AwaitingEvidence => InkState.Wait, Verdict.NotAchieved => InkState.Bad };

    public string? Icon => Verdict switch { Verdict.Achieved => "check", Verdict.AwaitingEvidence => null, Verdict.NotAchieved => "x" };

    public Threshold? Threshold => Indicator.Achieved.Flatten()
        .Select(test => test switch { Rate rate => rate.Threshold, TeletransmissionRate rate => rate.Threshold, _ => null }).OfType<Threshold>().FirstOrDefault();

    /// <summary>Out of a hundred, for a drawing; the exact fraction is written beside it.</summary>
    public static decimal PercentOf(Ratio ratio) => Math.Min(100m, ratio.Denominator == 0 ? 0 : 100m * (decimal)ratio.Numerator / (decimal)ratio.Denominator);

    public StatementIndicator ToContent() => new(
        $"{Indicator.Number}",
        Indicator.Label,
        Verdict switch
        {
            Verdict.Achieved => StatementStatus.Achieved,
            Verdict.AwaitingEvidence => StatementStatus.AwaitingEvidence,
            Verdict.NotAchieved => StatementStatus.NotAchieved,
        },
        French.Series(Passages.Of(Indicator.References)),
        Result?.Rate is { } rate ? new StatementRate((long)rate.Numerator, (long)rate.Denominator, "") : null,
        Threshold?.Text,
        Result?.Explanation?.Why);
}
