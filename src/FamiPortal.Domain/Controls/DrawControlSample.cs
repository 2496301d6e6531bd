using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Mail;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Controls;

/// <summary>
/// Draws paid declarations at random, reproducibly (<see cref="ReproducibleDraw"/>), and asks their practitioners for proofs. It
/// is done in two steps: the size of the population is read first, and the draw is refused when it has changed since.
/// </summary>
public sealed class DrawControlSample(FamiDbContext db, RuleCatalogue catalogue, TimeProvider clock)
{
    /// <summary>Whole days that a practitioner has at least.</summary>
    public const int AnswerDaysMin = 15;

    public async Task<Outcome<DrawPreview>> PreviewAsync(Actor actor, ControlCriteria criteria, CancellationToken cancellationToken = default)
    {
        if (!(await FindAsync(actor, criteria, cancellationToken)).TryGet(out var found, out var problems))
        {
            return problems;
        }

        var (campaign, wanted, codes) = found;
        return new DrawPreview(
            campaign, wanted, await ControlPopulation.FindAsync(db, campaign, wanted.FundId, codes, null, cancellationToken), codes);
    }

    /// <summary>Draws a sample.</summary>
    /// <param name="actor">An administrator, or a supervisor for their fund.</param>
    /// <param name="criteria">As previewed.</param>
    /// <param name="terms">Size, seed and deadline.</param>
    /// <param name="seenFingerprint">Of the population that was previewed.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public Task<Outcome<ControlSample>> RunAsync(
        Actor actor, ControlCriteria criteria, DrawTerms terms, string seenFingerprint, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync<Outcome<ControlSample>>(async () =>
        {
            if (!(await PreviewAsync(actor, criteria, cancellationToken)).TryGet(out var preview, out var problems))
            {
                return problems;
            }

            var now = clock.GetUtcNow().UtcDateTime;
            var seed = terms.Seed.Trim();
            if (Refuse(preview, terms with { Seed = seed }, seenFingerprint, now) is { } refused)
            {
                return refused;
            }

            var sample = new ControlSample(preview.Campaign, preview.Criteria, terms with { Seed = seed }, preview.Population, actor, now);
            db.Add(sample);
            db.Record(actor, now, AuditKinds.ControlSampleDrawn, sample, sample.Id, details: new
            {
                profession = preview.Campaign.ProfessionCode,
                exercise = preview.Campaign.Exercise,
                fund = sample.FundId,
                indicator = sample.IndicatorCode,
                size = sample.Controls.Count,
                seed = sample.Seed,
                population = sample.PopulationSize,
                fingerprint = sample.PopulationFingerprint,
                lastDay = terms.LastDay,
            });
            var ids = sample.Controls.Select(control => control.PractitionerId).ToList();
            var practitioners = await db.Practitioners.AsNoTracking().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, cancellationToken);
            foreach (var control in sample.Controls)
            {
                await db.QueueMailAsync(
                    practitioners[control.PractitionerId], MailText.ControlAsked(preview.Campaign, control.Id), $"control/{control.Id}", now, cancellationToken);
                db.Record(actor, now, AuditKinds.ControlAsked, control, control.Id, control.PractitionerId, new { lastDay = terms.LastDay });
            }

            await db.SaveChangesAsync(cancellationToken);
            return sample;
        });

    private async Task<Outcome<Found>> FindAsync(Actor actor, ControlCriteria criteria, CancellationToken cancellationToken)
    {
        var campaign = await db.Campaigns.SingleOrDefaultAsync(any => any.Id == criteria.CampaignId && any.State != CampaignState.Draft, cancellationToken);
        if (!actor.MayDraw() || campaign is null)
        {
            return ControlErrors.NotFound;
        }

        if (campaign.State != CampaignState.Published)
        {
            return ControlErrors.NotPublished(campaign);
        }

        if (catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet)
        {
            return ControlErrors.NoRuleSet(campaign);
        }

        // What counts for everybody rests on nobody's word.
        var neutralised = await db.NeutralisedAsync(campaign.Id, cancellationToken);
        var codes = ruleSet.Indicators.Where(indicator => indicator.IsAttestedOnHonour && !neutralised.ContainsKey(indicator.Code))
            .Select(indicator => indicator.Code).ToList();
        if (criteria.IndicatorCode is { } one)
        {
            if (!codes.Contains(one))
            {
                return ControlErrors.NotAttested;
            }

            codes = [one];
        }

        // A supervisor's draw is always of their fund, whatever was asked.
        return new Found(campaign, actor.IsAdmin ? criteria : criteria with { FundId = actor.SupervisedFundId }, codes);
    }

    private static Problem? Refuse(DrawPreview preview, DrawTerms terms, string seenFingerprint, DateTime now) =>
        terms.Size is < 1 or > ControlSample.SizeMax ? ControlErrors.SizeOutOfRange
        : terms.Seed.Length is < 1 or > ControlSample.SeedLengthMax ? ControlErrors.SeedLength
        : terms.LastDay < ParisTime.DateOf(now).AddDays(AnswerDaysMin) ? ControlErrors.DeadlineTooSoon
        : preview.Population.Members.Count == 0 ? ControlErrors.NobodyToDraw
        : preview.Population.Fingerprint != seenFingerprint ? ControlErrors.PopulationMoved
        : null;

    private sealed record Found(Campaign Campaign, ControlCriteria Criteria, IReadOnlyList<string> Codes);
}

/// <summary>What a draw would draw from.</summary>
/// <param name="Campaign">Published.</param>
/// <param name="Criteria">As they count for this actor.</param>
/// <param name="Population">Its members and fingerprint.</param>
/// <param name="IndicatorCodes">Asked about.</param>
public sealed record DrawPreview(Campaign Campaign, ControlCriteria Criteria, ControlPopulation Population, IReadOnlyList<string> IndicatorCodes);
