using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Software;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Declarations;

/// <summary>What was typed in a form, read field by field: the answers that can be kept, and why the others can't.</summary>
internal sealed record TypedAnswers(Answers Answers, IReadOnlyList<Problem> Problems)
{
    public static async Task<TypedAnswers> ReadAsync(FamiDbContext db, IReadOnlyList<FormField> fields, Answers typed, CancellationToken cancellationToken)
    {
        var known = fields.ToDictionary(field => field.Path.Text, StringComparer.Ordinal);
        var read = typed.Paths.Select(path => (Path: path, Values: known.TryGetValue(path, out var field)
            ? AnswerReader.Read(field, typed[path])
            : DeclarationErrors.UnknownField(path))).ToList();
        var answers = Answers.From(read.Where(one => one.Values.IsDone).Select(one => KeyValuePair.Create(one.Path, one.Values.Value)));
        return new TypedAnswers(
            await db.WithKnownSoftwareAsync(fields, answers, cancellationToken),
            [.. read.SelectMany(one => one.Values.Problems)]);
    }
}
