using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Campaigns;
using FamiPortal.Domain.Persistence;
using FamiPortal.Domain.Situations;
using FamiPortal.Rules;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Settlement;

/// <summary>
/// Computes every amount of a closed campaign and freezes it, in one transaction: all or nothing. A practitioner counts as soon
/// as something is known or declared about them. Running it again gives the same summary and changes nothing.
/// </summary>
public sealed class SettleCampaign(FamiDbContext db, RuleCatalogue catalogue, SituationLoader loader, SituationAssembler assembler, TimeProvider clock)
{
    /// <summary>Practitioners loaded and written at a time; the memory used does not grow with the campaign.</summary>
    private const int BatchSize = 200;

    public Task<Outcome<SettlementSummary>> RunAsync(Actor actor, Guid campaignId, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync(() => AttemptAsync(actor, campaignId, cancellationToken));

    private async Task<Outcome<SettlementSummary>> AttemptAsync(Actor actor, Guid campaignId, CancellationToken cancellationToken)
    {
        var campaign = await db.Campaigns.SingleOrDefaultAsync(any => any.Id == campaignId && actor.IsAdmin, cancellationToken);
        if (campaign is null)
        {
            return CampaignErrors.NotFound;
        }

        if (campaign.IsSettled)
        {
            return await SummaryAsync(campaign, cancellationToken);
        }

        if (catalogue.Find(campaign.ProfessionCode, campaign.Exercise) is not { } ruleSet)
        {
            return CampaignErrors.NoRuleSet(campaign);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var moved = campaign.Settle(now);
        if (!moved.IsDone)
        {
            return moved.Problems.ToArray();
        }

        // Inside somebody's transaction (the demonstration seed's) it joins: all or nothing is then theirs to keep.
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;

        // The campaign moves first: a second administrator and late decisions wait on its row, then see that it moved.
        await db.SaveChangesAsync(cancellationToken);
        var stopped = await AssessAsync(campaign, ruleSet.PaymentDays, now, cancellationToken);
        if (stopped is { } problem)
        {
            await (transaction?.RollbackAsync(cancellationToken) ?? Task.CompletedTask);
            db.ChangeTracker.Clear();
            return problem;
        }

        var summary = await SummaryAsync(campaign, cancellationToken);
        db.Record(actor, now, AuditKinds.CampaignSettled, campaign, campaign.Id, details: new
        {
            ruleSet = ruleSet.Key,
            ruleSetHash = ruleSet.Hash,
            assessed = summary.Assessed,
            paid = summary.Paid,
            totalCents = summary.TotalCents,
        });
        await db.SaveChangesAsync(cancellationToken);
        await (transaction?.CommitAsync(cancellationToken) ?? Task.CompletedTask);
        return summary;
    }

    private async Task<Problem?> AssessAsync(Campaign campaign, int paymentDays, DateTime now, CancellationToken cancellationToken)
    {
        var plannedOn = ParisTime.DateOf(now).AddDays(paymentDays);
        var concerned = await Concerned(campaign).OrderBy(id => id).ToListAsync(cancellationToken);
        foreach (var batch in concerned.Chunk(BatchSize))
        {
            foreach (var sources in await loader.ForCampaignAsync(campaign, batch, cancellationToken))
            {
                if (!assembler.Assemble(sources).TryGet(out var situation, out var problems))
                {
                    return CampaignErrors.SituationUnreadable(sources.Practitioner.Id, problems[0]);
                }

                var result = situation.Assess();
                var settled = new SettledAssessment(campaign, sources.Practitioner.Id, FrozenResult.Of(situation, result), now);
                db.Add(settled);
                if (result.Amount > 0)
                {
                    db.Add(new Payment(settled, plannedOn));
                }
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        return null;
    }

    private IQueryable<Guid> Concerned(Campaign campaign) => db.Practitioners
        .Where(practitioner => practitioner.ProfessionCode == campaign.ProfessionCode
            && (db.KnownFacts.Any(fact => fact.PractitionerId == practitioner.Id && fact.Exercise == campaign.Exercise)
                || db.Declarations.Any(declaration => declaration.PractitionerId == practitioner.Id && declaration.CampaignId == campaign.Id)))
        .Select(practitioner => practitioner.Id);

    private async Task<SettlementSummary> SummaryAsync(Campaign campaign, CancellationToken cancellationToken) => new(
        campaign.SettledAt!.Value,
        await db.SettledAssessments.CountAsync(assessment => assessment.CampaignId == campaign.Id, cancellationToken),
        await db.Payments.CountAsync(payment => payment.CampaignId == campaign.Id, cancellationToken),
        await db.Payments.Where(payment => payment.CampaignId == campaign.Id).SumAsync(payment => payment.AmountCents, cancellationToken));
}

/// <summary>What a settlement gave.</summary>
/// <param name="SettledAt">When.</param>
/// <param name="Assessed">Practitioners with a result, nothing due included.</param>
/// <param name="Paid">Practitioners with a sum due.</param>
/// <param name="TotalCents">All sums due, in euro cents.</param>
public sealed record SettlementSummary(DateTime SettledAt, int Assessed, int Paid, long TotalCents);
