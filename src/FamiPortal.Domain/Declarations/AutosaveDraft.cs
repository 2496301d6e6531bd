using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Declarations;

/// <summary>
/// Saves a draft as its practitioner types: what can be read is kept at once; a field that can't (half a date) keeps its last
/// value and says why, without holding the others back. What was saved elsewhere meanwhile is put together as in <see cref="SaveDraft"/>.
/// </summary>
public sealed class AutosaveDraft(FamiDbContext db, RuleCatalogue catalogue, RereadEvidence reread, TimeProvider clock)
{
    /// <summary>Saves the draft of one's own declaration.</summary>
    /// <param name="actor">Its practitioner.</param>
    /// <param name="declarationId">The declaration.</param>
    /// <param name="draftVersion">The version that the page was built from.</param>
    /// <param name="typed">What is in the form, by field path; a field that is absent is cleared.</param>
    /// <param name="shown">The answers that the page was built from; null when only its version is known.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public Task<Outcome<AutosavedDraft>> RunAsync(
        Actor actor, Guid declarationId, Guid draftVersion, Answers typed, AnswerMarks? shown = null, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync(() => AttemptAsync(actor, declarationId, draftVersion, typed, shown, cancellationToken));

    private async Task<Outcome<AutosavedDraft>> AttemptAsync(
        Actor actor, Guid declarationId, Guid draftVersion, Answers typed, AnswerMarks? shown, CancellationToken cancellationToken)
    {
        if (await db.OwnDeclarationAsync(actor, declarationId, cancellationToken) is not { } declaration)
        {
            return DeclarationErrors.NotFound;
        }

        var campaign = declaration.Campaign;
        if (catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet)
        {
            return DeclarationErrors.NoRuleSet(campaign);
        }

        var fields = ruleSet.Indicators.SelectMany(indicator => indicator.Form).DistinctBy(field => field.Path.Text).ToList();
        var read = await TypedAnswers.ReadAsync(db, fields, typed, cancellationToken);
        var unreadable = read.Problems.Select(problem => problem.Field).ToHashSet();
        var (now, before) = (clock.GetUtcNow().UtcDateTime, declaration.Answers);
        var from = shown ?? declaration.MarksAt(draftVersion);
        var merge = DraftMerge.Of(before, read.Answers, fields.Select(field => field.Path.Text).Where(path => !unreadable.Contains(path)), from);
        var saved = declaration.Save(merge, now);
        if (!saved.IsDone)
        {
            return saved.Problems.ToArray();
        }

        if (declaration.Answers.DifferencesWith(before) is { Count: > 0 } changed)
        {
            db.Record(actor, now, AuditKinds.DraftSaved, declaration, declaration.Id, declaration.PractitionerId, new { changed, kept = merge.KeptOrNull });
            await db.SaveChangesAsync(cancellationToken);
            await reread.FollowAsync(declaration, cancellationToken);
        }

        // A field that can't be read yet was compared with nothing: it stays marked as it was.
        var marks = AnswerMarks.Of(declaration.Answers).Except(unreadable.OfType<string>(), from);
        return new AutosavedDraft(declaration, read.Problems, merge.Kept, marks, marks.Except(merge.Kept, from));
    }
}

/// <summary>A draft saved as it was typed, and what the form that goes on has to know.</summary>
/// <param name="Declaration">The draft.</param>
/// <param name="Unreadable">Fields that kept their last value.</param>
/// <param name="Kept">Fields saved elsewhere meanwhile, which the form still shows as they were.</param>
/// <param name="Marks">Of the form once it shows them.</param>
/// <param name="MarksAsShown">Of the form while it doesn't.</param>
public sealed record AutosavedDraft(
    Declaration Declaration, IReadOnlyList<Problem> Unreadable, IReadOnlyList<string> Kept, AnswerMarks Marks, AnswerMarks MarksAsShown);
