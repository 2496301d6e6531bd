using FamiPortal.Rules.Operators;

namespace FamiPortal.Rules.Yaml;

/// <summary>
/// Everything that is checked before a catalogue may serve: it loads, and it makes sense: amounts that add up, questions
/// that decide something, answers that all have a verdict, proofs that somebody can judge, examples that hold, closed
/// exercises that nobody touched.
/// </summary>
public sealed class RuleCheck
{
    private readonly string folder;
    private readonly RuleProblems problems = new();

    private RuleCheck(string folder)
    {
        this.folder = folder;
    }

    /// <param name="folder">The catalogue's folder.</param>
    /// <returns>Every problem at once: a file that is broken does not hide those of the others.</returns>
    public static RuleCheckReport Run(string folder) => new RuleCheck(folder).Run();

    private RuleCheckReport Run()
    {
        var (catalogue, sound) = RuleCatalogueFolder.Read(folder, problems);
        var loads = problems.Sorted.Count == 0;
        foreach (var ruleSet in catalogue.RuleSets)
        {
            if (sound.Contains(ruleSet))
            {
                CheckSense(ruleSet);
            }

            CheckExamples(catalogue, ruleSet, sound.Contains(ruleSet));
        }

        if (loads)
        {
            // Otherwise what could not be read may be what cites a section.
            CheckCoverage(catalogue);
        }

        var compared = CheckClosed(catalogue, sound);
        return new RuleCheckReport(problems.Sorted, catalogue.RuleSets.Count, compared);
    }

    private void CheckSense(RuleSet ruleSet)
    {
        var name = $"{ruleSet.Key}.yaml";
        var file = Reread(name);
        var money = file.Map("money");
        var everything = ruleSet.Euros(ruleSet.Units(ulong.MaxValue));
        if (everything != ruleSet.Most)
        {
            problems.Add(name, money.LineOf("most"), $"tout atteint paie {French.Money(everything)}, le maximum annoncé est {French.Money(ruleSet.Most)}.");
        }

        if (ruleSet.Window is { OpensOn: { } opens, ClosesOn: { } closes } && opens > closes)
        {
            problems.Add(name, file.LineOf("window"), "la saisie ferme avant d’ouvrir.");
        }

        if (ruleSet.PointValue <= 0)
        {
            problems.Add(name, money.LineOf("point-value"), "la valeur du point doit être positive.");
        }

        foreach (var (part, map) in ruleSet.Parts.Zip(file.Maps("parts")).Where(p => p.First is { Rule: PartRule.AllRequired, Worth: <= 0 }))
        {
            problems.Add(name, map.LineOf("worth"), $"{part.Code} : ne vaut rien.");
        }

        foreach (var (indicator, map) in ruleSet.Indicators.Zip(file.Maps("indicators")))
        {
            foreach (var problem in Check(indicator, ruleSet))
            {
                problems.Add(name, map.Line, $"{indicator.Code} : {problem}");
            }
        }
    }

    private static IEnumerable<string> Check(Indicator indicator, RuleSet ruleSet)
    {
        if (indicator.Part.Rule == PartRule.Each && indicator.Worth <= 0)
        {
            yield return "ne vaut rien.";
        }

        var tests = indicator.Achieved.Flatten();
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

    private void CheckExamples(RuleCatalogue catalogue, RuleSet ruleSet, bool isSound)
    {
        var name = RuleExamples.FileName(ruleSet);
        var examples = RuleExamples.Read(catalogue, ruleSet, folder, problems, isSound);
        if (!isSound)
        {
            return;
        }

        foreach (var example in examples)
        {
            foreach (var difference in example.Differences(catalogue))
            {
                problems.Add(name, example.Line, $"« {example.Name} », {difference}");
            }
        }

        if (problems.In(name) && examples.Count == 0)
        {
            return;
        }

        var indicators = Reread($"{ruleSet.Key}.yaml").Maps("indicators");
        foreach (var (indicator, map) in ruleSet.Indicators.Zip(indicators).Where(i => examples.All(e => !e.Indicators.ContainsKey(i.First.Code))))
        {
            problems.Add(map.File, map.Line, $"aucun exemple ne porte sur {indicator.Code}.");
        }
    }

    private void CheckCoverage(RuleCatalogue catalogue)
    {
        const string Name = "guides.yaml";
        var guides = Reread(Name);
        foreach (var (guide, section, _) in Coverage.Of(catalogue).Where(s => !s.IsSettled))
        {
            var map = guides.Map(guide.Code).Maps("sections").First(s => s.Text("number") == section.Number);
            problems.Add(Name, map.Line, $"{guide.Code} {section.Number} n’est citée par aucune règle et ne dit pas pourquoi (not-a-rule).");
        }
    }

    private List<string> CheckClosed(RuleCatalogue catalogue, IReadOnlySet<RuleSet> sound)
    {
        var closed = ClosedExercise.Read(folder, problems);
        foreach (var exercise in closed)
        {
            var ruleSet = catalogue.Find(exercise.Key);
            if (ruleSet is null && !problems.In($"{exercise.Key}.yaml"))
            {
                problems.Add(ClosedExercise.FileName, exercise.Line, $"{exercise.Key} est clos et son fichier a disparu.");
            }
            else if (ruleSet is not null && sound.Contains(ruleSet) && ruleSet.Hash != exercise.Hash)
            {
                problems.Add(
                    ClosedExercise.FileName,
                    exercise.Line,
                    $"{exercise.Key} est clos et a changé. Empreinte attendue {exercise.Hash}, trouvée {ruleSet.Hash}. Un exercice clos ne se modifie pas.");
            }
        }

        return [.. closed.Where(e => catalogue.Find(e.Key) is { } ruleSet && sound.Contains(ruleSet)).Select(e => e.Key)];
    }

    /// <summary>A file again, for the lines of what it says: the rules themselves keep none.</summary>
    private YamlMap Reread(string file) => RuleCatalogueFolder.Parse(folder, file, new RuleProblems()).Map;
}

/// <summary>What a check found.</summary>
/// <param name="Problems">By file and line; empty when all is well.</param>
/// <param name="RuleSetCount">Rule sets that were read.</param>
/// <param name="ClosedCompared">Keys of the closed exercises whose rules were compared to the hash they closed with.</param>
public sealed record RuleCheckReport(IReadOnlyList<RuleProblem> Problems, int RuleSetCount, IReadOnlyList<string> ClosedCompared);
