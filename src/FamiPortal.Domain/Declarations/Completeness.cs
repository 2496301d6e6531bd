using FamiPortal.Rules;

namespace FamiPortal.Domain.Declarations;

/// <summary>What a form still wants: an indicator may be left alone, but one that is begun is answered to the end.</summary>
public static class Completeness
{
    public static bool IsBegun(Indicator indicator, Answers answers) => indicator.Form.Any(field => answers.Has(field.Path.Text));

    /// <summary>A field is asked unless it depends on another answer that is not given.</summary>
    public static bool IsShown(FormField field, Answers answers) =>
        field.ShownWhen is not { } condition || answers[condition.Path.Text].Any(value => condition.Codes.Contains(value));

    /// <summary>
    /// What an indicator's answers lack. Each record of the form counts apart: one may be prefilled and left alone while the other
    /// is declared.
    /// </summary>
    public static IEnumerable<Problem> Missing(Indicator indicator, Answers answers) => indicator.Form
        .GroupBy(Record)
        .Where(record => record.Any(field => answers.Has(field.Path.Text)))
        .SelectMany(record => record)
        .Where(field => field.IsRequired && IsShown(field, answers) && !answers.Has(field.Path.Text))
        .Select(field => DeclarationErrors.AnswerMissing(field.Path.Text, indicator.Label, field.Label));

    /// <summary>The indicators that rest on the practitioner's word in these answers; « aucun » attests nothing.</summary>
    public static IEnumerable<string> Attested(RuleSet ruleSet, Answers answers) => ruleSet.Indicators
        .Where(indicator => indicator.IsAttestedOnHonour
            && indicator.Form.Any(field => answers[field.Path.Text].Any(value => value != Enumeration.None)))
        .Select(indicator => indicator.Code);

    /// <summary>The record of the vocabulary that a field belongs to.</summary>
    public static string Record(FormField field) => field.Path.Text[..Math.Max(0, field.Path.Text.LastIndexOf('.'))];
}
