using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Evidence;

/// <summary>What accepting and refusing share: only an agent of the practitioner's fund, once, before the settlement.</summary>
internal static class DecideEvidence
{
    public static Task<Outcome<EvidenceUse>> RunAsync(
        FamiDbContext db,
        Actor actor,
        Guid evidenceUseId,
        DateTime now,
        string kind,
        Func<EvidenceUse, EvidenceDecision, Outcome> decide,
        CancellationToken cancellationToken) => db.LookAgainOnceAsync<Outcome<EvidenceUse>>(async () =>
        {
            var declarationId = await db.EvidenceUses.Where(any => any.Id == evidenceUseId)
                .Select(any => any.DeclarationId).SingleOrDefaultAsync(cancellationToken);
            var declaration = await db.FundDeclarationAsync(actor, declarationId, cancellationToken);
            if (declaration?.Evidence.FirstOrDefault(any => any.Id == evidenceUseId) is not { IsTransmitted: true } use)
            {
                return EvidenceDecisionErrors.NotFound;
            }

            if (declaration.Hold is { } hold && hold.Excludes(actor, now))
            {
                return DeskErrors.HeldBy(hold);
            }

            var decision = new EvidenceDecision(actor.KnownAccountId, actor.DisplayName, declaration.Practitioner.Fund.Name, now);
            var outcome = decide(use, decision);
            if (!outcome.IsDone)
            {
                return outcome.Problems.ToArray();
            }

            db.OnlyWhileUnmoved(declaration.Campaign);
            db.Record(actor, now, kind, use, use.Id, declaration.PractitionerId, new
            {
                declaration = declaration.Id,
                proof = use.ProofCode,
                indicator = use.IndicatorCode,
                reasonCode = use.ReasonCode,
                reason = use.Reason,
                validUntil = use.ValidUntil,
            });
            await db.SaveChangesAsync(cancellationToken);
            return use;
        });
}
