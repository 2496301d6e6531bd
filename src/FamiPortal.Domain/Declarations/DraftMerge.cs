namespace FamiPortal.Domain.Declarations;

/// <summary>
/// What a form holds put together with what was saved since it was built: what only one side changed is taken from that side;
/// what both answered differently is for the practitioner to choose.
/// </summary>
/// <param name="Answers">The draft with what was changed in this form alone.</param>
/// <param name="Kept">Fields saved elsewhere since, and untouched in this form.</param>
/// <param name="Asked">Fields that both answered, each in its own way.</param>
internal sealed record DraftMerge(Answers Answers, IReadOnlyList<string> Kept, IReadOnlyList<AnsweredTwice> Asked)
{
    /// <summary>For the audit event, which doesn't mention what is usual.</summary>
    public IReadOnlyList<string>? KeptOrNull => Kept.Count > 0 ? Kept : null;

    /// <param name="saved">The draft as it is now.</param>
    /// <param name="typed">What is in the form.</param>
    /// <param name="paths">The fields that the form holds.</param>
    /// <param name="shown">What the form was built from.</param>
    public static DraftMerge Of(Answers saved, Answers typed, IEnumerable<string> paths, AnswerMarks shown)
    {
        var (taken, kept, asked) = (new List<string>(), new List<string>(), new List<AnsweredTwice>());
        foreach (var path in paths.Where(path => AnswerMarks.Mark(saved[path]) != AnswerMarks.Mark(typed[path])))
        {
            if (shown.IsBuiltFrom(path, typed[path]))
            {
                kept.Add(path);
            }
            else if (shown.IsBuiltFrom(path, saved[path]))
            {
                taken.Add(path);
            }
            else
            {
                asked.Add(new AnsweredTwice(path, typed[path], saved[path]));
            }
        }

        return new DraftMerge(saved.Replace(taken, typed), kept, asked);
    }
}

/// <summary>A question answered here and elsewhere, differently; no value is no answer.</summary>
public sealed record AnsweredTwice(string Path, IReadOnlyList<string> Here, IReadOnlyList<string> Saved) : Problem(
    DeclarationErrors.DraftChangedElsewhere.Code,
    "La même question a reçu une autre réponse dans un autre onglet ou sur un autre appareil. Rien n’est perdu\u00A0: choisissez la réponse à garder.",
    Path);
