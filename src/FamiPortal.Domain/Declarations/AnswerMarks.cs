using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FamiPortal.Domain.Declarations;

/// <summary>
/// The answers that a form was built from, each as a short mark: enough to tell, question by question, what was touched since in
/// the form and what was saved since elsewhere, without sending the answers twice.
/// </summary>
public sealed class AnswerMarks
{
    /// <summary>Of a form that doesn't say what it was built from: no answer is known to be untouched.</summary>
    public static readonly AnswerMarks Unknown = new(new(StringComparer.Ordinal), false);

    private const int MarkBytes = 6;
    private const string UnknownSign = "?";

    private readonly Dictionary<string, string> marks;
    private readonly bool isWhole;

    private AnswerMarks(Dictionary<string, string> marks, bool isWhole) => (this.marks, this.isWhole) = (marks, isWhole);

    public static AnswerMarks Of(Answers answers) => new(answers.Paths.ToDictionary(path => path, path => Mark(answers[path]), StringComparer.Ordinal), true);

    /// <summary>What <see cref="ToString"/> wrote; null for anything else, such as a page of an older version of the portal.</summary>
    public static AnswerMarks? Parse(string? text)
    {
        var pairs = text?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split(':')).ToList();
        var isWhole = pairs?.RemoveAll(pair => pair is [UnknownSign]) == 0;
        return pairs?.TrueForAll(pair => pair.Length == 2) == true
            ? new AnswerMarks(pairs.DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal), isWhole)
            : null;
    }

    /// <summary>The same for the same values, in whatever order they were ticked; empty for no answer.</summary>
    public static string Mark(IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return "";
        }

        // A browser's form sends the two characters of a line's end, a script only one.
        var text = string.Join('\0', values.Order(StringComparer.Ordinal)).ReplaceLineEndings("\n");
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, MarkBytes));
    }

    /// <summary>The form was built from these values of that field.</summary>
    public bool IsBuiltFrom(string path, IReadOnlyList<string> values) =>
        marks.TryGetValue(path, out var mark) ? mark == Mark(values) : isWhole && values.Count == 0;

    /// <summary>The same with another mark for one field.</summary>
    public AnswerMarks With(string path, string mark) => new(new Dictionary<string, string>(marks, StringComparer.Ordinal) { [path] = mark }, isWhole);

    /// <summary>These marks, save for some fields that stay as they are in <paramref name="before"/>.</summary>
    public AnswerMarks Except(IEnumerable<string> paths, AnswerMarks before) =>
        paths.Aggregate(this, (kept, path) => before.marks.TryGetValue(path, out var mark) ? kept.With(path, mark) : before.isWhole ? kept.With(path, "") : kept);

    public override string ToString() => string.Join(' ', marks.Select(pair => $"{pair.Key}:{pair.Value}").Prepend(isWhole ? "" : UnknownSign)).Trim();
}
