using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// The practitioner sends the document that their fund asked for. It goes to the fund at once, also when entry is closed: the
/// fund's question reopens this one door, and no other answer of the declaration.
/// </summary>
public sealed class AnswerComplement(FamiDbContext db, IEvidenceFiles files, TimeProvider clock)
{
    /// <summary>What is asked, for the page that answers it.</summary>
    public async Task<Outcome<EvidenceUse>> FindAsync(Actor actor, Guid evidenceUseId, CancellationToken cancellationToken = default)
    {
        var asked = await FindUseAsync(actor, evidenceUseId, cancellationToken);
        return asked is null ? EvidenceDecisionErrors.NotFound
            : !asked.Declaration.Campaign.AcceptsDecisions ? EvidenceDecisionErrors.TooLate(asked.Declaration.Campaign)
            : asked.State != EvidenceUseState.Asked ? EvidenceDecisionErrors.NothingAsked
            : asked;
    }

    public async Task<Outcome<EvidenceUse>> RunAsync(
        Actor actor, Guid evidenceUseId, string fileName, Stream content, CancellationToken cancellationToken = default)
    {
        if (!(await FindAsync(actor, evidenceUseId, cancellationToken)).TryGet(out _, out var problems))
        {
            return problems;
        }

        if (!(await files.SaveAsync(content, fileName, cancellationToken)).TryGet(out var file, out problems))
        {
            return problems;
        }

        try
        {
            var answered = await db.LookAgainOnceAsync(() => AttemptAsync(actor, evidenceUseId, fileName, file, cancellationToken));
            if (!answered.IsDone)
            {
                await files.DeleteAsync(file.StorageName, CancellationToken.None);
            }

            return answered;
        }
        catch
        {
            await files.DeleteAsync(file.StorageName, CancellationToken.None);
            throw;
        }
    }

    private async Task<Outcome<EvidenceUse>> AttemptAsync(
        Actor actor, Guid evidenceUseId, string fileName, StoredFile file, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(actor, evidenceUseId, cancellationToken)).TryGet(out var asked, out var problems))
        {
            return problems;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var declaration = asked.Declaration;
        var document = new EvidenceDocument(declaration.Practitioner, fileName, file, now);
        var added = declaration.Complement(asked, document, now);
        db.AddRange(document, added);
        db.OnlyWhileUnmoved(declaration.Campaign);
        db.Record(actor, now, AuditKinds.ComplementAnswered, asked, asked.Id, declaration.PractitionerId, new
        {
            declaration = declaration.Id,
            proof = asked.ProofCode,
            indicator = asked.IndicatorCode,
            format = document.Format,
            sizeBytes = document.SizeBytes,
            sha256 = document.Sha256,
        });
        await db.SaveChangesAsync(cancellationToken);
        return added;
    }

    private async Task<EvidenceUse?> FindUseAsync(Actor actor, Guid evidenceUseId, CancellationToken cancellationToken)
    {
        var declarationId = await db.EvidenceUses.Where(any => any.Id == evidenceUseId)
            .Select(any => any.DeclarationId).SingleOrDefaultAsync(cancellationToken);
        var declaration = await db.OwnDeclarationAsync(actor, declarationId, cancellationToken);
        return declaration?.Evidence.FirstOrDefault(any => any.Id == evidenceUseId);
    }
}
