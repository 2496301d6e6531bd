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
        var background = await LoadOneAsync(declaration.Practitioner, declaration.Campaign, cancellationToken);
        return background with
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
        var background = await LoadOneAsync(practitioner, campaign, cancellationToken);
        return declaration is null ? background : Transmitted(background, declaration);
    }

    /// <summary>What counts, in one query, for a review that has read the earlier proofs with its own.</summary>
    internal async Task<SituationSources> ForReviewAsync(
        Declaration declaration, IReadOnlyList<EarlierProof> earlierProofs, CancellationToken cancellationToken)
    {
        var (facts, neutralised) = await KnownAsync(declaration.PractitionerId, declaration.CampaignId, cancellationToken);
        return Transmitted(
            new SituationSources(declaration.Practitioner, declaration.Campaign.Exercise)
            {
                KnownFacts = facts,
                Neutralised = neutralised,
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

    /// <summary>What is known of one practitioner, and what counts without them, in one query.</summary>
    private async Task<(IReadOnlyList<KnownFact> Facts, IReadOnlyDictionary<string, Rules.Neutralisation> Neutralised)> KnownAsync(
        Guid practitionerId, Guid campaignId, CancellationToken cancellationToken)
    {
        var known = await db.Campaigns.AsNoTracking().AsSingleQuery().Where(campaign => campaign.Id == campaignId)
            .Select(campaign => new
            {
                Facts = db.KnownFacts.Where(fact => fact.PractitionerId == practitionerId && fact.Exercise == campaign.Exercise && fact.SupersededAt == null).ToList(),
                Neutralised = db.Neutralisations.Where(decision => decision.CampaignId == campaign.Id && decision.LiftedAt == null).ToList(),
            })
            .SingleAsync(cancellationToken);
        return (known.Facts, known.Neutralised.ToDictionary(
            decision => decision.IndicatorCode, decision => new Rules.Neutralisation(decision.Reason, decision.DecidedOn)));
    }

    private async Task<SituationSources> LoadOneAsync(Practitioner practitioner, Campaign campaign, CancellationToken cancellationToken)
    {
        var (facts, neutralised) = await KnownAsync(practitioner.Id, campaign.Id, cancellationToken);
        var proofs = await EarlierProofsAsync([practitioner.Id], campaign, cancellationToken);
        return new SituationSources(practitioner, campaign.Exercise)
        {
            Neutralised = neutralised,
            Editors = await EditorsAsync(proofs, cancellationToken),
            KnownFacts = facts,
            EarlierProofs = [.. proofs[practitioner.Id]],
        };
    }

    private async Task<ILookup<Guid, EarlierProof>> EarlierProofsAsync(List<Guid> ids, Campaign campaign, CancellationToken cancellationToken) =>
        (await db.EvidenceUses.AsNoTracking()
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

    private async Task<IReadOnlyDictionary<string, string>> EditorsAsync(ILookup<Guid, EarlierProof> proofs, CancellationToken cancellationToken) =>
        proofs.Count == 0
            ? new Dictionary<string, string>()
            : await db.SoftwareProducts.AsNoTracking().ToDictionaryAsync(product => product.Key, product => product.Editor, cancellationToken);

    private async Task<IReadOnlyList<SituationSources>> LoadAsync(
        IReadOnlyList<Practitioner> practitioners, Campaign campaign, CancellationToken cancellationToken)
    {
        var ids = practitioners.Select(practitioner => practitioner.Id).ToList();
        ILookup<Guid, KnownFact> facts = (await db.KnownFacts.AsNoTracking()
            .Where(fact => fact.Exercise == campaign.Exercise && fact.SupersededAt == null && ids.Contains(fact.PractitionerId))
            .ToListAsync(cancellationToken)).ToLookup(fact => fact.PractitionerId);
        var proofs = await EarlierProofsAsync(ids, campaign, cancellationToken);
        var editors = await EditorsAsync(proofs, cancellationToken);
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
