using FamiPortal.Domain;
using FamiPortal.Domain.Declarations;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>What autosave.js takes over after an answer.</summary>
/// <param name="View">The declaration; its form still shows what it showed.</param>
/// <param name="Unreadable">Fields that kept their last value.</param>
/// <param name="Kept">Answers saved elsewhere meanwhile, for the form to show, as they are typed.</param>
/// <param name="Marks">What the form is built from once it shows them.</param>
public sealed record LiveView(DeclarationView View, IReadOnlyList<Problem> Unreadable, IReadOnlyList<(string Path, IReadOnlyList<string> Values)> Kept, AnswerMarks? Marks)
{
    public LiveView(DeclarationView view)
        : this(view, [], [], null)
    {
    }

    public static LiveView Of(DeclarationView view, AutosavedDraft draft)
    {
        var fields = view.RuleSet.Indicators.SelectMany(indicator => indicator.Form).ToLookup(field => field.Path.Text);
        return new LiveView(view, draft.Unreadable, [.. draft.Kept.Select(Typed)], draft.Marks);

        (string, IReadOnlyList<string>) Typed(string path) =>
            (path, [.. draft.Declaration.Answers[path].Select(value => AnswerWords.Typed(fields[path].First(), value))]);
    }
}
