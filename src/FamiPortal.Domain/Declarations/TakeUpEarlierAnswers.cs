using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Situations;

namespace FamiPortal.Domain.Declarations;

/// <summary>Puts into the draft what the practitioner confirms of their last exercise, at one go or one by one; they may still change it.</summary>
public sealed class TakeUpEarlierAnswers(FamiDbContext db, SituationLoader loader, SituationAssembler assembler, RereadEvidence reread, TimeProvider clock)
{
    /// <param name="actor">The declaration's practitioner.</param>
    /// <param name="declarationId">The declaration.</param>
    /// <param name="draftVersion">The version that the page was built from.</param>
    /// <param name="indicatorCode">The one indicator whose answers are confirmed; null for all that are proposed.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public Task<Outcome<Declaration>> RunAsync(
        Actor actor, Guid declarationId, Guid draftVersion, string? indicatorCode = null, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync(() => AttemptAsync(actor, declarationId, draftVersion, indicatorCode, cancellationToken));

    private async Task<Outcome<Declaration>> AttemptAsync(
        Actor actor, Guid declarationId, Guid draftVersion, string? indicatorCode, CancellationToken cancellationToken)
    {
        if (await db.OwnDeclarationAsync(actor, declarationId, cancellationToken) is not { } declaration)
        {
            return DeclarationErrors.NotFound;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var sources = await loader.ForDraftAsync(declaration, ParisTime.DateOf(now), cancellationToken: cancellationToken);
        if (!assembler.Assemble(sources).TryGet(out var situation, out var problems))
        {
            return problems;
        }

        var earlier = sources.EarlierTransmission;
        var proposed = (earlier?.Propose(situation, declaration.Answers) ?? []).Where(one => indicatorCode is null || one.Indicator.Code == indicatorCode).ToList();
        var answers = proposed.Aggregate(declaration.Answers, (draft, one) => draft.Replace(one.Answers.Paths, one.Answers));
        var saved = declaration.Save(answers, draftVersion, now);
        if (!saved.IsDone)
        {
            return saved.Problems.ToArray();
        }

        if (proposed.Count > 0)
        {
            var changed = proposed.SelectMany(one => one.Answers.Paths);
            db.Record(actor, now, AuditKinds.DraftSaved, declaration, declaration.Id, declaration.PractitionerId, new { changed, takenUpFrom = earlier!.Exercise });
            await db.SaveChangesAsync(cancellationToken);
            await reread.FollowAsync(declaration, cancellationToken);
        }

        return declaration;
    }
}
