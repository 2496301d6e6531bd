using FamiPortal.Domain.Accounts;
using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Controls;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// Opens a document for its owner, or for an agent of their fund once it was transmitted, or sent for a control. An agent's look is written down: the
/// practitioner may see who read it.
/// </summary>
public sealed class ReadEvidence(FamiDbContext db, IEvidenceFiles files, VirusScanner scanner, TimeProvider clock)
{
    public async Task<Outcome<OpenedEvidence>> RunAsync(Actor actor, Guid documentId, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (!(await db.ReadableEvidenceAsync(actor, documentId, scanner, now, cancellationToken)).TryGet(out var document, out var problems))
        {
            return problems;
        }

        if (await files.OpenReadAsync(document.StorageName, cancellationToken) is not { } content)
        {
            return EvidenceDecisionErrors.FileMissing;
        }

        if (actor.Role == Roles.Agent)
        {
            db.Record(actor, now, AuditKinds.EvidenceViewed, document, document.Id, document.PractitionerId);
            await db.SaveChangesAsync(cancellationToken);
        }

        return new OpenedEvidence(document, content);
    }
}

/// <summary>The one place that says which document may be opened by whom, as a whole or page by page.</summary>
internal static class EvidenceAccess
{
    public static async Task<Outcome<EvidenceDocument>> ReadableEvidenceAsync(
        this FamiDbContext db, Actor actor, Guid documentId, VirusScanner scanner, DateTime now, CancellationToken cancellationToken)
    {
        var document = await db.EvidenceDocuments.AsNoTracking().SingleOrDefaultAsync(
            any => any.Id == documentId
                && ((actor.OwnPractitionerId != null && any.PractitionerId == actor.OwnPractitionerId)
                    || (actor.OwnFundId != null && db.EvidenceUses.Any(use => use.EvidenceDocumentId == any.Id
                        && use.TransmissionNumber != null
                        && use.State != EvidenceUseState.Withdrawn
                        && use.Declaration.Practitioner.FundId == actor.OwnFundId))
                    || (actor.OwnFundId != null && any.WithdrawnAt == null && db.Contests.Any(contest => contest.Practitioner.FundId == actor.OwnFundId
                        && (contest.EvidenceDocumentId == any.Id || contest.Added.Any(given => given.EvidenceDocumentId == any.Id))))
                    || (actor.OwnFundId != null && db.ControlDocuments.Any(given => given.EvidenceDocumentId == any.Id
                        && db.Controls.Any(control => control.Id == given.ControlId
                            && (control.State != ControlState.Asked || control.DueAt <= now)
                            && control.Practitioner.FundId == actor.OwnFundId)))),
            cancellationToken);
        return document switch
        {
            null => EvidenceDecisionErrors.NotFound,
            { IsInfected: true } => EvidenceDecisionErrors.Infected,
            { ScanState: not ScanState.Clean } when scanner.IsConfigured && actor.Role == Roles.Agent => EvidenceDecisionErrors.NotScannedYet,
            _ => document,
        };
    }
}

/// <summary>A document and its content; the caller disposes of the stream.</summary>
public sealed record OpenedEvidence(EvidenceDocument Document, Stream Content);
