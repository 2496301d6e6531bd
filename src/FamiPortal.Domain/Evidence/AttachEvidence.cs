using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;

namespace FamiPortal.Domain.Evidence;

/// <summary>Receives a document from a practitioner and attaches it to the proofs that they chose; the fund sees it once transmitted.</summary>
public sealed class AttachEvidence(FamiDbContext db, RuleCatalogue catalogue, EvidenceIntake intake, TimeProvider clock)
{
    /// <summary>Stores a file and attaches it to one's own declaration.</summary>
    /// <param name="actor">The declaration's practitioner.</param>
    /// <param name="declarationId">The declaration.</param>
    /// <param name="fileName">As submitted.</param>
    /// <param name="content">Read once, to its end, only when the rest is right.</param>
    /// <param name="proofCodes">Proofs of the rule set; one at least.</param>
    /// <param name="confirmedSha256">SHA-256 of files that the person was warned about and sends nevertheless; see <see cref="ConfirmationNeeded"/>.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public async Task<Outcome<AttachedEvidence>> RunAsync(
        Actor actor,
        Guid declarationId,
        string fileName,
        Stream content,
        IReadOnlyCollection<string> proofCodes,
        IReadOnlyCollection<string>? confirmedSha256 = null,
        CancellationToken cancellationToken = default)
    {
        if (!(await CheckAsync(actor, declarationId, proofCodes, cancellationToken)).TryGet(out _, out var problems))
        {
            return problems;
        }

        return await intake.RunAsync(
            fileName, content, confirmedSha256, received => AttemptAsync(actor, declarationId, received, proofCodes, cancellationToken), cancellationToken);
    }

    private async Task<Outcome<AttachedEvidence>> AttemptAsync(
        Actor actor, Guid declarationId, ReceivedFile received, IReadOnlyCollection<string> proofCodes, CancellationToken cancellationToken)
    {
        if (!(await CheckAsync(actor, declarationId, proofCodes, cancellationToken)).TryGet(out var target, out var problems))
        {
            return problems;
        }

        var declaration = target.Declaration;
        if (received.NeedsConfirmation)
        {
            return await intake.HoldBackAsync(
                actor, received, nameof(Declaration), declarationId, declaration.PractitionerId, target.Proofs.Select(pair => pair.Proof.Code), cancellationToken);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var previous = declaration.DraftVersion;
        var document = intake.Document(declaration.Practitioner, received, now);
        db.Add(document);
        var uses = new List<EvidenceUse>();
        foreach (var (proof, indicator) in target.Proofs)
        {
            if (!declaration.Attach(document, proof.Code, indicator.Code, now).TryGet(out var use, out problems))
            {
                return problems;
            }

            use.Precheck = Precheck.Of(proof, declaration.Answers, declaration.Practitioner, received.Reading);
            db.Add(use);
            uses.Add(use);
        }

        db.Record(actor, now, AuditKinds.EvidenceAttached, document, document.Id, declaration.PractitionerId, new
        {
            declaration = declaration.Id,
            proofs = uses.Select(use => use.ProofCode),
            format = document.Format,
            sizeBytes = document.SizeBytes,
            sha256 = document.Sha256,
            confirmed = document.Confirmed == SensitiveFindings.None ? null : document.Confirmed.ToString(),
        });
        await db.SaveChangesAsync(cancellationToken);
        return new AttachedEvidence(document, uses, previous, declaration.DraftVersion);
    }

    private async Task<Outcome<Target>> CheckAsync(
        Actor actor, Guid declarationId, IReadOnlyCollection<string> proofCodes, CancellationToken cancellationToken)
    {
        if (await db.OwnDeclarationAsync(actor, declarationId, cancellationToken) is not { } declaration)
        {
            return DeclarationErrors.NotFound;
        }

        var (campaign, now) = (declaration.Campaign, clock.GetUtcNow().UtcDateTime);
        if (!campaign.IsOpenAt(now))
        {
            return DeclarationErrors.EntryClosed(campaign, now);
        }

        if (catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet)
        {
            return DeclarationErrors.NoRuleSet(campaign);
        }

        var chosen = proofCodes.Distinct(StringComparer.Ordinal).ToList();
        var proofs = ruleSet.Indicators.SelectMany(indicator => indicator.Proofs.Select(proof => (Proof: proof, Indicator: indicator)))
            .Where(pair => chosen.Contains(pair.Proof.Code)).ToList();
        return chosen.Count == 0 ? EvidenceDecisionErrors.NoProofChosen
            : proofs.Count < chosen.Count ? EvidenceDecisionErrors.UnknownProof
            : new Target(declaration, proofs);
    }

    private sealed record Target(Declaration Declaration, IReadOnlyList<(Proof Proof, Indicator Indicator)> Proofs);
}

/// <summary>A document that was received, and the version of the draft that it made out of the previous one.</summary>
public sealed record AttachedEvidence(EvidenceDocument Document, IReadOnlyList<EvidenceUse> Uses, Guid PreviousVersion, Guid DraftVersion);
