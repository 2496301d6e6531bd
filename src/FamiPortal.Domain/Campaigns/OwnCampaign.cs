using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Campaigns;

/// <summary>
/// Finds a practitioner's campaign by its exercise, as addresses name it: a profession has one a year. No id in an address
/// means that nobody can try somebody else's.
/// </summary>
public sealed class OwnCampaign(FamiDbContext db)
{
    public async Task<Outcome<CampaignKey>> RunAsync(Actor actor, int exercise, CancellationToken cancellationToken = default)
    {
        var key = await db.Practitioners.Where(own => own.Id == actor.OwnPractitionerId)
            .SelectMany(own => db.Campaigns
                .Where(campaign => campaign.ProfessionCode == own.ProfessionCode && campaign.Exercise == exercise && campaign.State != CampaignState.Draft)
                .Select(campaign => new CampaignKey(
                    campaign.Id,
                    db.Declarations.Where(declaration => declaration.PractitionerId == own.Id && declaration.CampaignId == campaign.Id)
                        .Select(declaration => (Guid?)declaration.Id).FirstOrDefault())))
            .SingleOrDefaultAsync(cancellationToken);
        return key is null ? CampaignErrors.NotFound : key;
    }
}

/// <summary>A campaign, and the practitioner's declaration in it once started.</summary>
public sealed record CampaignKey(Guid CampaignId, Guid? DeclarationId);
