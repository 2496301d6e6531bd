namespace FamiPortal.Rules;

/// <summary>
/// The shortest path to the money: the smallest sets of actions that would raise the amount, each proven by assessing the
/// situation again as if they were done.
/// </summary>
public static class Advisor
{
    /// <summary>Finds what could still be won.</summary>
    /// <param name="ruleSet">The rules.</param>
    /// <param name="situation">What is known now.</param>
    /// <param name="today">Actions whose deadline has passed are left out.</param>
    /// <param name="closesOn">Last day to transmit.</param>
    /// <param name="options">Neutralisations; explanations are not needed.</param>
    /// <returns>Greatest gain first, then the earliest deadline; empty when nothing more can be won.</returns>
    public static IReadOnlyList<Advice> Advise(
        RuleSet ruleSet, Situation situation, DateOnly today, DateOnly closesOn, AssessmentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ruleSet);
        ArgumentNullException.ThrowIfNull(situation);
        options = (options ?? AssessmentOptions.Default) with { Explain = false };
        var now = ruleSet.Assess(situation, options);

        // Whatever is declared counts from the transmission on; a measure needs none, but then changes nothing here.
        var transmitted = situation.TransmittedOn is null ? situation.With([], today) : situation;
        var missing = Missing(now);

        // A draft may contradict what is known: that counts against the practitioner only from the transmission on.
        HashSet<Indicator> missingOnceTransmitted = [.. missing, .. Missing(ruleSet.Assess(transmitted, options))];
        var steps = ruleSet.Indicators
            .Where(missingOnceTransmitted.Contains)
            .Select(i => Step(i, situation, transmitted, ruleSet.Exercise, closesOn))
            .OfType<AdviceStep>()
            .Where(s => s.Deadline >= today)
            .ToDictionary(s => s.Indicator);
        return [.. ruleSet.Indicators
            .Where(missing.Contains)
            .Select(i => NeededTogether(i, missing) is var set && set.Any(NeedsTransmission) ? NeededTogether(i, missingOnceTransmitted) : set)
            .DistinctBy(set => string.Join(' ', set.Select(i => i.Number)))
            .Where(set => set.All(steps.ContainsKey))
            .Select(set => Prove([.. set.Select(i => steps[i])], ruleSet, situation, transmitted, now, options))
            .OfType<Advice>()
            .OrderByDescending(a => a.Gain)
            .ThenBy(a => a.Deadline)];

        bool NeedsTransmission(Indicator indicator) => steps.TryGetValue(indicator, out var step) && step.NeedsTransmission;
    }

    private static HashSet<Indicator> Missing(Assessment assessment) =>
        [.. assessment.Indicators.Where(r => r.Verdict != Verdict.Achieved).Select(r => r.Indicator)];

    private static AdviceStep? Step(Indicator indicator, Situation situation, Situation transmitted, int exercise, DateOnly closesOn)
    {
        if (indicator.Achieved.Remedy(transmitted) is not { } changes)
        {
            return null;
        }

        var yearEnd = new DateOnly(exercise, 12, 31);
        var needsTransmission = changes.Any(c => c.Kind is ChangeKind.Answer or ChangeKind.Evidence)
            || (situation.TransmittedOn is null && indicator.Achieved.Flatten().SelectMany(o => o.AllReads()).Any(p => p.Origin == FactOrigin.Declared));
        var deadlines = changes.Where(c => c.Kind == ChangeKind.Measure).Select(c => c.Deadline ?? yearEnd);
        return new AdviceStep(
            indicator,
            changes,
            needsTransmission,
            deadlines.Concat(needsTransmission ? [closesOn] : []).DefaultIfEmpty(DateOnly.MaxValue).Min());
    }

    /// <summary>The indicators that have to be gained together before this one brings money.</summary>
    private static List<Indicator> NeededTogether(Indicator indicator, HashSet<Indicator> missing)
    {
        var needed = new HashSet<Indicator> { indicator };
        if (indicator.Part.Rule == PartRule.AllRequired)
        {
            AddMissing(indicator.Part);
        }

        for (var part = indicator.Part.Requires; part is not null; part = part.Requires)
        {
            AddMissing(part);
        }

        return [.. needed.OrderBy(i => i.Number)];

        void AddMissing(Part part) => needed.UnionWith(missing.Where(i => i.Part == part));
    }

    private static Advice? Prove(
        IReadOnlyList<AdviceStep> steps, RuleSet ruleSet, Situation situation, Situation transmitted, Assessment now, AssessmentOptions options)
    {
        var then = (steps.Any(s => s.NeedsTransmission) ? transmitted : situation).With([.. steps.SelectMany(s => s.Changes)]);
        var gain = ruleSet.Assess(then, options).Amount - now.Amount;
        return gain > 0 ? new Advice(steps, gain, steps.Min(s => s.Deadline), then) : null;
    }
}

/// <summary>A set of actions and what they bring together.</summary>
/// <param name="Steps">One an indicator, in the rule set's order; all are needed.</param>
/// <param name="Gain">Euros on top of the amount now, exactly.</param>
/// <param name="Deadline">The earliest of the steps' deadlines.</param>
/// <param name="Then">The situation as it would be; assessing it gives exactly the promised amount.</param>
public sealed record Advice(IReadOnlyList<AdviceStep> Steps, decimal Gain, DateOnly Deadline, Situation Then);

/// <summary>What one indicator needs.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Changes">What would have to change; empty when transmitting is enough.</param>
/// <param name="NeedsTransmission">True when nothing counts before the declaration is transmitted.</param>
/// <param name="Deadline">The last day for it; <see cref="DateOnly.MaxValue"/> when only the fund has to act.</param>
public sealed record AdviceStep(Indicator Indicator, IReadOnlyList<FactChange> Changes, bool NeedsTransmission, DateOnly Deadline);
