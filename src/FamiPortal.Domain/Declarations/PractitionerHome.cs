using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Domain.Settlement;
using FamiPortal.Domain.Situations;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Declarations;

/// <summary>Everything on a practitioner's first page: the campaigns under way with their estimate, the past ones with their sum.</summary>
public sealed class PractitionerHome(FamiDbContext db, RuleCatalogue catalogue, SituationLoader loader, SituationAssembler assembler, TimeProvider clock)
{
    public async Task<Outcome<HomeView>> RunAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var practitioner = await db.Practitioners.AsNoTracking().Include(own => own.Fund)
            .SingleOrDefaultAsync(own => own.Id == actor.OwnPractitionerId, cancellationToken);
        if (practitioner is null)
        {
            return DeclarationErrors.NotFound;
        }

        var campaigns = await db.Campaigns.AsNoTracking()
            .Where(campaign => campaign.ProfessionCode == practitioner.ProfessionCode && campaign.State != CampaignState.Draft)
            .OrderByDescending(campaign => campaign.Exercise).ToListAsync(cancellationToken);
        var declarations = (await db.OwnDeclarationsAsync(practitioner.Id, int.MaxValue, cancellationToken)).ToDictionary(declaration => declaration.CampaignId);
        var settled = await db.SettledAssessments.AsNoTracking()
            .Where(assessment => assessment.PractitionerId == practitioner.Id)
            .ToDictionaryAsync(assessment => assessment.CampaignId, cancellationToken);
        var payments = await db.Payments.AsNoTracking()
            .Where(payment => payment.PractitionerId == practitioner.Id)
            .ToDictionaryAsync(payment => payment.CampaignId, cancellationToken);

        var current = new List<CurrentCampaign>();
        foreach (var campaign in campaigns.Where(campaign => campaign.State != CampaignState.Published))
        {
            current.Add(await CurrentAsync(practitioner, campaign, declarations, cancellationToken));
        }

        return new HomeView(practitioner, current,
        [
            .. campaigns.Where(campaign => campaign.State == CampaignState.Published).Select(campaign => new PastCampaign(
                campaign, declarations.GetValueOrDefault(campaign.Id), settled.GetValueOrDefault(campaign.Id), payments.GetValueOrDefault(campaign.Id))),
        ]);
    }

    private async Task<CurrentCampaign> CurrentAsync(
        Practitioner practitioner, Campaign campaign, Dictionary<Guid, Declaration> declarations, CancellationToken cancellationToken)
    {
        var declaration = declarations.GetValueOrDefault(campaign.Id);
        var earlier = declarations.Values.Where(own => own.Campaign.Exercise < campaign.Exercise).ToList();
        var now = clock.GetUtcNow().UtcDateTime;
        var (isOpen, isToCome) = (campaign.IsOpenAt(now), campaign.State == CampaignState.Open && now < campaign.OpensAt);
        var ruleSet = catalogue.Find(campaign.ProfessionCode, campaign.Exercise);
        if (ruleSet is null)
        {
            return new CurrentCampaign(campaign, declaration, null, isOpen, null, null) { IsToCome = isToCome };
        }

        var sources = isOpen && declaration is not null
            ? await loader.ForDraftAsync(declaration, ParisTime.DateOf(now), earlier, cancellationToken)
            : await loader.ForTransmissionAsync(practitioner, campaign, declaration, earlier, cancellationToken);
        return assembler.Assemble(sources).TryGet(out var situation)
            ? new CurrentCampaign(campaign, declaration, ruleSet, isOpen, situation, situation.Assess()) { IsToCome = isToCome }
            : new CurrentCampaign(campaign, declaration, ruleSet, isOpen, null, null) { IsToCome = isToCome };
    }
}

/// <param name="Practitioner">With their fund.</param>
/// <param name="Current">Campaigns whose amounts are not published, newest first.</param>
/// <param name="Past">Published ones, newest first.</param>
public sealed record HomeView(Practitioner Practitioner, IReadOnlyList<CurrentCampaign> Current, IReadOnlyList<PastCampaign> Past);

/// <summary>A campaign whose amounts are not published yet.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Declaration">Null when never started.</param>
/// <param name="RuleSet">Null when its rules are not loaded.</param>
/// <param name="IsOpen">Entry is open now.</param>
/// <param name="Situation">Null when the rules or the feeds are at fault.</param>
/// <param name="Estimate">Of the draft while entry is open, then of what was transmitted; explained.</param>
public sealed record CurrentCampaign(
    Campaign Campaign, Declaration? Declaration, RuleSet? RuleSet, bool IsOpen, AssembledSituation? Situation, Assessment? Estimate)
{
    /// <summary>Announced; its first day is still to come.</summary>
    public bool IsToCome { get; init; }
}

/// <summary>A published campaign; no settled assessment means that nothing was known nor declared.</summary>
public sealed record PastCampaign(Campaign Campaign, Declaration? Declaration, SettledAssessment? Result, Payment? Payment);
