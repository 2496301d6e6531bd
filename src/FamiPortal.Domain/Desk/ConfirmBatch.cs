using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>Says what is done with a batch, once; it is then done in the background.</summary>
public sealed class ConfirmBatch(FamiDbContext db, TimeProvider clock)
{
    public Task<Outcome<Batch>> RunAsync(Actor actor, Guid batchId, BatchOrder order, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync<Outcome<Batch>>(async () =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var batch = await db.Batches.SingleOrDefaultAsync(
                any => any.Id == batchId && any.AccountId == actor.AccountId && any.FundId == actor.OwnFundId, cancellationToken);
            if (batch is null)
            {
                return BatchErrors.NotFound;
            }

            if (batch.State != BatchState.Prepared)
            {
                return BatchErrors.AlreadyConfirmed;
            }

            if (order.Verb is BatchVerb.Refuse or BatchVerb.Ask && (order.Reason ?? "").Trim().Length is < EvidenceUse.ReasonLengthMin or > EvidenceUse.ReasonLengthMax)
            {
                return order.Verb == BatchVerb.Ask ? EvidenceDecisionErrors.QuestionLength : BatchErrors.Reason;
            }

            var today = ParisTime.DateOf(now);
            if (order.Verb == BatchVerb.Ask && (order.AnswerBy is not { } answerBy || answerBy <= today || answerBy > today.AddDays(EvidenceUse.AnswerDaysMax)))
            {
                return EvidenceDecisionErrors.AnswerBy;
            }

            if (order.Verb == BatchVerb.Accept && order.ValidUntil < today)
            {
                return BatchErrors.ValidUntil;
            }

            var assignee = order.AssigneeId is { } id ? await db.AgentsOf(actor, id).SingleOrDefaultAsync(cancellationToken) : null;
            if (order.Verb == BatchVerb.Assign && assignee is null)
            {
                return DeskErrors.UnknownAgent;
            }

            if (order.Verb == BatchVerb.Assign && assignee!.Id != actor.AccountId && !actor.IsSupervisor)
            {
                return DeskErrors.SupervisorOnly;
            }

            batch.Confirm(order, order.Verb == BatchVerb.Assign ? assignee : null, now);
            db.Record(actor, now, AuditKinds.BatchConfirmed, batch, batch.Id, details: new
            {
                verb = batch.Verb,
                items = batch.ItemCount,
                reasonCode = batch.ReasonCode,
                reason = batch.Reason,
                validUntil = batch.ValidUntil,
                answerBy = batch.AnswerBy,
                to = batch.AssigneeName,
            });
            await db.SaveChangesAsync(cancellationToken);
            return batch;
        });
}
