using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Situations;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Evidence;

/// <summary>What an agent needs to judge: the transmitted answers, the documents beside them, what is at stake, what happened.</summary>
public sealed class DeclarationReview(FamiDbContext db, RuleCatalogue catalogue, SituationLoader loader, SituationAssembler assembler)
{
    public async Task<Outcome<ReviewedDeclaration>> RunAsync(Actor actor, Guid declarationId, CancellationToken cancellationToken = default)
    {
        if (await db.FundDeclarationAsync(actor, declarationId, cancellationToken) is not { LastTransmission: { } last } declaration)
        {
            return DeclarationErrors.NotFound;
        }

        var campaign = declaration.Campaign;
        if (catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet)
        {
            return DeclarationErrors.NoRuleSet(campaign);
        }

        var sources = await loader.ForTransmissionAsync(declaration.Practitioner, campaign, declaration, cancellationToken);
        if (!assembler.Assemble(sources).TryGet(out var situation, out var problems))
        {
            return problems;
        }

        // The history of the file, that of other exercises left out: documents of this declaration and the declaration itself.
        var subjects = declaration.Evidence.SelectMany(use => new[] { use.Id, use.EvidenceDocumentId }).Append(declaration.Id).ToList();
        var history = await db.AuditEvents.AsNoTracking()
            .Where(happened => subjects.Contains(happened.SubjectId) && happened.Kind != AuditKinds.DraftSaved)
            .OrderBy(happened => happened.At).ToListAsync(cancellationToken);
        return new ReviewedDeclaration(
            declaration, last, ruleSet, situation, situation.Assess(), [.. declaration.Evidence.Where(use => use.IsTransmitted)], history);
    }
}

/// <summary>A transmitted declaration under review.</summary>
/// <param name="Declaration">With its campaign, practitioner and fund.</param>
/// <param name="Transmission">The version that counts.</param>
/// <param name="RuleSet">What was asked, what each proof must show, the ready-made reasons.</param>
/// <param name="Situation">Known and declared values with their sources.</param>
/// <param name="Assessment">What it gives as it stands, explained; the gap to the potential amount is what is at stake.</param>
/// <param name="Evidence">Transmitted documents, judged ones included.</param>
/// <param name="History">Oldest first; drafts are the practitioner's own.</param>
public sealed record ReviewedDeclaration(
    Declaration Declaration,
    Transmission Transmission,
    RuleSet RuleSet,
    AssembledSituation Situation,
    Assessment Assessment,
    IReadOnlyList<EvidenceUse> Evidence,
    IReadOnlyList<AuditEvent> History)
{
    /// <summary>The proof that a document was given for; null when the rules no longer ask for it.</summary>
    public Proof? ProofOf(EvidenceUse use) =>
        RuleSet.Find(use.IndicatorCode)?.Proofs.FirstOrDefault(proof => proof.Code == use.ProofCode);

    /// <summary>What the decision on a proof is about, in euros, by assessing the file both ways.</summary>
    public Stake StakeOf(Proof proof)
    {
        // Without the answer that it proves, a document declares nothing.
        if (proof.NeededWith.Read(Situation.Situation) is null)
        {
            return new Stake(0, 0);
        }

        var accepted = Judge(proof, "accepted");
        return new Stake(accepted.Amount - Assessment.Amount, accepted.PotentialAmount - Judge(proof, "rejected").PotentialAmount);
    }

    private Assessment Judge(Proof proof, string state)
    {
        var value = ((EnumerationType)proof.State.Member.Type).Enumeration.Find(state)!;
        return Situation.Assess(Situation.Situation.With([new FactChange(proof.State, value, ChangeKind.Decision, proof.Label)]));
    }
}

/// <summary>What hangs on a decision.</summary>
/// <param name="Gain">Euros won as soon as the proof is accepted.</param>
/// <param name="AtMost">Euros lost for good if it is refused, the other waiting proofs being accepted.</param>
public sealed record Stake(decimal Gain, decimal AtMost);
