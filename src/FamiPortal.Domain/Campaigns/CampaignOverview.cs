using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Settlement;
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
        return await CountAsync(campaigns, cancellationToken);
    }

    public async Task<Outcome<CampaignNumbers>> RunAsync(Actor actor, Guid campaignId, CancellationToken cancellationToken = default)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(any => any.Id == campaignId && actor.IsAdmin, cancellationToken);
        return campaign is null ? CampaignErrors.NotFound : (await CountAsync([campaign], cancellationToken))[0];
    }

    /// <summary>One query a table, however many campaigns there are.</summary>
    private async Task<IReadOnlyList<CampaignNumbers>> CountAsync(IReadOnlyList<Campaign> campaigns, CancellationToken cancellationToken)
    {
        var (ids, professions) = (campaigns.Select(campaign => campaign.Id).ToList(), campaigns.Select(campaign => campaign.ProfessionCode).Distinct().ToList());
        var eligible = await db.Practitioners.Where(any => professions.Contains(any.ProfessionCode))
            .GroupBy(any => any.ProfessionCode).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
        var declarations = await db.Declarations.Where(any => ids.Contains(any.CampaignId)).GroupBy(any => any.CampaignId)
            .Select(group => new { group.Key, Started = group.Count(), Transmitted = group.Sum(any => any.TransmittedAt != null ? 1 : 0) })
            .ToDictionaryAsync(row => row.Key, cancellationToken);
        var evidence = await db.EvidenceUses.Where(use => ids.Contains(use.Declaration.CampaignId) && use.TransmissionNumber != null)
            .GroupBy(use => new { use.Declaration.CampaignId, use.State }).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => (row.Key.CampaignId, row.Key.State), row => row.Count, cancellationToken);
        var settled = await db.SettledAssessments.Where(any => ids.Contains(any.CampaignId)).GroupBy(any => any.CampaignId)
            .Select(group => new { group.Key, Count = group.Count(), Amount = group.Sum(any => any.AmountCents), Potential = group.Sum(any => any.PotentialCents) })
            .ToDictionaryAsync(row => row.Key, cancellationToken);
        var paid = await db.Payments.Where(any => ids.Contains(any.CampaignId) && any.State == PaymentState.Paid).GroupBy(any => any.CampaignId)
            .Select(group => new { group.Key, Cents = group.Sum(any => any.AmountCents) })
            .ToDictionaryAsync(row => row.Key, row => row.Cents, cancellationToken);
        return
        [
            .. campaigns.Select(campaign =>
            {
                var (declared, result) = (declarations.GetValueOrDefault(campaign.Id), settled.GetValueOrDefault(campaign.Id));
                return new CampaignNumbers(
                    campaign,
                    eligible.GetValueOrDefault(campaign.ProfessionCode),
                    declared is null ? 0 : declared.Started - declared.Transmitted,
                    declared?.Transmitted ?? 0,
                    Uses(EvidenceUseState.Pending) + Uses(EvidenceUseState.Asked),
                    Uses(EvidenceUseState.Accepted),
                    Uses(EvidenceUseState.Rejected),
                    result?.Count ?? 0,
                    result?.Amount ?? 0,
                    result?.Potential ?? 0,
                    paid.GetValueOrDefault(campaign.Id));

                int Uses(EvidenceUseState state) => evidence.GetValueOrDefault((campaign.Id, state));
            }),
        ];
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
