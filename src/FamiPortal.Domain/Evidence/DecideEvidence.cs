using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Mail;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Quality;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Evidence;

/// <summary>What accepting, refusing and asking share: only an agent of the practitioner's fund, once, before the settlement.</summary>
internal static class DecideEvidence
{
    public static Task<Outcome<EvidenceUse>> RunAsync(
        FamiDbContext db,
        Actor actor,
        Guid evidenceUseId,
        bool wholeIndicator,
        int? seenVersion,
        DateTime now,
        string kind,
        Func<EvidenceUse, EvidenceDecision, Outcome> decide,
        CancellationToken cancellationToken,
        Func<EvidenceUse, EvidenceDecision, Task<Outcome<bool>>>? holdBack = null) => db.LookAgainOnceAsync<Outcome<EvidenceUse>>(async () =>
        {
            if (await db.FundEvidenceAsync(actor, evidenceUseId, cancellationToken) is not { } use)
            {
                return EvidenceDecisionErrors.NotFound;
            }

            var declaration = use.Declaration;
            if (declaration.Hold is { } held && held.Excludes(actor, now))
            {
                return DeskErrors.HeldBy(held);
            }

            if (!use.IsDecidable && await db.IsBlindToAsync(actor, use.Id, cancellationToken))
            {
                return QualityErrors.InSecondLook;
            }

            // A document is judged against the answers that the agent read, not against those that came meanwhile.
            if (seenVersion is { } number && declaration.Transmissions.FirstOrDefault(version => version.Number == number)?.Answers.Equals(declaration.LastTransmission!.Answers) == false)
            {
                return EvidenceDecisionErrors.AnswersChanged;
            }

            var decision = new EvidenceDecision(actor.KnownAccountId, actor.DisplayName, declaration.Practitioner.Fund.Name, now);
            var others = wholeIndicator
                ? declaration.Evidence.Where(any => any != use && any.IndicatorCode == use.IndicatorCode && any.IsDecidable)
                : [];
            EvidenceUse? told = null;
            foreach (var decided in others.Prepend(use).ToList())
            {
                if (holdBack is not null)
                {
                    if (!(await holdBack(decided, decision)).TryGet(out var isHeld, out var problems))
                    {
                        return Refuse(problems);
                    }

                    if (isHeld)
                    {
                        continue;
                    }
                }

                var outcome = decide(decided, decision);
                if (!outcome.IsDone)
                {
                    return Refuse([.. outcome.Problems]);
                }

                told ??= decided;
                await db.FollowUpAsync(decided, decision, cancellationToken);
                db.Record(actor, now, kind, decided, decided.Id, declaration.PractitionerId, new
                {
                    declaration = declaration.Id,
                    proof = decided.ProofCode,
                    indicator = decided.IndicatorCode,
                    rules = decided.RuleSetKey,
                    reasonCode = decided.ReasonCode,
                    reason = decided.Reason,
                    validUntil = decided.ValidUntil,
                    answerBy = decided.AnswerBy,
                });
            }

            db.OnlyWhileUnmoved(declaration.Campaign);
            if (told is not null)
            {
                // One mail for all; none for an acceptance that waits for a second agent.
                await db.QueueMailAsync(
                    declaration.Practitioner,
                    told is { State: EvidenceUseState.Asked, AnswerBy: { } answerBy }
                        ? MailText.ComplementAsked(declaration.Campaign, told.Id, answerBy)
                        : MailText.Decision(declaration.Campaign),
                    $"decision/{told.Id}/{told.Version}", now, cancellationToken);
            }

            await db.SaveChangesAsync(cancellationToken);
            return use;

            // Documents of the same indicator that were decided before this one must not be saved by whatever comes next.
            Problem[] Refuse(Problem[] problems)
            {
                db.ChangeTracker.Clear();
                return problems;
            }
        });

    /// <summary>A transmitted document of a practitioner of the agent's fund, with its declaration; null for anybody else.</summary>
    public static async Task<EvidenceUse?> FundEvidenceAsync(this FamiDbContext db, Actor actor, Guid evidenceUseId, CancellationToken cancellationToken)
    {
        var declarationId = await db.EvidenceUses.Where(any => any.Id == evidenceUseId)
            .Select(any => any.DeclarationId).SingleOrDefaultAsync(cancellationToken);
        var declaration = await db.FundDeclarationAsync(actor, declarationId, cancellationToken);
        return declaration?.Evidence.FirstOrDefault(any => any.Id == evidenceUseId && any.IsTransmitted);
    }
}
