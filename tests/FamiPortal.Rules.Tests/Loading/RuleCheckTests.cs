using FamiPortal.Rules.Yaml;

namespace FamiPortal.Rules.Tests.Loading;

public sealed class RuleCheckTests : IDisposable
{
    private readonly SmallCatalogue small = new();

    public void Dispose() => small.Dispose();

    [Fact]
    public void Check_TheOfficialCatalogue_FindsNothing()
    {
        Assert.Empty(RuleCheck.Run(RuleCatalogueFolder.Default, Official.Catalogue));
    }

    [Fact]
    public void Check_WhenAnExampleNoLongerHolds_SaysItsLineAndWhatWasFound()
    {
        small.Break("veilleur/2030.examples.yaml", "    amount: 0", "    amount: 100");

        var problems = RuleCheck.Run(small.Folder, small.Load());

        Assert.Contains("veilleur/2030.examples.yaml:12 : « Une bougie », montant\u00a0: 100,00\u202f€ attendu, 0,00\u202f€ obtenu.", problems);
    }

    [Fact]
    public void Check_WhenTheExamplesCannotBeRead_SaysWhere()
    {
        small.Break("veilleur/2030.examples.yaml", "{lamp: not-achieved}", "{lantern: not-achieved}");

        var problems = RuleCheck.Run(small.Folder, small.Load());

        Assert.Contains("veilleur/2030.examples.yaml:18 : l’indicateur « lantern » n’existe pas dans ce référentiel.", problems);
    }

    [Fact]
    public void Check_WhenThereIsNoExample_SaysSo()
    {
        File.Delete(Path.Combine(small.Folder, "veilleur", "2030.examples.yaml"));

        var problems = RuleCheck.Run(small.Folder, small.Load());

        Assert.Contains("veilleur/2030 : aucun exemple ne porte sur lamp.", problems);
    }

    [Fact]
    public void Open_BlanksWhatANewGuideConfirms_AndKeepsThePathsOfFacts()
    {
        var draft = RuleSetDraft.Next(RuleCatalogueFolder.Default, Official.Catalogue.Find("masseur-kinesitherapeute/2024")!);

        Assert.Contains("exercise: 2025\n", draft.Text, StringComparison.Ordinal);
        Assert.Contains("            version: sesamVitale.version\n", draft.Text, StringComparison.Ordinal);
        Assert.Contains("            at-least: {version: , addendum: } # 2024 : version: \"1.40\", addendum: 8\n", draft.Text, StringComparison.Ordinal);
        Assert.Contains("            required: # 2024 : required: [tp-ald-maternite, rsp-580, cfe, tpg]\n", draft.Text, StringComparison.Ordinal);
        Assert.Contains("    worth: # 2024 : worth: 490\n", draft.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_GivesADraft_ThatIsRefusedUntilItsBlanksAreFilled()
    {
        var draft = RuleSetDraft.Next(small.Folder, small.Load().RuleSets.Single());
        small.Write("veilleur/2031.yaml", draft.Text);

        BrokenRuleFileTests.AssertRefused(small.Load, "veilleur/2031.yaml", 9, "« most » est à compléter.");
    }
}
