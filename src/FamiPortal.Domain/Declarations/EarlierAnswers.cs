using FamiPortal.Rules;

namespace FamiPortal.Domain.Declarations;

/// <summary>What was last transmitted in an earlier exercise.</summary>
public sealed record EarlierTransmission(int Exercise, DateTime TransmittedAt, Answers Answers)
{
    /// <summary>
    /// What the draft could take up from it: answers to questions that are asked again in the same words of the vocabulary, of
    /// records that the draft has not begun and that nothing prefills. What must be declared anew each year is left out.
    /// </summary>
    /// <param name="situation">The draft's.</param>
    /// <param name="draft">Its answers.</param>
    public IReadOnlyList<EarlierAnswers> Propose(Situations.AssembledSituation situation, Answers draft) =>
        [.. situation.RuleSet.Indicators.Where(indicator => !indicator.IsAnnual).Select(indicator => Of(indicator, situation, draft)).OfType<EarlierAnswers>()];

    private EarlierAnswers? Of(Indicator indicator, Situations.AssembledSituation situation, Answers draft)
    {
        var fields = indicator.Form.GroupBy(Completeness.Record)
            .Where(record => !record.Any(field => draft.Has(field.Path.Text)) && !Corrections.IsPrefilled(indicator, record.Key, situation.Situation))
            .SelectMany(record => record).Where(field => IsStillAnAnswer(field, Answers[field.Path.Text])).ToList();

        // What depends on an answer that can't be taken up is none by itself.
        while (fields.RemoveAll(field => !Completeness.IsShown(field, draft.Replace(fields.Select(any => any.Path.Text), Answers))) > 0)
        {
        }

        var paths = fields.Select(field => field.Path.Text).ToList();
        var answers = Answers.None.Replace(paths, Answers);
        return paths.Count == 0 ? null : new EarlierAnswers(indicator, answers);
    }

    /// <summary>An option that this year's form no longer offers is no answer; « aucun » proposes nothing.</summary>
    private static bool IsStillAnAnswer(FormField field, IReadOnlyList<string> values) =>
        values.Count > 0 && !values.Contains(Enumeration.None) && AnswerReader.Read(field, values).IsDone;
}

/// <summary>Answers of an earlier exercise that an indicator can take up.</summary>
public sealed record EarlierAnswers(Indicator Indicator, Answers Answers);
