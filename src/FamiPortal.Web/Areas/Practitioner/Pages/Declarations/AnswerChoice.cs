using FamiPortal.Domain;
using FamiPortal.Domain.Declarations;
using FamiPortal.Rules;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>
/// Questions answered in this form and elsewhere meanwhile, to be chosen one by one; what else was typed goes along unseen. A choice
/// says what the form is taken to be built from: of what it holds, which nobody touched here then, or of what is saved, which it replaces.
/// </summary>
/// <param name="Form">What was sent.</param>
/// <param name="Shown">What it was built from.</param>
/// <param name="Questions">In the form's order.</param>
public sealed record AnswerChoice(DeclarationForm Form, AnswerMarks Shown, IReadOnlyList<AskedTwice> Questions)
{
    /// <summary>Present when the choice was sent, even without an answer.</summary>
    public const string SentName = "choisi";

    /// <summary>Null unless that is why saving was refused.</summary>
    public static AnswerChoice? Of(RuleSet ruleSet, DeclarationForm form, AnswerMarks shown, IReadOnlyList<Problem> problems)
    {
        var asked = ruleSet.Indicators.SelectMany(indicator => indicator.Form.Select(field => (Indicator: indicator, Field: field))).DistinctBy(pair => pair.Field.Path.Text)
            .Join(problems.OfType<AnsweredTwice>(), pair => pair.Field.Path.Text, twice => twice.Path, (pair, twice) => new AskedTwice(pair.Indicator, pair.Field, twice)).ToList();
        return asked.Count > 0 ? new AnswerChoice(form, shown, asked) : null;
    }

    /// <summary>What the form was built from, once the choices are counted.</summary>
    public static AnswerMarks? Apply(IFormCollection form, AnswerMarks? shown, RuleSet ruleSet) => ruleSet.Indicators.SelectMany(indicator => indicator.Form)
        .Select(field => field.Path.Text).Where(path => form.ContainsKey(AskedTwice.NameOf(path)))
        .Aggregate(shown, (marks, path) => marks?.With(path, form[AskedTwice.NameOf(path)].ToString()));
}

/// <summary>One of them.</summary>
public sealed record AskedTwice(Indicator Indicator, FormField Field, AnsweredTwice Answers)
{
    public string Name => NameOf(Answers.Path);

    public string Saved => AnswerWords.Of(Field, Answers.Saved);

    public string Here => AnswerWords.Of(Field, Answers.Here);

    public string KeepSaved => AnswerMarks.Mark(Answers.Here);

    public string TakeHere => AnswerMarks.Mark(Answers.Saved);

    public static string NameOf(string path) => $"choix.{path}";
}
