using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Declarations;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Feeds;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Practitioners;
using FamiPortal.Domain.Software;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Situations;

/// <summary>Loads the sources of situations, for one practitioner or for a batch in the same few queries.</summary>
public sealed class SituationLoader(FamiDbContext db, SoftwareCatalogue software)
{
    /// <summary>What would count if the draft were transmitted today.</summary>
    /// <param name="declaration">With its evidence.</param>
    /// <param name="today">In Paris.</param>
    /// <param name="earlier">Those of the exercises before, with their transmissions and evidence; read here when null.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public async Task<SituationSources> ForDraftAsync(
        Declaration declaration, DateOnly today, IReadOnlyList<Declaration>? earlier = null, CancellationToken cancellationToken = default)
    {
        var background = await LoadOneAsync(declaration.Practitioner, declaration.Campaign, declaration, earlier, cancellationToken);
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
        Practitioner practitioner, Campaign campaign, Declaration? declaration, IReadOnlyList<Declaration>? earlier = null, CancellationToken cancellationToken = default)
    {
        var background = await LoadOneAsync(practitioner, campaign, declaration, earlier, cancellationToken);
        return declaration is null ? background : Transmitted(background, declaration);
    }

    /// <summary>What counts, for a review that has read the earlier proofs with its own; facts and neutralisations in one query, since the review is held to eight.</summary>
    internal async Task<SituationSources> ForReviewAsync(
        Declaration declaration, IReadOnlyList<EarlierProof> earlierProofs, CancellationToken cancellationToken)
    {
        var known = await db.Campaigns.AsNoTracking().AsSingleQuery().Where(campaign => campaign.Id == declaration.CampaignId)
            .Select(campaign => new
            {
                Facts = db.KnownFacts.Where(fact => fact.PractitionerId == declaration.PractitionerId && fact.Exercise == campaign.Exercise && fact.SupersededAt == null).ToList(),
                Neutralised = db.Neutralisations.Where(decision => decision.CampaignId == campaign.Id && decision.LiftedAt == null).ToList(),
            })
            .SingleAsync(cancellationToken);
        return Transmitted(
            new SituationSources(declaration.Practitioner, declaration.Campaign.Exercise)
            {
                KnownFacts = known.Facts,
                Neutralised = known.Neutralised.ByIndicator(),
                EarlierProofs = earlierProofs,
                Editors = await EditorsAsync(earlierProofs.Count + AcceptedIn(declaration), cancellationToken),
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
            .Include(declaration => declaration.Evidence).ThenInclude(use => use.Document)
            .Where(declaration => declaration.CampaignId == campaign.Id && practitionerIds.Contains(declaration.PractitionerId))
            .ToDictionaryAsync(declaration => declaration.PractitionerId, cancellationToken);
        var background = await LoadAsync(practitioners, campaign, declarations.Values.Sum(AcceptedIn), cancellationToken);
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

    private static readonly CompiledQuery<Func<FamiDbContext, Guid, int, IAsyncEnumerable<KnownFact>>> FactsOf = new(() =>
        EF.CompileAsyncQuery((FamiDbContext db, Guid practitionerId, int exercise) => db.KnownFacts.AsNoTracking()
            .Where(fact => fact.PractitionerId == practitionerId && fact.Exercise == exercise && fact.SupersededAt == null)));

    private async Task<SituationSources> LoadOneAsync(
        Practitioner practitioner, Campaign campaign, Declaration? declaration, IReadOnlyList<Declaration>? earlier, CancellationToken cancellationToken)
    {
        var facts = await FactsOf.For(db)(db, practitioner.Id, campaign.Exercise).ToListAsync(cancellationToken);
        earlier ??= await db.Declarations.AsNoTracking().AsSingleQuery()
            .Include(declaration => declaration.Campaign).Include(declaration => declaration.Transmissions).Include(declaration => declaration.Evidence)
            .Where(declaration => declaration.PractitionerId == practitioner.Id
                && declaration.Campaign.ProfessionCode == campaign.ProfessionCode && declaration.Campaign.Exercise < campaign.Exercise)
            .ToListAsync(cancellationToken);
        var proofs = earlier.SelectMany(year => year.Evidence.Where(use => use.State == EvidenceUseState.Accepted).Select(use => new EarlierProof(
            use.ProofCode, year.Campaign.Exercise, use.ValidUntil, use.SameWhileValues, use.DecidedByFund, use.DecidedAt))).ToList();
        return new SituationSources(practitioner, campaign.Exercise)
        {
            Neutralised = await db.NeutralisedAsync(campaign.Id, cancellationToken),
            Editors = await EditorsAsync(proofs.Count + AcceptedIn(declaration), cancellationToken),
            KnownFacts = facts,
            EarlierProofs = proofs,
            EarlierTransmission = earlier.Where(year => year.IsTransmitted).MaxBy(year => year.Campaign.Exercise) is { LastTransmission: { } last } year
                ? new EarlierTransmission(year.Campaign.Exercise, last.TransmittedAt, last.Answers)
                : null,
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

    private static int AcceptedIn(Declaration? declaration) => declaration?.Evidence.Count(use => use.State == EvidenceUseState.Accepted) ?? 0;

    /// <summary>Only accepted proofs ask for editors, of this exercise and of those before.</summary>
    private async Task<IReadOnlyDictionary<string, string>> EditorsAsync(int acceptedProofs, CancellationToken cancellationToken) =>
        acceptedProofs == 0 ? new Dictionary<string, string>() : await software.EditorsAsync(cancellationToken);

    private async Task<IReadOnlyList<SituationSources>> LoadAsync(
        IReadOnlyList<Practitioner> practitioners, Campaign campaign, int accepted, CancellationToken cancellationToken)
    {
        var ids = practitioners.Select(practitioner => practitioner.Id).ToList();
        ILookup<Guid, KnownFact> facts = (await db.KnownFacts.AsNoTracking()
            .Where(fact => fact.Exercise == campaign.Exercise && fact.SupersededAt == null && ids.Contains(fact.PractitionerId))
            .ToListAsync(cancellationToken)).ToLookup(fact => fact.PractitionerId);
        var proofs = await EarlierProofsAsync(ids, campaign, cancellationToken);
        var editors = await EditorsAsync(proofs.Count + accepted, cancellationToken);
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
