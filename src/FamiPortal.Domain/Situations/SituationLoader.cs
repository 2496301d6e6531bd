using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Feeds;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Situations;

/// <summary>Loads the sources of situations, for one practitioner or for a batch in the same few queries.</summary>
public sealed class SituationLoader(FamiDbContext db)
{
    /// <summary>What would count if the draft were transmitted today. The declaration's evidence must be loaded.</summary>
    public async Task<SituationSources> ForDraftAsync(Declaration declaration, DateOnly today, CancellationToken cancellationToken)
    {
        var background = await LoadAsync([declaration.Practitioner], declaration.Campaign, cancellationToken);
        return background[0] with
        {
            Answers = declaration.Answers,
            FundEntries = declaration.FundEntriesIn(declaration.Answers),
            TransmittedOn = today,
            Evidence = declaration.Evidence,
        };
    }

    /// <summary>What counts: the last transmission, or only what is known when there is none.</summary>
    public async Task<SituationSources> ForTransmissionAsync(
        Practitioner practitioner, Campaign campaign, Declaration? declaration, CancellationToken cancellationToken)
    {
        var background = await LoadAsync([practitioner], campaign, cancellationToken);
        return declaration is null ? background[0] : Transmitted(background[0], declaration);
    }

    /// <summary>What counts, in one query, for a review that has read the earlier proofs with its own.</summary>
    internal async Task<SituationSources> ForReviewAsync(
        Declaration declaration, IReadOnlyList<EarlierProof> earlierProofs, CancellationToken cancellationToken)
    {
        var (practitionerId, campaignId) = (declaration.PractitionerId, declaration.CampaignId);
        var known = await db.Campaigns.AsNoTracking().AsSingleQuery().Where(campaign => campaign.Id == campaignId)
            .Select(campaign => new
            {
                Facts = db.KnownFacts.Where(fact => fact.PractitionerId == practitionerId && fact.Exercise == campaign.Exercise).ToList(),
                Neutralised = db.Neutralisations.Where(decision => decision.CampaignId == campaign.Id && decision.LiftedAt == null).ToList(),
            })
            .SingleAsync(cancellationToken);
        return Transmitted(
            new SituationSources(declaration.Practitioner, declaration.Campaign.Exercise)
            {
                KnownFacts = known.Facts,
                Neutralised = known.Neutralised.ToDictionary(
                    decision => decision.IndicatorCode, decision => new Rules.Neutralisation(decision.Reason, decision.DecidedOn)),
                EarlierProofs = earlierProofs,
            },
            declaration);
    }

    /// <summary>What counts, for a batch of practitioners of one campaign.</summary>
    public async Task<IReadOnlyList<SituationSources>> ForCampaignAsync(
        Campaign campaign, IReadOnlyList<Guid> practitionerIds, CancellationToken cancellationToken)
    {
        var practitioners = await db.Practitioners.AsNoTracking().Where(practitioner => practitionerIds.Contains(practitioner.Id))
            .OrderBy(practitioner => practitioner.Id).ToListAsync(cancellationToken);
        var declarations = await db.Declarations.AsNoTracking().AsSplitQuery()
            .Include(declaration => declaration.Transmissions)
            .Include(declaration => declaration.Evidence)
            .Where(declaration => declaration.CampaignId == campaign.Id && practitionerIds.Contains(declaration.PractitionerId))
            .ToDictionaryAsync(declaration => declaration.PractitionerId, cancellationToken);
        var background = await LoadAsync(practitioners, campaign, cancellationToken);
        return [.. background.Select(sources =>
            declarations.TryGetValue(sources.Practitioner.Id, out var declaration) ? Transmitted(sources, declaration) : sources)];
    }

    private static SituationSources Transmitted(SituationSources sources, Declaration declaration) =>
        declaration.LastTransmission is not { } last
            ? sources
            : sources with
            {
                Answers = last.Answers,
                FundEntries = last.FundEntries,
                TransmittedOn = ParisTime.DateOf(last.TransmittedAt),
                Evidence = [.. declaration.Evidence.Where(use => use.IsTransmitted)],
            };

    private async Task<IReadOnlyList<SituationSources>> LoadAsync(
        IReadOnlyList<Practitioner> practitioners, Campaign campaign, CancellationToken cancellationToken)
    {
        var ids = practitioners.Select(practitioner => practitioner.Id).ToList();
        ILookup<Guid, KnownFact> facts = (await db.KnownFacts.AsNoTracking()
            .Where(fact => fact.Exercise == campaign.Exercise && fact.SupersededAt == null && ids.Contains(fact.PractitionerId))
            .ToListAsync(cancellationToken)).ToLookup(fact => fact.PractitionerId);
        var proofs = (await db.EvidenceUses.AsNoTracking()
            .Where(use => use.State == EvidenceUseState.Accepted
                && ids.Contains(use.Declaration.PractitionerId)
                && use.Declaration.Campaign.ProfessionCode == campaign.ProfessionCode
                && use.Declaration.Campaign.Exercise < campaign.Exercise)
            .Select(use => new
            {
                use.Declaration.PractitionerId,
                Proof = new EarlierProof(
                    use.ProofCode, use.Declaration.Campaign.Exercise, use.ValidUntil, use.SameWhileValues, use.DecidedByFund, use.DecidedAt),
            })
            .ToListAsync(cancellationToken)).ToLookup(row => row.PractitionerId, row => row.Proof);
        var editors = proofs.Count == 0
            ? []
            : await db.SoftwareProducts.AsNoTracking().ToDictionaryAsync(product => product.Key, product => product.Editor, cancellationToken);
        var neutralised = await db.NeutralisedAsync(campaign.Id, cancellationToken);
        return [.. practitioners.Select(practitioner => new SituationSources(practitioner, campaign.Exercise)
        {
            Neutralised = neutralised,
            Editors = editors,
            KnownFacts = [.. facts[practitioner.Id]],
            EarlierProofs = [.. proofs[practitioner.Id]],
        })];
    }
}
