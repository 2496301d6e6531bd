using System.Globalization;
using FamiPortal.Domain.Declarations;
using FamiPortal.Rules;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>Answers as people read them: labels instead of codes, dates in French.</summary>
public static class AnswerWords
{
    public static string Of(FormField field, IReadOnlyList<string> values)
    {
        var type = field.Path.Member.Type is ListType list ? list.Item : field.Path.Member.Type;
        return French.Join([.. values.Select(value => One(field, type, value))]);
    }

    /// <summary>What was answered to the questions that are asked, in the form's order.</summary>
    public static IReadOnlyList<(FormField Field, string Words)> Of(Indicator indicator, Answers answers) =>
    [
        .. indicator.Form
            .Where(field => answers.Has(field.Path.Text) && Completeness.IsShown(field, answers))
            .Select(field => (field, Of(field, answers[field.Path.Text]))),
    ];

    /// <summary>As it is typed: 14/03/2025 for a date that is kept, anything else as it is.</summary>
    public static string Typed(FormField field, string value) => field.Control == FormControl.Date && Day(value) is { } day ? French.ShortDate(day) : value;

    private static string One(FormField field, FactType type, string value) => type switch
    {
        BooleanType => value == "true" ? "Oui" : "Non",
        DateType => Day(value) is { } day ? French.Date(day) : value,
        EnumerationType enumeration =>
            field.Options.FirstOrDefault(option => option.Code == value)?.Label ?? enumeration.Enumeration.Find(value)?.Label ?? value,
        IntegerType => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? French.Number(whole) : value,
        NumberType => value.Replace('.', ','),
        _ => value,
    };

    private static DateOnly? Day(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
