using FamiPortal.Domain.Declarations;
using FamiPortal.Rules;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>A question with what is typed in it, and the questions that its answer opens.</summary>
public sealed record FieldView(FormField Field, IReadOnlyList<string> Values, IReadOnlyList<FieldView> Opens)
{
    public const string SoftwareList = "logiciels";

    public string Name => Field.Path.Text;

    public string Anchor => Links.Anchor(Field);

    public string Value => Values is [var value, ..] ? AnswerWords.Typed(Field, value) : "";

    /// <summary>Several of them fit a line.</summary>
    public bool IsShort => Field.Control is FormControl.Text or FormControl.Software or FormControl.Date or FormControl.Count && Opens.Count == 0;

    public bool IsLong => Field.Options.Count > 4 || Field.Options.Any(option => option.Label.Length > 30);

    public bool OpensOthers(string code) => Opens.Any(other => other.Field.ShownWhen!.Codes.Contains(code));

    public static IReadOnlyList<FieldView> All(Indicator indicator, Answers answers)
    {
        var opened = indicator.Form.ToLookup(field => indicator.Form.Any(other => other.Path.Text == field.ShownWhen?.Path.Text) ? field.ShownWhen!.Path.Text : "");
        return [.. opened[""].Select(Of)];

        FieldView Of(FormField field) => new(field, answers[field.Path.Text], [.. opened[field.Path.Text].Select(Of)]);
    }

    /// <summary>Short questions side by side, the others on their own, in the form's order.</summary>
    public static IEnumerable<IReadOnlyList<FieldView>> Rows(IReadOnlyList<FieldView> fields)
    {
        var row = new List<FieldView>();
        foreach (var field in fields)
        {
            if (row.Count > 0 && !(field.IsShort && row[^1].IsShort))
            {
                yield return row;
                row = [];
            }

            row.Add(field);
        }

        if (row.Count > 0)
        {
            yield return row;
        }
    }
}
