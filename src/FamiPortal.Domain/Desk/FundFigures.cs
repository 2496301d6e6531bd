using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.Domain.Desk;

/// <summary>What a fund has to treat and what it treated, how long practitioners waited, and why proofs were refused.</summary>
public sealed class FundFigures(FamiDbContext db, TimeProvider clock)
{
    /// <summary>Weeks of the chart, the running one included.</summary>
    public const int Weeks = 8;

    /// <summary>Figures of the agent's fund; nothing for anybody else.</summary>
    /// <param name="actor">An agent.</param>
    /// <param name="exercise">Null for all that have work.</param>
    /// <param name="cancellationToken">End of the request.</param>
    public async Task<Figures> RunAsync(Actor actor, int? exercise = null, CancellationToken cancellationToken = default)
    {
        var today = ParisTime.DateOf(clock.GetUtcNow().UtcDateTime);
        var all = db.WorkOf(actor);
        var exercises = await all.Select(use => use.Exercise).Distinct().OrderDescending().ToListAsync(cancellationToken);
        if (exercise is { } year)
        {
            all = all.Where(use => use.Exercise == year);
        }

        var waiting = await all.Pending(db, today).GroupBy(use => new { use.ProfessionCode, use.Exercise, use.IndicatorCode })
            .Select(group => new { group.Key, Count = group.Count(), Oldest = group.Min(use => use.SubmittedAt) }).ToListAsync(cancellationToken);
        var treated = await all.Where(use => use.DecidedAt > use.SubmittedAt // at the same instant: the portal decided it, no agent had to
                && (use.State == EvidenceUseState.Accepted || use.State == EvidenceUseState.Rejected))
            .Select(use => new Treated(
                use.ProfessionCode, use.Exercise, use.IndicatorCode, use.ProofCode, use.State == EvidenceUseState.Rejected, use.ReasonCode,
                use.SubmittedAt!.Value, use.DecidedAt!.Value))
            .ToListAsync(cancellationToken);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return new Figures(
            exercises,
            Delay.Of(treated),
            [
                .. waiting.Select(row => (row.Key.ProfessionCode, row.Key.Exercise, row.Key.IndicatorCode))
                    .Union(treated.Select(row => (row.ProfessionCode, row.Exercise, row.IndicatorCode)))
                    .Order()
                    .Select(key =>
                    {
                        var done = treated.Where(row => (row.ProfessionCode, row.Exercise, row.IndicatorCode) == key).ToList();
                        var open = waiting.SingleOrDefault(row => (row.Key.ProfessionCode, row.Key.Exercise, row.Key.IndicatorCode) == key);
                        return new IndicatorFigures(key.ProfessionCode, key.Exercise, key.IndicatorCode, open?.Count ?? 0, open?.Oldest,
                            done.Count(row => !row.IsRefused), done.Count(row => row.IsRefused), Delay.Of(done));
                    }),
            ],
            [
                .. treated.Where(row => row.IsRefused).GroupBy(row => (row.ProfessionCode, row.Exercise, row.ProofCode, row.ReasonCode))
                    .Select(group => new ReasonFigures(group.Key.ProfessionCode, group.Key.Exercise, group.Key.ProofCode, group.Key.ReasonCode, group.Count()))
                    .OrderByDescending(reason => reason.Count).ThenBy(reason => reason.ReasonCode, StringComparer.Ordinal),
            ],
            [
                .. Enumerable.Range(0, Weeks).Select(back => monday.AddDays(7 * (back - Weeks + 1))).Select(start =>
                {
                    var done = treated.Where(row => ParisTime.DateOf(row.DecidedAt) is var day && day >= start && day < start.AddDays(7)).ToList();
                    return new WeekFigures(start, done.Count(row => !row.IsRefused), done.Count(row => row.IsRefused));
                }),
            ]);
    }

    internal sealed record Treated(
        string ProfessionCode, int Exercise, string IndicatorCode, string ProofCode, bool IsRefused, string? ReasonCode, DateTime SubmittedAt, DateTime DecidedAt);
}

/// <param name="Exercises">That this fund has or had work for, newest first.</param>
/// <param name="Delay">From transmission to decision; null when nothing was treated.</param>
/// <param name="Indicators">By profession, exercise and indicator.</param>
/// <param name="Reasons">Most frequent first; no code: the agent's own words.</param>
/// <param name="Treated">Week by week, oldest first.</param>
public sealed record Figures(
    IReadOnlyList<int> Exercises,
    Delay? Delay,
    IReadOnlyList<IndicatorFigures> Indicators,
    IReadOnlyList<ReasonFigures> Reasons,
    IReadOnlyList<WeekFigures> Treated)
{
    public int Waiting => Indicators.Sum(indicator => indicator.Waiting);

    public int Accepted => Indicators.Sum(indicator => indicator.Accepted);

    public int Refused => Indicators.Sum(indicator => indicator.Refused);

    public DateTime? OldestSince => Indicators.Min(indicator => indicator.OldestSince);
}

/// <summary>Half waited at most <paramref name="Median"/>, nine in ten at most <paramref name="P90"/> (nearest rank: a delay that somebody really waited).</summary>
public sealed record Delay(TimeSpan Median, TimeSpan P90)
{
    internal static Delay? Of(IReadOnlyCollection<FundFigures.Treated> treated)
    {
        if (treated.Count == 0)
        {
            return null;
        }

        var sorted = treated.Select(row => row.DecidedAt - row.SubmittedAt).Order().ToList();
        return new Delay(Rank(50), Rank(90));

        TimeSpan Rank(int percent) => sorted[((sorted.Count * percent) + 99) / 100 - 1];
    }
}

public sealed record IndicatorFigures(
    string ProfessionCode, int Exercise, string IndicatorCode, int Waiting, DateTime? OldestSince, int Accepted, int Refused, Delay? Delay);

public sealed record ReasonFigures(string ProfessionCode, int Exercise, string ProofCode, string? ReasonCode, int Count);

public sealed record WeekFigures(DateOnly Monday, int Accepted, int Refused);
