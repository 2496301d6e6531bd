using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Evidence;

/// <summary>
/// The practitioner sends the document that their fund asked for. It goes to the fund at once, also when entry is closed: the
/// fund's question reopens this one door, and no other answer of the declaration.
/// </summary>
public sealed class AnswerComplement(FamiDbContext db, RuleCatalogue catalogue, EvidenceIntake intake, TimeProvider clock)
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

    /// <param name="actor">The practitioner who was asked.</param>
    /// <param name="evidenceUseId">What was asked about.</param>
    /// <param name="fileName">As submitted.</param>
    /// <param name="content">Read once, to its end, only when something is asked.</param>
    /// <param name="confirmedSha256">See <see cref="ConfirmationNeeded"/>.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public async Task<Outcome<EvidenceUse>> RunAsync(
        Actor actor, Guid evidenceUseId, string fileName, Stream content, IReadOnlyCollection<string>? confirmedSha256 = null, CancellationToken cancellationToken = default) =>
        (await FindAsync(actor, evidenceUseId, cancellationToken)).TryGet(out _, out var problems)
            ? await intake.RunAsync(fileName, content, confirmedSha256, received => AttemptAsync(actor, evidenceUseId, received, cancellationToken), cancellationToken)
            : problems;

    private async Task<Outcome<EvidenceUse>> AttemptAsync(Actor actor, Guid evidenceUseId, ReceivedFile received, CancellationToken cancellationToken)
    {
        if (!(await FindAsync(actor, evidenceUseId, cancellationToken)).TryGet(out var asked, out var problems))
        {
            return problems;
        }

        var declaration = asked.Declaration;
        if (received.NeedsConfirmation)
        {
            return await intake.HoldBackAsync(actor, received, nameof(EvidenceUse), asked.Id, declaration.PractitionerId, [asked.ProofCode], cancellationToken);
        }

        if (await intake.RefuseInfectedAsync(received, cancellationToken) is { } infected)
        {
            return infected;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var document = intake.Document(declaration.Practitioner, received, now);
        var added = declaration.Complement(asked, document, now);
        var proof = catalogue.Find(declaration.Campaign.ProfessionCode, declaration.Campaign.Exercise)?.FindProof(asked.ProofCode);
        added.Precheck = proof is null ? null : Precheck.Of(proof, declaration.LastTransmission!.Answers, declaration.Practitioner, received.Reading);
        db.AddRange(document, added);
        db.OnlyWhileUnmoved(declaration.Campaign);
        db.Record(actor, now, AuditKinds.ComplementAnswered, asked, asked.Id, declaration.PractitionerId, new
        {
            declaration = declaration.Id,
            proof = asked.ProofCode,
            indicator = asked.IndicatorCode,
            rules = asked.RuleSetKey,
            format = document.Format,
            sizeBytes = document.SizeBytes,
            sha256 = document.Sha256,
            confirmed = document.Confirmed == SensitiveFindings.None ? null : document.Confirmed.ToString(),
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
