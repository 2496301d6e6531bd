using FamiPortal.Domain.Audit;
using FamiPortal.Domain.Controls;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Quality;

/// <summary>Reads and sets the quality rules: an administrator nationally or for a fund, a supervisor for theirs.</summary>
public sealed class QualityRules(FamiDbContext db, TimeProvider clock)
{
    /// <summary>The rule that counts in a fund: its own, else the national one, else null.</summary>
    public Task<QualityRule?> EffectiveAsync(Guid fundId, CancellationToken cancellationToken = default) => EffectiveAsync(db, fundId, cancellationToken);

    /// <summary>What this person may set, with the fund's name; the national rule first for an administrator.</summary>
    public async Task<IReadOnlyList<QualityScope>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (!actor.MayDraw())
        {
            return [];
        }

        var rules = await db.QualityRules.AsNoTracking().ToDictionaryAsync(rule => rule.Id, cancellationToken);
        var national = rules.GetValueOrDefault(QualityRule.National);
        var funds = await db.Funds.AsNoTracking().Where(fund => actor.IsAdmin || fund.Id == actor.SupervisedFundId).ToListAsync(cancellationToken);
        var scopes = funds.InFrenchOrder(fund => fund.Name).Select(fund => new QualityScope(fund.Id, fund.Name, rules.GetValueOrDefault(fund.Id), national));
        return [.. actor.IsAdmin ? scopes.Prepend(new QualityScope(null, null, national, national)) : scopes];
    }

    /// <summary>Sets a rule; the seed is drawn once and kept, so that draws are found again.</summary>
    public Task<Outcome<QualityRule>> SetAsync(Actor actor, Guid? fundId, QualityTerms terms, CancellationToken cancellationToken = default) =>
        db.LookAgainOnceAsync<Outcome<QualityRule>>(async () =>
        {
            var isKnown = fundId is null || await db.Funds.AnyAsync(fund => fund.Id == fundId, cancellationToken);
            if (!isKnown || !(actor.IsAdmin || (fundId is not null && fundId == actor.SupervisedFundId)))
            {
                return QualityErrors.NotFound;
            }

            if (terms.SecondLookPercent is < 0 or > 100)
            {
                return QualityErrors.Percent;
            }

            if (terms.FourEyesAboveCents < 0)
            {
                return QualityErrors.Amount;
            }

            var now = clock.GetUtcNow().UtcDateTime;
            var id = fundId ?? QualityRule.National;
            var rule = await db.QualityRules.SingleOrDefaultAsync(any => any.Id == id, cancellationToken) ?? db.Add(new QualityRule(fundId)).Entity;
            rule.Set(terms, rule.Seed.Length > 0 ? rule.Seed : ReproducibleDraw.NewSeed(), actor, now);
            db.Record(actor, now, AuditKinds.QualityRuleSet, rule, rule.Id, details: new
            {
                fund = fundId,
                percent = terms.SecondLookPercent,
                aboveCents = terms.FourEyesAboveCents,
                seed = rule.Seed,
            });
            await db.SaveChangesAsync(cancellationToken);
            return rule;
        });

    internal static async Task<QualityRule?> EffectiveAsync(FamiDbContext db, Guid fundId, CancellationToken cancellationToken)
    {
        var rules = await db.QualityRules.AsNoTracking()
            .Where(rule => rule.Id == fundId || rule.Id == QualityRule.National).ToListAsync(cancellationToken);
        return rules.FirstOrDefault(rule => rule.Id == fundId) ?? rules.FirstOrDefault();
    }
}

/// <summary>What may be set: the whole country (no fund) or one fund, with its rule and the national one.</summary>
public sealed record QualityScope(Guid? FundId, string? FundName, QualityRule? Own, QualityRule? National);
