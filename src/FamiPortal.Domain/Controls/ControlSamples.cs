using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Funds;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Controls;

/// <summary>Samples, their controls and how far they are, for administrators; agents see those of their fund's practitioners.</summary>
public sealed class ControlSamples(FamiDbContext db, RuleCatalogue catalogue, TimeProvider clock)
{
    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<SampleView>> ListAsync(Actor actor, CancellationToken cancellationToken = default) =>
        ViewsAsync(actor, Samples(actor), cancellationToken);

    /// <summary>One sample with the controls that this actor may see, in the order of the draw.</summary>
    public async Task<Outcome<SampleDetails>> RunAsync(Actor actor, Guid sampleId, CancellationToken cancellationToken = default)
    {
        if (await ViewsAsync(actor, Samples(actor).Where(sample => sample.Id == sampleId), cancellationToken) is not [var view])
        {
            return ControlErrors.NotFound;
        }

        var controls = await db.OfficeControls(actor).AsNoTracking().Whole()
            .Where(control => control.SampleId == sampleId).OrderBy(control => control.Rank).ToListAsync(cancellationToken);
        return new SampleDetails(view, controls);
    }

    /// <summary>The same for a spreadsheet: names leave the portal, which is recorded.</summary>
    public async Task<Outcome<SampleDetails>> ExportAsync(Actor actor, Guid sampleId, CancellationToken cancellationToken = default)
    {
        if (!(await RunAsync(actor, sampleId, cancellationToken)).TryGet(out var details, out var problems))
        {
            return problems;
        }

        db.Record(
            actor, clock.GetUtcNow().UtcDateTime, AuditKinds.ControlSampleExported, nameof(ControlSample), sampleId,
            details: new { controls = details.Controls.Count });
        await db.SaveChangesAsync(cancellationToken);
        return details;
    }

    /// <summary>Draws again from what the population was: true when the same declarations come out, in the same order.</summary>
    public async Task<Outcome<bool>> IsFoundAgainAsync(Actor actor, Guid sampleId, CancellationToken cancellationToken = default)
    {
        var sample = await Samples(actor).AsNoTracking().Include(any => any.Campaign).Include(any => any.Controls)
            .SingleOrDefaultAsync(any => any.Id == sampleId && (actor.IsAdmin || any.FundId != null), cancellationToken);
        if (sample is null || catalogue.Find(sample.Campaign.ProfessionCode, sample.Campaign.Exercise) is not { } ruleSet)
        {
            return ControlErrors.NotFound;
        }

        var neutralised = await db.NeutralisedAsync(sample.CampaignId, cancellationToken);
        var codes = ruleSet.Indicators.Where(indicator => indicator.IsAttestedOnHonour && !neutralised.ContainsKey(indicator.Code))
            .Select(indicator => indicator.Code).Where(code => sample.IndicatorCode is null || code == sample.IndicatorCode).ToList();
        var population = await ControlPopulation.FindAsync(db, sample.Campaign, sample.FundId, codes, sample, cancellationToken);
        return population.Fingerprint == sample.PopulationFingerprint
            && ReproducibleDraw.Take(sample.Seed, population.Members.Select(member => member.SettledAssessmentId), sample.Size)
                .SequenceEqual(sample.Controls.Select(control => control.SettledAssessmentId));
    }

    /// <summary>What a draw may be made of: published campaigns, and every fund for an administrator.</summary>
    public async Task<DrawChoices> ChoicesAsync(Actor actor, CancellationToken cancellationToken = default) => new(
        actor.MayDraw(),
        await db.Campaigns.AsNoTracking().Where(campaign => actor.MayDraw() && campaign.State == CampaignState.Published)
            .OrderByDescending(campaign => campaign.Exercise).ThenBy(campaign => campaign.ProfessionCode).ToListAsync(cancellationToken),
        [.. (await db.Funds.AsNoTracking().Where(fund => actor.IsAdmin || fund.Id == actor.SupervisedFundId).ToListAsync(cancellationToken)).InFrenchOrder(fund => fund.Name)]);

    private async Task<IReadOnlyList<SampleView>> ViewsAsync(Actor actor, IQueryable<ControlSample> wanted, CancellationToken cancellationToken)
    {
        var samples = await wanted.AsNoTracking().Include(sample => sample.Campaign)
            .OrderByDescending(sample => sample.DrawnAt).ToListAsync(cancellationToken);
        var ids = samples.Select(sample => sample.Id).ToList();
        var numbers = (await db.OfficeControls(actor).Where(control => ids.Contains(control.SampleId))
            .GroupBy(control => control.SampleId)
            .Select(group => new
            {
                SampleId = group.Key,
                Progress = new SampleProgress(
                    group.Count(),
                    group.Count(control => control.State == ControlState.Answered),
                    group.Count(control => control.State == ControlState.Concluded),
                    group.Count(control => control.State == ControlState.Concluded && control.RecoverCents > 0),
                    group.Sum(control => control.RecoverCents) ?? 0),
            })
            .ToListAsync(cancellationToken)).ToDictionary(row => row.SampleId, row => row.Progress);
        var funds = await db.Funds.AsNoTracking().ToDictionaryAsync(fund => fund.Id, cancellationToken);
        return [.. samples.Select(sample => View(sample, funds, numbers.GetValueOrDefault(sample.Id) ?? new SampleProgress(0, 0, 0, 0, 0)))];
    }

    private IQueryable<ControlSample> Samples(Actor actor) => db.ControlSamples.Where(sample =>
        actor.IsAdmin
        || (actor.OwnFundId != null
            && (sample.FundId == actor.OwnFundId || sample.Controls.Any(control => control.Practitioner.FundId == actor.OwnFundId))));

    private static SampleView View(ControlSample sample, Dictionary<Guid, Fund> funds, SampleProgress progress) =>
        new(sample, sample.FundId is { } fund ? funds[fund].Name : null, progress);
}

/// <summary>A sample, its fund's name (null for a national one) and how far its controls are.</summary>
public sealed record SampleView(ControlSample Sample, string? FundName, SampleProgress Progress);

/// <summary>How far the controls are that this person may see.</summary>
/// <param name="Asked">All of them.</param>
/// <param name="Answered">Sent by the practitioner, to conclude.</param>
/// <param name="Concluded">To the end.</param>
/// <param name="ToRecover">Concluded with a sum to recover.</param>
/// <param name="RecoverCents">Sums so far, in euro cents.</param>
public sealed record SampleProgress(int Asked, int Answered, int Concluded, int ToRecover, long RecoverCents);

/// <summary>A sample with those of its controls that this person may see, in the order of the draw.</summary>
public sealed record SampleDetails(SampleView View, IReadOnlyList<Control> Controls);

/// <summary>What a draw may be made of; nothing for who may not draw.</summary>
public sealed record DrawChoices(bool MayDraw, IReadOnlyList<Campaign> Campaigns, IReadOnlyList<Fund> Funds);
