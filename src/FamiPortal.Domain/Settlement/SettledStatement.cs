using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Settlement;

/// <summary>
/// The amount of one practitioner for one campaign, indicator by indicator: for them once published, for administrators once computed.
/// </summary>
public sealed class SettledStatement(FamiDbContext db, RuleCatalogue catalogue)
{
    /// <summary>Gives one's own statement.</summary>
    public Task<Outcome<Statement>> RunAsync(Actor actor, Guid campaignId, CancellationToken cancellationToken = default) =>
        RunAsync(actor, campaignId, actor.OwnPractitionerId ?? Guid.Empty, cancellationToken);

    /// <summary>Gives anybody's to an administrator, and one's own to a practitioner.</summary>
    public async Task<Outcome<Statement>> RunAsync(Actor actor, Guid campaignId, Guid practitionerId, CancellationToken cancellationToken = default)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(any => any.Id == campaignId, cancellationToken);
        var practitioner = await db.Practitioners.AsNoTracking().Include(any => any.Fund)
            .SingleOrDefaultAsync(any => any.Id == practitionerId, cancellationToken);
        var result = await db.SettledAssessments.AsNoTracking()
            .SingleOrDefaultAsync(any => any.CampaignId == campaignId && any.PractitionerId == practitionerId, cancellationToken);
        if (campaign is null || practitioner is null || result is null || !MaySee(actor, practitioner, campaign))
        {
            return PaymentErrors.NoResult;
        }

        if (catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet)
        {
            return DeclarationErrors.NoRuleSet(campaign);
        }

        // The frozen result is what counts; the tree for people is rebuilt from the frozen inputs only while the rules are the same.
        var explained = AssessmentReceipt.Recompute(result.ReceiptJson, catalogue);
        var payment = await db.Payments.AsNoTracking().SingleOrDefaultAsync(any => any.SettledAssessmentId == result.Id, cancellationToken);
        var declaration = await db.WholeDeclarations().AsNoTracking()
            .SingleOrDefaultAsync(any => any.CampaignId == campaignId && any.PractitionerId == practitionerId, cancellationToken);
        return new Statement(practitioner, campaign, ruleSet, result, result.ReadStatuses(), explained, payment, declaration);
    }

    private static bool MaySee(Actor actor, Practitioner practitioner, Campaign campaign) =>
        actor.IsAdmin
        || (actor.OwnPractitionerId == practitioner.Id && campaign.State == CampaignState.Published);
}

/// <summary>A settled amount with all that explains it.</summary>
/// <param name="Practitioner">With their fund.</param>
/// <param name="Campaign">The campaign.</param>
/// <param name="RuleSet">Labels and worths.</param>
/// <param name="Result">Frozen: amount, points, inputs, trace, hash of the rules.</param>
/// <param name="StatusByIndicator">Frozen, as the contract writes it.</param>
/// <param name="Explained">The same assessment with its trees; null when the rules loaded now are not those of the settlement.</param>
/// <param name="Payment">Null when nothing is due.</param>
/// <param name="Declaration">Null when nothing was declared.</param>
public sealed record Statement(
    Practitioner Practitioner,
    Campaign Campaign,
    RuleSet RuleSet,
    SettledAssessment Result,
    IReadOnlyDictionary<string, string> StatusByIndicator,
    Assessment? Explained,
    Payment? Payment,
    Declaration? Declaration);
