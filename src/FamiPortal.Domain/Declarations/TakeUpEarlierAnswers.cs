using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Situations;

namespace FamiPortal.Domain.Declarations;

/// <summary>Puts into the draft what the practitioner confirms of their last exercise, at one go; they may still change it.</summary>
public sealed class TakeUpEarlierAnswers(FamiDbContext db, SituationLoader loader, SituationAssembler assembler, TimeProvider clock)
{
    public Task<Outcome<Declaration>> RunAsync(Actor actor, Guid declarationId, Guid draftVersion, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync(() => AttemptAsync(actor, declarationId, draftVersion, cancellationToken));

    private async Task<Outcome<Declaration>> AttemptAsync(Actor actor, Guid declarationId, Guid draftVersion, CancellationToken cancellationToken)
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
        var proposed = earlier?.Propose(situation, declaration.Answers) ?? [];
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
        }

        return declaration;
    }
}
