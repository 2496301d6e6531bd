using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Situations;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Declarations;

/// <summary>
/// Gives a practitioner their declaration of a campaign, starting it the first time while entry is open; afterwards it stays
/// readable.
/// </summary>
public sealed class OpenDeclaration(FamiDbContext db, RuleCatalogue catalogue, SituationLoader loader, SituationAssembler assembler, TimeProvider clock)
{
    public Task<Outcome<OpenedDeclaration>> RunAsync(Actor actor, Guid campaignId, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync(() => AttemptAsync(actor, campaignId, cancellationToken));

    private async Task<Outcome<OpenedDeclaration>> AttemptAsync(Actor actor, Guid campaignId, CancellationToken cancellationToken)
    {
        // One query: a declaration has few versions and few documents, and comes with all the rest once it was started.
        var declaration = await db.WholeDeclarations().AsSingleQuery().SingleOrDefaultAsync(
            own => own.PractitionerId == actor.OwnPractitionerId && own.CampaignId == campaignId && own.Campaign.State != CampaignState.Draft, cancellationToken);
        var practitioner = declaration?.Practitioner ?? await db.Practitioners.Include(own => own.Fund)
            .SingleOrDefaultAsync(own => own.Id == actor.OwnPractitionerId, cancellationToken);
        var campaign = declaration?.Campaign ?? await db.Campaigns.SingleOrDefaultAsync(
            any => any.Id == campaignId && any.State != CampaignState.Draft, cancellationToken);
        if (practitioner is null || campaign is null || campaign.ProfessionCode != practitioner.ProfessionCode)
        {
            return CampaignErrors.NotFound;
        }

        if (catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet)
        {
            return DeclarationErrors.NoRuleSet(campaign);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (declaration is null)
        {
            if (!campaign.IsOpenAt(now))
            {
                return DeclarationErrors.EntryClosed(campaign, now);
            }

            declaration = new Declaration(practitioner, campaign, now);
            db.Declarations.Add(declaration);
            db.Record(actor, now, AuditKinds.DeclarationStarted, declaration, declaration.Id, practitioner.Id, new { ruleSet = ruleSet.Key });
            await db.SaveChangesAsync(cancellationToken);
        }

        // While entry is open, the estimate is of the draft as if it were transmitted today; afterwards, of what was transmitted.
        var isEditable = campaign.IsOpenAt(now);
        var sources = isEditable
            ? await loader.ForDraftAsync(declaration, ParisTime.DateOf(now), cancellationToken)
            : await loader.ForTransmissionAsync(practitioner, campaign, declaration, cancellationToken);
        if (!assembler.Assemble(sources).TryGet(out var situation, out var problems))
        {
            return problems;
        }

        var earlier = await db.EarlierTransmissionAsync(practitioner.Id, campaign, cancellationToken);
        return new OpenedDeclaration(declaration, ruleSet, isEditable, situation, situation.Assess()) { Earlier = earlier };
    }
}

/// <summary>A declaration as its practitioner sees it, with its live estimate.</summary>
/// <param name="Declaration">With its campaign, practitioner, transmissions and documents.</param>
/// <param name="RuleSet">What is asked.</param>
/// <param name="IsEditable">Entry is open now.</param>
/// <param name="Situation">What is known and declared, with its sources and dates.</param>
/// <param name="Estimate">What it would give, explained.</param>
public sealed record OpenedDeclaration(
    Declaration Declaration, RuleSet RuleSet, bool IsEditable, AssembledSituation Situation, Assessment Estimate)
{
    /// <summary>What was last transmitted in an earlier exercise, or null.</summary>
    public EarlierTransmission? Earlier { get; init; }

    /// <summary>What the draft can take up of it at one go; nothing once entry is closed.</summary>
    public IReadOnlyList<EarlierAnswers> Proposed => IsEditable ? Earlier?.Propose(Situation, Declaration.Answers) ?? [] : [];

    public ProofNeed NeedOf(Indicator indicator, Proof proof) => ProofNeed.Of(indicator, proof, Situation, Earlier is not null);
}
