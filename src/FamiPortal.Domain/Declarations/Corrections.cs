using FamiPortal.Rules;
using FamiPortal.Rules.Operators;

namespace FamiPortal.Domain.Declarations;

/// <summary>Prefilled answers that the draft replaces: both stay in sight, and the first one can be had back.</summary>
public static class Corrections
{
    /// <summary>The prefilled values of an indicator that a declared record replaces in this situation.</summary>
    public static IReadOnlyList<Correction> Of(Indicator indicator, Situation situation) =>
    [
        .. Replaceable(indicator)
            .Where(rule => rule.Prefilled.Read(situation) is true && rule.Declared.Read(situation) is not null)
            .Select(rule => new Correction(rule.Declared.Text, KnownValue.Read(rule.Prefilled, situation))),
    ];

    /// <summary>True when a declared record need not be declared: something prefilled stands for it.</summary>
    public static bool IsPrefilled(Indicator indicator, string record, Situation situation) =>
        Replaceable(indicator).Any(rule => rule.Declared.Text == record && rule.Prefilled.Read(situation) is true);

    /// <summary>The draft without the answers of a record that replaces a prefilled value; unchanged for anything else.</summary>
    public static Answers Undo(RuleSet ruleSet, string record, Answers answers)
    {
        var fields = ruleSet.Indicators.Where(indicator => Replaceable(indicator).Any(rule => rule.Declared.Text == record))
            .SelectMany(indicator => indicator.Form).Where(field => Completeness.Record(field) == record);
        return answers.Replace(fields.Select(field => field.Path.Text), Answers.None);
    }

    private static IEnumerable<PrefilledOrDeclared> Replaceable(Indicator indicator) => indicator.Achieved.Flatten().OfType<PrefilledOrDeclared>();
}

/// <summary>A prefilled value, and the path of the declared record that replaces it.</summary>
public sealed record Correction(string Record, KnownValue Prefilled);
