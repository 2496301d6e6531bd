using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Settlement;
using FamiPortal.Domain.Situations;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Quality;

/// <summary>
/// Above the fund's amount an acceptance is held until a second agent decides. The document goes on waiting meanwhile, so that
/// no sum, no screen and no settlement takes it for accepted.
/// </summary>
public sealed class FourEyes(FamiDbContext db, RuleCatalogue catalogue, SituationLoader loader, SituationAssembler assembler)
{
    /// <summary>The first agent's acceptance that waits for a second one, or null.</summary>
    internal Task<HeldAcceptance?> OpenAsync(Guid evidenceUseId, CancellationToken cancellationToken = default) =>
        db.HeldAcceptances.AsNoTracking().SingleOrDefaultAsync(held => held.EvidenceUseId == evidenceUseId && held.EndedAt == null, cancellationToken);

    /// <summary>Holds an acceptance, in the caller's unit of work.</summary>
    /// <returns>True when it is held and must not be decided; false when it may be; a problem for the agent who held it already.</returns>
    internal async Task<Outcome<bool>> HoldAsync(Actor actor, EvidenceUse use, EvidenceDecision decision, CancellationToken cancellationToken)
    {
        if (await OpenAsync(use.Id, cancellationToken) is { } open)
        {
            return open.AccountId == decision.AccountId ? QualityErrors.NeedsAnotherAgent(open.HeldAt) : false;
        }

        var declaration = use.Declaration;
        var rule = await QualityRules.EffectiveAsync(db, declaration.Practitioner.FundId, cancellationToken);
        if (rule?.FourEyesAboveCents is not { } above || use is not { IsDecidable: true, IsInfected: false } || !declaration.Campaign.AcceptsDecisions)
        {
            return false;
        }

        var stake = await StakeAsync(use, cancellationToken);
        if (stake <= above)
        {
            return false;
        }

        db.Add(new HeldAcceptance(use, decision, stake));
        use.Hold();
        db.Record(actor, decision.At, AuditKinds.AcceptanceHeld, use, use.Id, declaration.PractitionerId, new
        {
            declaration = declaration.Id,
            proof = use.ProofCode,
            indicator = use.IndicatorCode,
            rules = use.RuleSetKey,
            amountCents = stake,
        });
        return true;
    }

    /// <summary>Cents that hang on the proof; 0 when the rules or a feed are at fault, which the review page says.</summary>
    private async Task<long> StakeAsync(EvidenceUse use, CancellationToken cancellationToken)
    {
        var (declaration, campaign) = (use.Declaration, use.Declaration.Campaign);
        if (catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet
            || declaration.LastTransmission is not { } last
            || ruleSet.FindProof(use.ProofCode) is not { } proof)
        {
            return 0;
        }

        var sources = await loader.ForTransmissionAsync(declaration.Practitioner, campaign, declaration, cancellationToken: cancellationToken);
        if (!assembler.Assemble(sources).TryGet(out var situation))
        {
            return 0;
        }

        var stake = new ReviewedDeclaration(declaration, last, ruleSet, situation, situation.Assess(), [], []).StakeOf(proof);
        return Cents.Of(Math.Max(stake.Gain, stake.AtMost));
    }
}

/// <summary>What follows a decision on a document, in the same unit of work.</summary>
internal static class DecisionFollowUp
{
    /// <summary>Ends a held acceptance, and draws the decision for a second look by its fund's share.</summary>
    public static async Task FollowUpAsync(this FamiDbContext db, EvidenceUse use, EvidenceDecision decision, CancellationToken cancellationToken)
    {
        if (await db.HeldAcceptances.SingleOrDefaultAsync(held => held.EvidenceUseId == use.Id && held.EndedAt == null, cancellationToken) is { } open)
        {
            open.End(decision, use.State == EvidenceUseState.Accepted);
        }

        if (use.State is EvidenceUseState.Accepted or EvidenceUseState.Rejected
            && await QualityRules.EffectiveAsync(db, use.Declaration.Practitioner.FundId, cancellationToken) is { SecondLookPercent: > 0 } rule
            && Controls.ReproducibleDraw.IsDrawn(rule.Seed, use.Id, rule.SecondLookPercent))
        {
            db.Add(new SecondLook(use, decision, rule));
        }
    }
}
