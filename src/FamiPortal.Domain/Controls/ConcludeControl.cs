using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Mail;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Controls;

/// <summary>
/// An agent of the practitioner's fund concludes one indicator of a control. A failure is priced by assessing the frozen inputs
/// again without what that indicator declared; nobody types a sum. The last indicator concludes the control.
/// </summary>
public sealed class ConcludeControl(FamiDbContext db, RuleCatalogue catalogue, TimeProvider clock)
{
    public Task<Outcome<Control>> RunAsync(
        Actor actor, Guid controlId, string indicatorCode, ControlConclusion conclusion, string? reason, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync<Outcome<Control>>(async () =>
        {
            var control = await db.OfficeControls(actor).Where(_ => actor.OwnFundId != null).Whole()
                .SingleOrDefaultAsync(any => any.Id == controlId, cancellationToken);
            if (control?.Points.FirstOrDefault(any => any.IndicatorCode == indicatorCode) is not { } point)
            {
                return ControlErrors.NotFound;
            }

            var now = clock.GetUtcNow().UtcDateTime;
            var campaign = control.Sample.Campaign;
            var ruleSet = catalogue.Find(campaign.ProfessionCode, campaign.Exercise);
            var concluded = control.Conclude(
                point, conclusion, reason, actor, failed => ruleSet is null ? null : ControlReassessment.Of(control, ruleSet, catalogue, failed), now);
            if (!concluded.IsDone)
            {
                return concluded.Problems.ToArray();
            }

            db.Record(actor, now, AuditKinds.ControlPointConcluded, control, control.Id, control.PractitionerId, new
            {
                indicator = point.IndicatorCode,
                rules = control.SettledAssessment.RuleSetKey,
                conclusion = point.Conclusion,
                reason = point.Reason,
            });
            if (control.State == ControlState.Concluded)
            {
                db.Record(actor, now, AuditKinds.ControlConcluded, control, control.Id, control.PractitionerId, new
                {
                    recoverCents = control.RecoverCents,
                    ruleSet = control.SettledAssessment.RuleSetKey,
                    ruleSetHash = control.SettledAssessment.RuleSetHash,
                });
                await db.QueueMailAsync(
                    control.Practitioner, MailText.ControlConcluded(campaign, control.Id), $"control-concluded/{control.Id}", now, cancellationToken);
            }

            await db.SaveChangesAsync(cancellationToken);
            return control;
        });
}
