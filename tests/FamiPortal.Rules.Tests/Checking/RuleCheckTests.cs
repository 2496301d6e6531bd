using FamiPortal.Rules.Tests.Loading;
using FamiPortal.Rules.Yaml;

namespace FamiPortal.Rules.Tests.Checking;

public class RuleCheckTests
{
    [Fact]
    public void Check_OfTheOfficialCatalogue_FindsNothing() =>
        Assert.Empty(RuleCheck.Run(RuleCatalogueFolder.Default).Problems);

    [Theory]
    [InlineData("veilleur/2030.yaml", "most: 150", "most: 151", "veilleur/2030.yaml:8: tout atteint paie 150,00 €, le maximum annoncé est 151,00 €.")]
    [InlineData("veilleur/2030.yaml", "worth: 50", "worth: 0", "veilleur/2030.yaml:47: nights : ne vaut rien.")]
    [InlineData("veilleur/2030.yaml", "worth: 100", "worth: 0", "veilleur/2030.yaml:17: socle : ne vaut rien.")]
    [InlineData("veilleur/2030.yaml", "opens-on: 2031-01-10", "opens-on: 2031-03-10", "veilleur/2030.yaml:6: la saisie ferme avant d’ouvrir.")]
    [InlineData("veilleur/2030.yaml", "          wax: Une bougie ne suffit pas.", "          none: Sans lampe, rien.", "veilleur/2030.yaml:26: lamp : propose « Bougie » sans dire")]
    [InlineData("veilleur/2030.yaml", "      - ask: watch.since", "      - {ask: watch.place}\n      - ask: watch.since", "veilleur/2030.yaml:26: lamp : demande « watch.place », qui ne décide de rien.")]
    [InlineData("veilleur/2030.yaml", "shown-when: {watch.lamp: oil}", "shown-when: {watch.sworn: true}", "veilleur/2030.yaml:26: lamp : montre « watch.since » selon « watch.sworn », qui n’est pas demandé.")]
    [InlineData("veilleur/2030.examples.yaml", "    amount: 0", "    amount: 100", "veilleur/2030.examples.yaml:12: « Une bougie », montant : 100,00 € attendu, 0,00 € obtenu.")]
    [InlineData("veilleur/2030.examples.yaml", "{lamp: not-achieved}", "{lantern: not-achieved}", "veilleur/2030.examples.yaml:18: l’indicateur « lantern » n’existe pas dans ce référentiel.")]
    [InlineData("guides.yaml", "    - {number: \"1.1\", title: Description}", "    - {number: \"1.1\", title: Description}\n    - {number: \"2\", title: Oubliée}", "guides.yaml:6: G1 2 n’est citée par aucune règle")]
    public void Check_OfABrokenSense_SaysWhatIsWrongAndWhere(string file, string passage, string replacement, string problem)
    {
        using var small = new SmallCatalogue();
        var before = Run(small);
        small.Break(file, passage, replacement);

        var found = Run(small).Except(before);

        Assert.Contains(found, p => p.StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Check_OfASoundCatalogue_FindsNothing()
    {
        using var small = new SmallCatalogue();

        Assert.Empty(Run(small));
    }

    [Fact]
    public void Check_WhenThereIsNoExample_SaysSoOfEachIndicator()
    {
        using var small = new SmallCatalogue();
        File.Delete(Path.Combine(small.Folder, "veilleur", "2030.examples.yaml"));

        Assert.Equal(
            ["veilleur/2030.yaml:26: aucun exemple ne porte sur lamp.", "veilleur/2030.yaml:47: aucun exemple ne porte sur nights."],
            Run(small));
    }

    [Fact]
    public void Check_OfMistakesInRulesExamplesAndClosedExercises_ReportsThemAllAndNothingElse()
    {
        using var small = new SmallCatalogue();
        small.Write("veilleur/2029.yaml", SmallCatalogue.Rules.Replace("2030", "2029", StringComparison.Ordinal).Replace("2031", "2030", StringComparison.Ordinal).Replace("most: 150", "most: 149", StringComparison.Ordinal));
        small.Write("veilleur/2029.examples.yaml", SmallCatalogue.Examples.Replace("2031", "2030", StringComparison.Ordinal).Replace("2030-12-31", "2029-12-31", StringComparison.Ordinal));
        small.Write("closed.yaml", $"veilleur/2029: {new string('0', 64)}\nveilleur/2028: {new string('0', 64)}\nveilleur/2027: abc\n");
        small.Break("veilleur/2030.yaml", "    - code: lamp".TrimStart(), "    - coed: lamp".TrimStart());
        small.Break("veilleur/2030.examples.yaml", "facts: {watch.lamp: wax}", "facts: {watch.lamp: gas}");
        small.Break("veilleur/2030.examples.yaml", "{lamp: not-achieved}", "{lamp: perhaps}");

        var problems = Run(small);

        Assert.Equal(
            ["closed.yaml:1", "closed.yaml:2", "closed.yaml:3", "veilleur/2029.yaml:8", "veilleur/2030.examples.yaml:14", "veilleur/2030.examples.yaml:18", "veilleur/2030.yaml:26"],
            problems.Select(p => p.Split(": ")[0]));
    }

    [Fact]
    public void Check_NamesTheClosedExercisesThatItCompared()
    {
        using var small = new SmallCatalogue();
        Assert.Empty(RuleCheck.Run(small.Folder).ClosedCompared);
        small.Write("closed.yaml", $"veilleur/2030: {small.Load().RuleSets[0].Hash}");

        var report = RuleCheck.Run(small.Folder);

        Assert.Empty(report.Problems);
        Assert.Equal(["veilleur/2030"], report.ClosedCompared);
        Assert.Equal(1, report.RuleSetCount);
    }

    [Theory]
    [InlineData("worth: 50", "worth: 51")]
    [InlineData("help: Comptées.", "help: Comptées une à une.")]
    public void Check_WhenAClosedExerciseChanged_RefusesIt(string passage, string replacement)
    {
        using var small = new SmallCatalogue();
        small.Write("closed.yaml", $"veilleur/2030: {RuleCatalogueFolder.Load(small.Folder).RuleSets[0].Hash}");
        small.Break("veilleur/2030.yaml", passage, replacement);

        Assert.Contains(Run(small), p => p.Contains("Un exercice clos ne se modifie pas", StringComparison.Ordinal));
    }

    [Fact]
    public void Check_WhenAClosedExerciseIsGone_SaysSo()
    {
        using var small = new SmallCatalogue();
        small.Write("closed.yaml", $"veilleur/2029: {new string('0', 64)}");

        Assert.Contains(Run(small), p => p.Contains("a disparu", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("lamp: {label: Lampe, type: lamp}", "lamp: {label: Lanterne, type: lamp}", true)]
    [InlineData("nights: {label: Nuits, type: int}", "nights: {label: Nuits, type: int, min: 1, max: 9, range-message: Non.}", false)]
    [InlineData("    oil: Lampe à huile", "    oil: Lampe à huile\n    gas: Lampe à gaz", false)]
    [InlineData("  calls:\n    label: Appels\n    type: int", "  calls:\n    label: Appels\n    type: text", true)]
    public void Hash_CoversTheShapeOfTheFactsThatTheRulesRead_NotTheirLabels(string passage, string replacement, bool same)
    {
        using var small = new SmallCatalogue();
        var before = RuleCatalogueFolder.Load(small.Folder).RuleSets[0].Hash;
        small.Break("vocabulary.yaml", passage, replacement);

        Assert.Equal(same, before == RuleCatalogueFolder.Load(small.Folder).RuleSets[0].Hash);
    }

    [Theory]
    [InlineData("guides.yaml")]
    [InlineData("vocabulary.yaml")]
    [InlineData("veilleur/profession.yaml")]
    [InlineData("veilleur/2030.yaml")]
    [InlineData("veilleur/2030.examples.yaml")]
    public void Check_WhateverLineIsLostOrGarbled_ReportsProblemsAndGoesOn(string file)
    {
        using var small = new SmallCatalogue();
        var lines = File.ReadAllLines(Path.Combine(small.Folder, file));
        for (var i = 0; i < lines.Length; i++)
        {
            var indent = lines[i][..^lines[i].TrimStart().Length];
            var key = lines[i].Split(':')[0];
            foreach (var garbled in new[] { null, $"{key}:", $"{key}: [x, x, {{}}]", $"{key}: {{x: {{}}, y: [1]}}", $"{indent}- 3", $"{indent}\"", "\t", "\0" })
            {
                small.Write(file, string.Join('\n', [.. lines[..i], .. garbled is null ? [] : new[] { garbled }, .. lines[(i + 1)..]]));

                var problems = Run(small);

                Assert.All(problems, p => Assert.Matches(@"^[a-z0-9/.]+\.yaml:[1-9]\d*: \S", p));
            }
        }
    }

    private static List<string> Run(SmallCatalogue small) =>
        [.. RuleCheck.Run(small.Folder).Problems.Select(p => BrokenRuleFileTests.Plain(p.ToString()))];
}
