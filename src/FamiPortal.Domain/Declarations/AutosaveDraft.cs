using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Declarations;

/// <summary>
/// Saves a draft as its practitioner types: what can be read is kept at once; a field that can't (half a date) keeps its last
/// value and says why, without holding the others back.
/// </summary>
public sealed class AutosaveDraft(FamiDbContext db, RuleCatalogue catalogue, RereadEvidence reread, TimeProvider clock)
{
    /// <summary>Saves the draft of one's own declaration.</summary>
    /// <param name="actor">Its practitioner.</param>
    /// <param name="declarationId">The declaration.</param>
    /// <param name="draftVersion">The version that the page was built from.</param>
    /// <param name="typed">What is in the form, by field path; a field that is absent is cleared.</param>
    /// <param name="basedOn">Fingerprint of the answers that the page was built from: while they are the draft's, only documents
    /// moved meanwhile and nothing is overwritten.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public Task<Outcome<AutosavedDraft>> RunAsync(
        Actor actor, Guid declarationId, Guid draftVersion, Answers typed, string? basedOn = null, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync(() => AttemptAsync(actor, declarationId, draftVersion, typed, basedOn, cancellationToken));

    private async Task<Outcome<AutosavedDraft>> AttemptAsync(
        Actor actor, Guid declarationId, Guid draftVersion, Answers typed, string? basedOn, CancellationToken cancellationToken)
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
        var kept = before.Replace(fields.Select(field => field.Path.Text).Where(path => !unreadable.Contains(path)), read.Answers);
        var expected = before.Fingerprint == basedOn ? declaration.DraftVersion : draftVersion;
        var saved = declaration.Save(kept, expected, now);
        if (!saved.IsDone)
        {
            return saved.Problems.ToArray();
        }

        if (declaration.Answers.DifferencesWith(before) is { Count: > 0 } changed)
        {
            db.Record(actor, now, AuditKinds.DraftSaved, declaration, declaration.Id, declaration.PractitionerId, new { changed });
            await db.SaveChangesAsync(cancellationToken);
            await reread.FollowAsync(declaration, cancellationToken);
        }

        return new AutosavedDraft(declaration, read.Problems);
    }
}

/// <summary>A draft saved as it was typed, and the fields that kept their last value.</summary>
public sealed record AutosavedDraft(Declaration Declaration, IReadOnlyList<Problem> Unreadable);
