using FamiPortal.Rules.Operators;

namespace FamiPortal.Rules.Yaml;

/// <summary>
/// The business sense of a catalogue that loads: amounts that add up, questions that decide something, answers that all
/// have a verdict, proofs that somebody can judge, closed exercises that nobody touched.
/// </summary>
public static class RuleCheck
{
    private const string ClosedName = "closed.yaml";

    /// <returns>One French sentence a problem, each begins with the rule set or the file; empty when all is well.</returns>
    public static IReadOnlyList<string> Run(string folder, RuleCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return
        [
            .. catalogue.RuleSets.SelectMany(r => Check(r).Select(problem => $"{r.Key} : {problem}")),
            .. catalogue.RuleSets.SelectMany(r => Examples(folder, catalogue, r)),
            .. Closed(folder, catalogue),
            .. Coverage.Of(catalogue).Where(s => !s.IsSettled).Select(s =>
                $"guides.yaml : {s.Guide.Code} {s.Section.Number} n’est citée par aucune règle et ne dit pas pourquoi (not-a-rule)."),
        ];
    }

    private static IEnumerable<string> Check(RuleSet ruleSet)
    {
        var everything = ruleSet.Euros(ruleSet.Units(ulong.MaxValue));
        if (everything != ruleSet.Most)
        {
            yield return $"tout atteint paie {French.Money(everything)}, le maximum annoncé est {French.Money(ruleSet.Most)}.";
        }

        if (ruleSet.Window is { OpensOn: { } opens, ClosesOn: { } closes } && opens > closes)
        {
            yield return "la saisie ferme avant d’ouvrir.";
        }

        if (ruleSet.PointValue <= 0)
        {
            yield return "la valeur du point doit être positive.";
        }

        foreach (var problem in ruleSet.Indicators.SelectMany(i => Check(i, ruleSet).Select(p => $"{i.Code} : {p}")))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> Check(Indicator indicator, RuleSet ruleSet)
    {
        if (indicator.Part.Rule == PartRule.Each && indicator.Worth <= 0)
        {
            yield return "ne vaut rien.";
        }

        var tests = indicator.Achieved.Flatten().ToList();
        var read = tests.SelectMany(t => t.AllReads()).Select(p => p.Text).ToHashSet();

        // What only helps the agent to judge a proof (the hospital's own record, say) decides nothing by itself.
        var shownWithProof = indicator.Proofs.Select(p => $"{p.NeededWith.Text}.").ToList();
        foreach (var field in indicator.Form.Where(f => !read.Contains(f.Path.Text)
            && !shownWithProof.Any(proof => f.Path.Text.StartsWith(proof, StringComparison.Ordinal))))
        {
            yield return $"demande « {field.Path} », qui ne décide de rien.";
        }

        if (indicator.Form.Count == 0 && tests.Any(t => t.AllReads().Any(p => p.Origin == FactOrigin.Declared)))
        {
            yield return "dépend d’une déclaration mais ne demande rien.";
        }

        foreach (var field in indicator.Form)
        {
            var verdicts = tests.Where(t => t.Reads.Any(p => p.Text == field.Path.Text)).SelectMany(t => t switch
            {
                Choice choice => choice.Accepted.Concat(choice.Refused.Keys),
                AnyListed listed => listed.Accepted.Concat(listed.Refused.Keys),
                _ => [],
            }).ToHashSet();
            foreach (var option in field.Options.Where(o => !verdicts.Contains(o.Code)))
            {
                yield return $"propose « {option.Label} » sans dire si elle compte (accepted) ni pourquoi elle ne compte pas (refused).";
            }

            if (field.ShownWhen is { } condition && ruleSet.FindField(condition.Path.Text) is null)
            {
                yield return $"montre « {field.Path} » selon « {condition.Path} », qui n’est pas demandé.";
            }
        }

        var judged = tests.OfType<EvidenceAccepted>().SelectMany(e => e.Reads).Select(p => p.Text).ToHashSet();
        var proven = indicator.Proofs.SelectMany(p => new[] { p.State.Text, p.CarriedOver.Text }).ToHashSet();
        if (!judged.SetEquals(proven))
        {
            yield return "les justificatifs décrits (proofs) et ceux que la condition attend (evidence) ne sont pas les mêmes.";
        }

        foreach (var proof in indicator.Proofs.Where(p => p.RefusalReasons.Count == 0 || p.Wanted.Count == 0))
        {
            yield return $"le justificatif « {proof.Code} » doit dire ce qu’il montre (wanted) et pourquoi on le refuse (refusal-reasons).";
        }
    }

    private static IEnumerable<string> Examples(string folder, RuleCatalogue catalogue, RuleSet ruleSet)
    {
        IReadOnlyList<RuleExample> examples;
        string? broken = null;
        try
        {
            examples = RuleExamples.Read(catalogue, ruleSet, folder);
        }
        catch (RuleFileException unreadable)
        {
            (examples, broken) = ([], unreadable.Message);
        }

        if (broken is not null)
        {
            yield return broken;
            yield break;
        }

        foreach (var example in examples)
        {
            foreach (var difference in example.Differences(catalogue))
            {
                yield return $"{example.Location} : « {example.Name} », {difference}";
            }
        }

        foreach (var indicator in ruleSet.Indicators.Where(i => examples.All(e => !e.Indicators.ContainsKey(i.Code))))
        {
            yield return $"{ruleSet.Key} : aucun exemple ne porte sur {indicator.Code}.";
        }
    }

    private static IEnumerable<string> Closed(string folder, RuleCatalogue catalogue)
    {
        var path = Path.Combine(folder, ClosedName);
        if (!File.Exists(path))
        {
            yield break;
        }

        var closed = YamlMap.Parse(ClosedName, File.ReadAllText(path));
        foreach (var key in closed.Keys.ToList())
        {
            var hash = closed.Text(key);
            if (catalogue.Find(key) is not { } ruleSet)
            {
                yield return $"{ClosedName} : {key} est clos et son fichier a disparu.";
            }
            else if (ruleSet.Hash != hash)
            {
                yield return $"{ClosedName} : {key} est clos et a changé. Empreinte attendue {hash}, trouvée {ruleSet.Hash}. Un exercice clos ne se modifie pas.";
            }
        }
    }
}
