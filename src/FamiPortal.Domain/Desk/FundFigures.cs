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
            .Select(group => new { group.Key, Count = group.Count(), Oldest = group.Min(use => use.SubmittedAt) })
            .ToDictionaryAsync(row => (row.Key.ProfessionCode, row.Key.Exercise, row.Key.IndicatorCode), cancellationToken);
        var treated = all.Where(use => use.DecidedAt > use.SubmittedAt // at the same instant: the portal decided it, no agent had to
            && (use.State == EvidenceUseState.Accepted || use.State == EvidenceUseState.Rejected));
        var reasons = await treated.Where(use => use.State == EvidenceUseState.Rejected)
            .GroupBy(use => new { use.ProfessionCode, use.Exercise, use.ProofCode, use.ReasonCode })
            .Select(group => new ReasonFigures(group.Key.ProfessionCode, group.Key.Exercise, group.Key.ProofCode, group.Key.ReasonCode, group.Count()))
            .ToListAsync(cancellationToken);
        var (weeks, done) = await CountAsync(treated, today, cancellationToken);
        return new Figures(
            exercises,
            Delay.Of(done.Values.SelectMany(indicator => indicator.Delays)),
            [
                .. waiting.Keys.Union(done.Keys)
                    .OrderBy(key => key.ProfessionCode, StringComparer.Ordinal).ThenBy(key => key.Exercise).ThenBy(key => key.IndicatorCode, StringComparer.Ordinal)
                    .Select(key =>
                    {
                        var (open, closed) = (waiting.GetValueOrDefault(key), done.GetValueOrDefault(key));
                        return new IndicatorFigures(key.ProfessionCode, key.Exercise, key.IndicatorCode, open?.Count ?? 0, open?.Oldest,
                            closed?.Accepted ?? 0, closed?.Refused ?? 0, Delay.Of(closed?.Delays ?? []));
                    }),
            ],
            [.. reasons.OrderByDescending(reason => reason.Count).ThenBy(reason => reason.ReasonCode, StringComparer.Ordinal)],
            weeks);
    }

    /// <summary>
    /// Reads decisions one by one: a database can't rank delays that both providers would compute alike to the tick, and of each only
    /// its delay has to stay in memory, eight bytes.
    /// </summary>
    private static async Task<(IReadOnlyList<WeekFigures> Weeks, Dictionary<(string ProfessionCode, int Exercise, string IndicatorCode), Tally> Indicators)> CountAsync(
        IQueryable<EvidenceUse> treated, DateOnly today, CancellationToken cancellationToken)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7) - (7 * (Weeks - 1)));
        var weeks = Enumerable.Range(0, Weeks).Select(week => new WeekFigures(monday.AddDays(7 * week), 0, 0)).ToArray();
        var indicators = new Dictionary<(string, int, string), Tally>();
        var rows = treated.Select(use => new
        {
            use.ProfessionCode,
            use.Exercise,
            use.IndicatorCode,
            IsRefused = use.State == EvidenceUseState.Rejected,
            SubmittedAt = use.SubmittedAt!.Value,
            DecidedAt = use.DecidedAt!.Value,
        });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var key = (row.ProfessionCode, row.Exercise, row.IndicatorCode);
            if (!indicators.TryGetValue(key, out var tally))
            {
                indicators[key] = tally = new Tally();
            }

            tally.Add(row.IsRefused, row.DecidedAt - row.SubmittedAt);
            var days = ParisTime.DateOf(row.DecidedAt).DayNumber - monday.DayNumber;
            if (days >= 0 && days / 7 < Weeks)
            {
                ref var week = ref weeks[days / 7];
                week = row.IsRefused ? week with { Refused = week.Refused + 1 } : week with { Accepted = week.Accepted + 1 };
            }
        }

        return (weeks, indicators);
    }

    private sealed class Tally
    {
        public int Accepted { get; private set; }

        public int Refused { get; private set; }

        public List<TimeSpan> Delays { get; } = [];

        public void Add(bool isRefused, TimeSpan delay)
        {
            (Accepted, Refused) = isRefused ? (Accepted, Refused + 1) : (Accepted + 1, Refused);
            Delays.Add(delay);
        }
    }
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
    /// <returns>Null when nobody waited.</returns>
    internal static Delay? Of(IEnumerable<TimeSpan> delays)
    {
        var sorted = delays.ToArray();
        if (sorted.Length == 0)
        {
            return null;
        }

        Array.Sort(sorted);
        return new Delay(Rank(50), Rank(90));

        TimeSpan Rank(int percent) => sorted[(int)((((long)sorted.Length * percent) + 99) / 100) - 1];
    }
}

/// <summary>Proofs of one indicator: those that wait, since when the oldest does, and those treated, with how long practitioners waited (null when none was).</summary>
public sealed record IndicatorFigures(
    string ProfessionCode, int Exercise, string IndicatorCode, int Waiting, DateTime? OldestSince, int Accepted, int Refused, Delay? Delay);

/// <summary>How often a proof was refused for one reason of the rules; no code: in the agent's own words.</summary>
public sealed record ReasonFigures(string ProfessionCode, int Exercise, string ProofCode, string? ReasonCode, int Count);

/// <summary>Proofs treated from this Monday to the next, in days of Paris.</summary>
public sealed record WeekFigures(DateOnly Monday, int Accepted, int Refused);
