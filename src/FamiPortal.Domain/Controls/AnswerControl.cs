using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;

namespace FamiPortal.Domain.Controls;

/// <summary>A practitioner answers a control: gives documents, takes one back, sends the whole. The fund sees nothing before.</summary>
public sealed class AnswerControl(FamiDbContext db, EvidenceIntake intake, TimeProvider clock)
{
    /// <summary>Stores a file, judged as every evidence is, for one of the indicators asked about.</summary>
    public async Task<Outcome<ControlDocument>> GiveAsync(
        Actor actor, Guid controlId, string indicatorCode, string fileName, Stream content,
        IReadOnlyCollection<string>? confirmedSha256 = null, CancellationToken cancellationToken = default)
    {
        // Who may not give is told before the file is read.
        if (await db.OwnControlAsync(actor, controlId, cancellationToken) is not { } own)
        {
            return ControlErrors.NotFound;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (!own.AwaitsAnswerAt(now))
        {
            return own.IsLateAt(now) && own.AnsweredAt is null ? ControlErrors.TooLate(own) : ControlErrors.AlreadySent(own);
        }

        return await intake.RunAsync(
            fileName, content, confirmedSha256, received => AttemptAsync(actor, controlId, indicatorCode, received, cancellationToken), cancellationToken);
    }

    public Task<Outcome<Control>> TakeBackAsync(Actor actor, Guid controlId, Guid controlDocumentId, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor, controlId, AuditKinds.EvidenceWithdrawn, (control, now) =>
        {
            if (control.Documents.FirstOrDefault(any => any.Id == controlDocumentId) is not { } given)
            {
                return ControlErrors.NotFound;
            }

            db.Remove(given);
            return control.TakeBack(given, now);
        }, cancellationToken);

    /// <summary>Sends what was given, with a message; after that nothing changes.</summary>
    public Task<Outcome<Control>> SendAsync(Actor actor, Guid controlId, string? message, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor, controlId, AuditKinds.ControlAnswered, (control, now) => control.Answer(message, now), cancellationToken);

    private Task<Outcome<Control>> ChangeAsync(
        Actor actor, Guid controlId, string kind, Func<Control, DateTime, Outcome> change, CancellationToken cancellationToken) =>
        db.LookAgainOnceAsync<Outcome<Control>>(async () =>
        {
            if (await db.OwnControlAsync(actor, controlId, cancellationToken) is not { } control)
            {
                return ControlErrors.NotFound;
            }

            var now = clock.GetUtcNow().UtcDateTime;
            var changed = change(control, now);
            if (!changed.IsDone)
            {
                db.ChangeTracker.Clear();
                return changed.Problems.ToArray();
            }

            db.Record(actor, now, kind, control, control.Id, control.PractitionerId, new { documents = control.Documents.Count });
            await db.SaveChangesAsync(cancellationToken);
            return control;
        });

    private async Task<Outcome<ControlDocument>> AttemptAsync(
        Actor actor, Guid controlId, string indicatorCode, ReceivedFile received, CancellationToken cancellationToken)
    {
        if (await db.OwnControlAsync(actor, controlId, cancellationToken) is not { } control)
        {
            return ControlErrors.NotFound;
        }

        if (received.NeedsConfirmation)
        {
            return await intake.HoldBackAsync(actor, received, nameof(Control), control.Id, control.PractitionerId, [indicatorCode], cancellationToken);
        }

        if (await intake.RefuseInfectedAsync(received, cancellationToken) is { } infected)
        {
            return infected;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var document = intake.Document(control.Practitioner, received, now);
        if (!control.Give(document, indicatorCode, now).TryGet(out var given, out var problems))
        {
            return problems;
        }

        db.Add(document);
        db.Add(given);
        db.Record(actor, now, AuditKinds.EvidenceAttached, document, document.Id, control.PractitionerId, new
        {
            control = control.Id,
            indicator = indicatorCode,
            rules = control.SettledAssessment.RuleSetKey,
            format = document.Format,
            sizeBytes = document.SizeBytes,
            sha256 = document.Sha256,
            confirmed = document.Confirmed == SensitiveFindings.None ? null : document.Confirmed.ToString(),
        });
        await db.SaveChangesAsync(cancellationToken);
        return given;
    }
}
