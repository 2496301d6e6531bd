using FamiPortal.Rules.Tests.Loading;
using FamiPortal.Rules.Yaml;

namespace FamiPortal.Rules.Tests.Checking;

public class RuleCheckTests
{
    [Fact]
    public void Check_OfTheOfficialCatalogue_FindsNothing() =>
        Assert.Empty(RuleCheck.Run(RuleCatalogueFolder.Default, Official.Catalogue));

    [Theory]
    [InlineData("veilleur/2030.yaml", "most: 150", "most: 151", "maximum annoncé est 151,00")]
    [InlineData("veilleur/2030.yaml", "worth: 50", "worth: 0", "ne vaut rien")]
    [InlineData("veilleur/2030.yaml", "opens-on: 2031-01-10", "opens-on: 2031-03-10", "ferme avant d’ouvrir")]
    [InlineData("veilleur/2030.yaml", "          wax: Une bougie ne suffit pas.", "          none: Sans lampe, rien.", "propose « Bougie »")]
    [InlineData("veilleur/2030.yaml", "      - ask: watch.since", "      - {ask: watch.place}\n      - ask: watch.since", "demande « watch.place », qui ne décide de rien")]
    [InlineData("veilleur/2030.yaml", "shown-when: {watch.lamp: oil}", "shown-when: {watch.sworn: oil}", "qui n’est pas demandé")]
    [InlineData("veilleur/2030.examples.yaml", "amount: 150", "amount: 149", "149,00")]
    [InlineData("guides.yaml", "    - {number: \"1.1\", title: Description}", "    - {number: \"1.1\", title: Description}\n    - {number: \"2\", title: Oubliée}", "G1 2 n’est citée par aucune règle")]
    public void Check_OfABrokenSense_SaysWhatIsWrong(string file, string passage, string replacement, string problem)
    {
        using var small = new SmallCatalogue();
        small.Break(file, passage, replacement);

        var problems = Run(small);

        Assert.Contains(problems, p => p.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Check_WithAClosedExerciseUnchanged_FindsNoMore()
    {
        using var small = new SmallCatalogue();
        var before = Run(small);
        small.Write("closed.yaml", $"veilleur/2030: {RuleCatalogueFolder.Load(small.Folder).RuleSets[0].Hash}");

        Assert.Equal(before, Run(small));
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

    private static IReadOnlyList<string> Run(SmallCatalogue small) => RuleCheck.Run(small.Folder, RuleCatalogueFolder.Load(small.Folder));
}
