using FamiPortal.Rules.Operators;

namespace FamiPortal.Rules;

/// <summary>
/// A rule set as a reader sees it: named lines of French text. Showing prints them, comparing two exercises compares them,
/// so that nothing can change without being shown.
/// </summary>
public static class RuleSetText
{
    /// <summary>Every line, in reading order.</summary>
    /// <param name="ruleSet">The rules.</param>
    public static IReadOnlyList<RuleSetLine> Describe(RuleSet ruleSet)
    {
        ArgumentNullException.ThrowIfNull(ruleSet);
        var unit = ruleSet.PointValue is null ? "€" : "points";
        var lines = new List<RuleSetLine>
        {
            new("Référentiel", "titre", $"{ruleSet.Title}, {ruleSet.Profession.PluralLabel}. {ruleSet.Allowance}."),
            new("Référentiel", "saisie", Window(ruleSet.Window)),
            new("Référentiel", "versement", ruleSet.PaidWhen),
            new("Référentiel", "délai de versement", $"{French.Number(ruleSet.PaymentDays)} jours après le calcul des montants"),
            new("Référentiel", "maximum", French.Money(ruleSet.Most)),
            new("Référentiel", "sources", Sources(ruleSet.References)),
            new("Référentiel", "attestation", $"{ruleSet.Attestation.Text} (version {ruleSet.Attestation.Version})"),
        };
        if (ruleSet.PointValue is { } value)
        {
            lines.Add(new("Référentiel", "valeur du point", French.Money(value)));
        }

        foreach (var part in ruleSet.Parts)
        {
            var subject = $"Partie {part.Code}";
            lines.Add(new(subject, "libellé", $"{part.Label}. {part.Summary}"));
            lines.Add(new(subject, "paiement", part.Rule == PartRule.AllRequired
                ? $"{French.Number(part.Worth)} {unit} si tous ses indicateurs sont atteints"
                : "chaque indicateur atteint paie pour lui-même"));
            lines.Add(new(subject, "exige", part.Requires?.Label ?? "rien"));
            lines.Add(new(subject, "sources", Sources(part.References)));
        }

        foreach (var indicator in ruleSet.Indicators)
        {
            lines.AddRange(Describe(indicator, unit));
        }

        return lines;
    }

    /// <summary>What changed from one rule set to another.</summary>
    /// <param name="before">Usually the earlier exercise.</param>
    /// <param name="after">Usually the later one.</param>
    /// <returns>In the order of <paramref name="after"/>, what disappeared last.</returns>
    public static IReadOnlyList<RuleSetDifference> Compare(RuleSet before, RuleSet after)
    {
        var old = Describe(before).ToDictionary(l => (l.Subject, l.Aspect), l => l.Text);
        var differences = new List<RuleSetDifference>();
        foreach (var line in Describe(after))
        {
            var was = old.Remove((line.Subject, line.Aspect), out var text) ? text : null;
            if (was != line.Text)
            {
                differences.Add(new RuleSetDifference(line.Subject, line.Aspect, was, line.Text));
            }
        }

        differences.AddRange(old.Select(gone => new RuleSetDifference(gone.Key.Subject, gone.Key.Aspect, gone.Value, null)));
        return differences;
    }

    private static IEnumerable<RuleSetLine> Describe(Indicator indicator, string unit)
    {
        var subject = $"Indicateur {indicator.Code}";
        yield return new(subject, "libellé", $"{indicator.Label}. {indicator.Summary}");
        yield return new(subject, "aide", indicator.Help);
        yield return new(subject, "partie", indicator.Part.Label);
        if (indicator.Part.Rule == PartRule.Each)
        {
            yield return new(subject, "valeur", $"{French.Number(indicator.Worth)} {unit}");
        }

        yield return new(subject, "condition", string.Join('\n', Tree(indicator.Achieved, 0)));
        foreach (var field in indicator.Form)
        {
            var options = field.Options.Count == 0 ? "" : $"{French.NoBreakSpace}: {French.Series(field.Options.Select(o => o.Label))}";
            var shown = field.ShownWhen is { } when ? $" (si {when.Path.Member.Label} vaut {French.Join(when.Codes, "ou")})" : "";
            yield return new(subject, $"question {field.Path}", $"{field.Label}{(field.IsRequired ? ", obligatoire" : "")}{shown}{options}");
        }

        foreach (var proof in indicator.Proofs)
        {
            yield return new(subject, $"justificatif {proof.Code}", $"{proof.Label}. {proof.Accepted}. Doit montrer{French.NoBreakSpace}: {French.Join(proof.Wanted)}.{(proof.LookFor.Count > 0 ? $" Le portail y cherche{French.NoBreakSpace}: {French.Join([.. proof.LookFor.Select(looked => looked.Label)])}." : "")} [{Sources(proof.References)}]");
            yield return new(
                subject,
                $"validité du justificatif {proof.Code}",
                $"demandé avec {proof.NeededWith}, valable d’un exercice à l’autre tant que ne changent pas{French.NoBreakSpace}: {French.Join([.. proof.SameWhile.Select(p => p.Member.Label)])}");
            if (proof.EditorAttestation is { } attestation)
            {
                yield return new(
                    subject,
                    $"attestation de l’éditeur {proof.Code}",
                    $"{attestation.About}. {string.Join(' ', attestation.Statements.Concat(attestation.Choices).Concat(attestation.Remarks))} [{Sources(attestation.References)}]");
            }

            foreach (var reason in proof.RefusalReasons)
            {
                yield return new(subject, $"motif de refus {reason.Code}", $"{reason.Label}. {reason.Message}");
            }
        }

        yield return new(subject, "engagement", (indicator.IsAttestedOnHonour ? "attesté sur l’honneur" : "sans attestation")
            + (indicator.IsAnnual ? ", à déclarer chaque année" : ""));
        yield return new(subject, "sources", Sources(indicator.References));
        if (indicator.Reading is { } reading)
        {
            yield return new(subject, "lecture du guide", reading);
        }
    }

    private static IEnumerable<string> Tree(Operator test, int depth)
    {
        var indent = new string(' ', depth * 2);
        yield return $"{indent}{test.Asked}{(test.References.Count == 0 ? "" : $" [{Sources(test.References)}]")}";
        foreach (var detail in test.Details)
        {
            yield return $"{indent}  {detail}";
        }

        foreach (var line in test.Parts.SelectMany(p => Tree(p, depth + 1)))
        {
            yield return line;
        }
    }

    private static string Window(Window window) => (window.OpensOn, window.ClosesOn) switch
    {
        ({ } opens, { } closes) => $"du {French.Date(opens)} au {French.Date(closes)}",
        ({ } opens, null) => $"à partir du {French.Date(opens)}",
        (null, { } closes) => $"jusqu’au {French.Date(closes)}",
        (null, null) => "dates non fixées par le guide",
    } + $" [{Sources(window.References)}]";

    private static string Sources(IReadOnlyList<Reference> references) => string.Join(", ", references);
}

/// <summary>A line of a rule set's description.</summary>
/// <param name="Subject">The rule set, a part or an indicator.</param>
/// <param name="Aspect">What about it.</param>
/// <param name="Text">In French; may hold several lines.</param>
public sealed record RuleSetLine(string Subject, string Aspect, string Text);

/// <summary>A line that is not the same in two rule sets.</summary>
/// <param name="Subject">The rule set, a part or an indicator.</param>
/// <param name="Aspect">What about it.</param>
/// <param name="Before">Null when it is new.</param>
/// <param name="After">Null when it is gone.</param>
public sealed record RuleSetDifference(string Subject, string Aspect, string? Before, string? After);
