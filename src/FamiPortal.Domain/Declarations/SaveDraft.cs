using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Declarations;

/// <summary>
/// Saves what a practitioner typed, for some indicators or for all; a field of those indicators that is absent is cleared. An
/// incomplete draft is fine, a value of the wrong type is not: nothing is saved then, and each field says why. What was saved
/// elsewhere meanwhile and left alone here stays; where both answered differently, nothing is saved and each question is asked.
/// </summary>
public sealed class SaveDraft(FamiDbContext db, RuleCatalogue catalogue, RereadEvidence reread, TimeProvider clock)
{
    /// <summary>Saves the draft of one's own declaration.</summary>
    /// <param name="actor">Its practitioner.</param>
    /// <param name="declarationId">The declaration.</param>
    /// <param name="draftVersion">The version that the page was built from.</param>
    /// <param name="typed">What was typed, by field path.</param>
    /// <param name="indicatorCodes">The indicators that the form held; null for all.</param>
    /// <param name="shown">The answers that the page was built from; null when only its version is known.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public Task<Outcome<Declaration>> RunAsync(
        Actor actor, Guid declarationId, Guid draftVersion, Answers typed, IReadOnlyCollection<string>? indicatorCodes = null, AnswerMarks? shown = null, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync(() => AttemptAsync(actor, declarationId, draftVersion, typed, indicatorCodes, shown, cancellationToken));

    private async Task<Outcome<Declaration>> AttemptAsync(
        Actor actor, Guid declarationId, Guid draftVersion, Answers typed, IReadOnlyCollection<string>? indicatorCodes, AnswerMarks? shown, CancellationToken cancellationToken)
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

        var fields = ruleSet.Indicators.Where(indicator => indicatorCodes?.Contains(indicator.Code) != false)
            .SelectMany(indicator => indicator.Form).DistinctBy(field => field.Path.Text).ToList();
        var read = await TypedAnswers.ReadAsync(db, fields, typed, cancellationToken);
        if (read.Problems.Count > 0)
        {
            return read.Problems.ToArray();
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var before = declaration.Answers;
        var merge = DraftMerge.Of(before, read.Answers, fields.Select(field => field.Path.Text), shown ?? declaration.MarksAt(draftVersion));
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

        return declaration;
    }
}
