using FamiPortal.Rules;

namespace FamiPortal.Web.PractitionerArea;

/// <summary>One thing to do, what it brings on top of those before it, and the very field where it is done.</summary>
/// <param name="Gain">Euros; those of the actions listed before it left out.</param>
/// <param name="Title">The action.</param>
/// <param name="Detail">Its condition.</param>
/// <param name="Href">Where it is done.</param>
/// <param name="Button">The verb.</param>
public sealed record GainView(decimal Gain, string Title, string Detail, string Href, string Button)
{
    /// <summary>The actions that are in the practitioner's hands, the greatest gain first.</summary>
    /// <param name="advices">As the rules prove them.</param>
    /// <param name="exercise">For the addresses.</param>
    /// <param name="indicators">As they stand.</param>
    public static IReadOnlyList<GainView> All(IReadOnlyList<Advice> advices, int exercise, IReadOnlyList<IndicatorView> indicators)
    {
        var (seen, listed) = (new List<Advice>(), new List<GainView>());
        foreach (var advice in advices.OrderBy(advice => advice.Steps.Count).ThenByDescending(advice => advice.Gain))
        {
            // What needs the whole of a smaller set of actions is told as what it adds to them.
            var before = seen.Where(other => other.Steps.All(step => Has(advice, step.Indicator))).MaxBy(other => other.Gain);
            var added = advice.Steps.Where(step => before is null || !Has(before, step.Indicator)).ToList();
            var mine = added.Where(step => step.Changes.Count == 0 || step.Changes.Any(IsMine)).ToList();
            seen.Add(advice);
            if (mine.Count > 0)
            {
                listed.Add(Describe(advice.Gain - (before?.Gain ?? 0), added, mine[0], before, exercise, indicators));
            }
        }

        return [.. listed.Where(view => view.Gain > 0).OrderByDescending(view => view.Gain)];
    }

    private static GainView Describe(
        decimal gain, List<AdviceStep> added, AdviceStep first, Advice? before, int exercise, IReadOnlyList<IndicatorView> indicators)
    {
        var change = first.Changes.FirstOrDefault(IsMine);
        var view = indicators.First(any => any.Indicator == first.Indicator);
        var label = first.Indicator.Label;
        var proof = change is null ? null : view.Proofs.FirstOrDefault(any => any.Proof.State.Text == change.Path.Text);
        var (title, button, anchor) = (change?.Kind, proof) switch
        {
            (ChangeKind.Evidence, { IsRefused: true }) => ($"Remplacez le document refusé{French.NoBreakSpace}: {label}", "Remplacer", Links.Anchor(proof.Proof)),
            (ChangeKind.Evidence, { }) => ($"Joignez le justificatif{French.NoBreakSpace}: {label}", "Joindre", Links.Anchor(proof.Proof)),
            (ChangeKind.Answer, _) => (label, view.IsBegun ? "Compléter" : "Répondre", FieldAnchor(view, change)),
            _ => (label, "Vérifier", view.Anchor),
        };
        return new GainView(gain, title, Condition(added, before, view), $"{Links.Declaration(exercise)}#{anchor}", button);
    }

    private static string Condition(List<AdviceStep> added, Advice? before, IndicatorView view)
    {
        var sentences = new List<string> { $"Indicateur {view.Indicator.Number}." };
        if (added.Count > 1)
        {
            sentences.Add($"Avec {French.Join([.. added.Where(step => step.Indicator != view.Indicator).Select(step => $"l’indicateur {step.Indicator.Number}")])}, dus ensemble.");
        }

        sentences.AddRange(added.Where(step => !step.Changes.Any(IsMine)).SelectMany(step => step.Changes).Select(change => $"{change.Label}."));
        if (before is not null)
        {
            sentences.Add($"S’ajoute une fois {Numbers(before.Steps)}.");
        }

        if (added.Count == 1 && before is null && !added[0].Changes.Any(change => change.Kind == ChangeKind.Evidence))
        {
            sentences.Add(view.Indicator.Summary);
        }

        if (added.SelectMany(step => step.Changes).Any(change => change.Kind == ChangeKind.Evidence))
        {
            sentences.Add("Si votre caisse accepte le document.");
        }

        return string.Join(' ', sentences);
    }

    private static string Numbers(IReadOnlyList<AdviceStep> steps) => steps.Count == 1
        ? $"l’indicateur {steps[0].Indicator.Number} atteint"
        : $"les indicateurs {French.Join([.. steps.Select(step => $"{step.Indicator.Number}")])} atteints";

    private static string FieldAnchor(IndicatorView view, FactChange change) =>
        view.Indicator.Form.FirstOrDefault(field => field.Path.Text == change.Path.Text) is { } field ? Links.Anchor(field) : view.Anchor;

    private static bool Has(Advice advice, Indicator indicator) => advice.Steps.Any(step => step.Indicator == indicator);

    private static bool IsMine(FactChange change) => change.Kind is ChangeKind.Answer or ChangeKind.Evidence;
}
