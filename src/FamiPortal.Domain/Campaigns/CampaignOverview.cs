using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Campaigns;

/// <summary>Where each campaign stands, in numbers, for administrators.</summary>
public sealed class CampaignOverview(FamiDbContext db)
{
    /// <summary>All campaigns, newest exercise first; empty for anybody else.</summary>
    public async Task<IReadOnlyList<CampaignNumbers>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var campaigns = await db.Campaigns.AsNoTracking().Where(_ => actor.IsAdmin)
            .OrderByDescending(campaign => campaign.Exercise).ThenBy(campaign => campaign.ProfessionCode).ToListAsync(cancellationToken);
        var numbers = new List<CampaignNumbers>();
        foreach (var campaign in campaigns)
        {
            numbers.Add(await CountAsync(campaign, cancellationToken));
        }

        return numbers;
    }

    public async Task<Outcome<CampaignNumbers>> RunAsync(Actor actor, Guid campaignId, CancellationToken cancellationToken = default)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(any => any.Id == campaignId && actor.IsAdmin, cancellationToken);
        return campaign is null ? CampaignErrors.NotFound : await CountAsync(campaign, cancellationToken);
    }

    private async Task<CampaignNumbers> CountAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var eligible = await db.Practitioners.CountAsync(any => any.ProfessionCode == campaign.ProfessionCode, cancellationToken);
        var declarations = db.Declarations.Where(any => any.CampaignId == campaign.Id);
        var started = await declarations.CountAsync(cancellationToken);
        var transmitted = await declarations.CountAsync(any => any.TransmittedAt != null, cancellationToken);
        var evidence = await db.EvidenceUses
            .Where(use => use.Declaration.CampaignId == campaign.Id && use.TransmissionNumber != null)
            .GroupBy(use => use.State)
            .Select(group => new { State = group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.State, row => row.Count, cancellationToken);
        var settled = db.SettledAssessments.Where(any => any.CampaignId == campaign.Id);
        return new CampaignNumbers(
            campaign,
            eligible,
            started - transmitted,
            transmitted,
            evidence.GetValueOrDefault(EvidenceUseState.Pending) + evidence.GetValueOrDefault(EvidenceUseState.Asked),
            evidence.GetValueOrDefault(EvidenceUseState.Accepted),
            evidence.GetValueOrDefault(EvidenceUseState.Rejected),
            await settled.CountAsync(cancellationToken),
            await settled.SumAsync(any => any.AmountCents, cancellationToken),
            await settled.SumAsync(any => any.PotentialCents, cancellationToken),
            await db.Payments.Where(any => any.CampaignId == campaign.Id && any.State == Settlement.PaymentState.Paid)
                .SumAsync(any => any.AmountCents, cancellationToken));
    }
}

/// <summary>A campaign in numbers; sums in euro cents, zero before the settlement.</summary>
public sealed record CampaignNumbers(
    Campaign Campaign,
    int Eligible,
    int Drafts,
    int Transmitted,
    int EvidenceWaiting,
    int EvidenceAccepted,
    int EvidenceRefused,
    int Settled,
    long AmountCents,
    long PotentialCents,
    long PaidCents);
