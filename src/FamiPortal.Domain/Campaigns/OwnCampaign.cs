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
        var key = await db.Campaigns
            .Where(campaign => campaign.Exercise == exercise && campaign.State != CampaignState.Draft
                && db.Practitioners.Any(own => own.Id == actor.OwnPractitionerId && own.ProfessionCode == campaign.ProfessionCode))
            .Select(campaign => new CampaignKey(
                campaign.Id,
                db.Declarations.Where(own => own.PractitionerId == actor.OwnPractitionerId && own.CampaignId == campaign.Id)
                    .Select(own => (Guid?)own.Id).FirstOrDefault()))
            .SingleOrDefaultAsync(cancellationToken);
        return key is null ? CampaignErrors.NotFound : key;
    }
}

/// <summary>A campaign, and the practitioner's declaration in it once started.</summary>
public sealed record CampaignKey(Guid CampaignId, Guid? DeclarationId);
