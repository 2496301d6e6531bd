using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Evidence;

/// <summary>« Une seule pièce justificative » : a document of the declaration serves one more of its proofs, without being sent again.</summary>
public sealed class ReuseEvidence(FamiDbContext db, RuleCatalogue catalogue, RereadEvidence reread, TimeProvider clock)
{
    /// <summary>Gives a document for one more proof of one's own declaration.</summary>
    /// <param name="actor">The declaration's practitioner.</param>
    /// <param name="declarationId">The declaration.</param>
    /// <param name="documentId">A document that it holds.</param>
    /// <param name="proofCode">A proof of the rule set.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public Task<Outcome<EvidenceUse>> RunAsync(
        Actor actor, Guid declarationId, Guid documentId, string proofCode, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync(() => AttemptAsync(actor, declarationId, documentId, proofCode, cancellationToken));

    private async Task<Outcome<EvidenceUse>> AttemptAsync(
        Actor actor, Guid declarationId, Guid documentId, string proofCode, CancellationToken cancellationToken)
    {
        var declaration = await db.OwnDeclarationAsync(actor, declarationId, cancellationToken);
        if (declaration?.Evidence.FirstOrDefault(use => use.EvidenceDocumentId == documentId && use.State != EvidenceUseState.Withdrawn) is not { } known)
        {
            return EvidenceDecisionErrors.NotFound;
        }

        var campaign = declaration.Campaign;
        if (catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet)
        {
            return DeclarationErrors.NoRuleSet(campaign);
        }

        if (ruleSet.Indicators.FirstOrDefault(indicator => indicator.Proofs.Any(proof => proof.Code == proofCode)) is not { } indicator)
        {
            return EvidenceDecisionErrors.UnknownProof;
        }

        // A second click gives what the first one made.
        if (declaration.Evidence.FirstOrDefault(use => use.EvidenceDocumentId == documentId && use.ProofCode == proofCode && use.State == EvidenceUseState.Pending) is { } made)
        {
            return made;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (!declaration.Attach(known.Document, proofCode, indicator.Code, now).TryGet(out var added, out var problems))
        {
            return problems;
        }

        db.Add(added);
        db.Record(actor, now, AuditKinds.EvidenceReused, known.Document, documentId, declaration.PractitionerId, new { declaration = declaration.Id, proof = proofCode });
        await reread.RunAsync(declaration, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return added;
    }
}
