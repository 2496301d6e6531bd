using FamiPortal.Rules.Tests.Loading;
using FamiPortal.Rules.Yaml;

namespace FamiPortal.Rules.Tests.Checking;

public class RuleSetDraftTests
{
    [Fact]
    public void Next_BlanksWhatANewGuideStatesAnew_AndKeepsTheOldValueInAComment()
    {
        using var small = new SmallCatalogue();

        var draft = Next(small);

        Assert.Contains("exercise: 2031", draft.Text, StringComparison.Ordinal);
        Assert.Contains("worth: # 2030 : worth: 100", draft.Text, StringComparison.Ordinal);
        Assert.Contains("window: {opens-on: , closes-on: , source: } # 2030 : opens-on: 2031-01-10, closes-on: 2031-02-28, source: G1 1", draft.Text, StringComparison.Ordinal);
        Assert.Contains("at-least: }", draft.Text, StringComparison.Ordinal);
        Assert.All(draft.Text.Split('\n'), line => Assert.DoesNotContain("source: G1", line.Split('#')[0], StringComparison.Ordinal));
    }

    [Fact]
    public void Load_OfADraft_IsRefusedUntilEachBlankIsFilled()
    {
        using var small = new SmallCatalogue();
        var draft = Next(small);
        small.Write("veilleur/2031.yaml", draft.Text);

        var refusal = Assert.Throws<RuleFileException>(() => RuleCatalogueFolder.Load(small.Folder));

        Assert.All(refusal.Problems, p => Assert.Equal("veilleur/2031.yaml", p.File));
        Assert.All(refusal.Problems, p => Assert.EndsWith("est à compléter.", p.Message, StringComparison.Ordinal));
        Assert.Equal(draft.BlankCount, refusal.Problems.Count);
    }

    [Fact]
    public void Load_OfADraftWhoseBlanksAreFilled_IsNextYearsRuleSet()
    {
        using var small = new SmallCatalogue();
        small.Write("veilleur/2031.yaml", File.ReadAllText(Path.Combine(small.Folder, "veilleur/2030.yaml")).Replace("exercise: 2030", "exercise: 2031", StringComparison.Ordinal));

        var catalogue = RuleCatalogueFolder.Load(small.Folder);

        Assert.Equal([2030, 2031], catalogue.RuleSets.Select(r => r.Exercise));
        var difference = Assert.Single(RuleSetText.Compare(catalogue.RuleSets[0], catalogue.RuleSets[1]));
        Assert.Contains("31 décembre 2031", difference.After, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_BlanksTheListsOfWhatCounts_AndKeepsTheirItemsInComments()
    {
        var draft = RuleSetDraft.Next(RuleCatalogueFolder.Default, Official.RuleSet("masseur-kinesitherapeute/2024"));

        Assert.Contains("        accepted:\n          # 2024 : - msp\n          # 2024 : - esp\n", draft.Text, StringComparison.Ordinal);
        Assert.Contains("        accepted: # 2024 : accepted: [secure-solution, subscription]\n", draft.Text, StringComparison.Ordinal);
        Assert.Contains("        accepted: Facture, bon de commande émis, ou attestation de l’éditeur\n", draft.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("masseur-kinesitherapeute/2024")]
    [InlineData("chirurgien-dentiste/2025")]
    [InlineData("medecin/2025")]
    public void Load_OfAnOfficialDraft_AsksForEachBlankAndNothingElse(string key)
    {
        using var small = new SmallCatalogue();
        foreach (var file in Directory.EnumerateFiles(RuleCatalogueFolder.Default, "*.yaml", SearchOption.AllDirectories))
        {
            small.Write(Path.GetRelativePath(RuleCatalogueFolder.Default, file), File.ReadAllText(file));
        }

        Directory.Delete(Path.Combine(small.Folder, "veilleur"), recursive: true);
        var ruleSet = Official.RuleSet(key);
        var draft = RuleSetDraft.Next(small.Folder, ruleSet);
        small.Write($"{ruleSet.Profession.Code}/{ruleSet.Exercise + 1}.yaml", draft.Text);

        var refusal = Assert.Throws<RuleFileException>(small.Load);

        Assert.All(refusal.Problems, p => Assert.EndsWith("est à compléter.", p.Message, StringComparison.Ordinal));
        Assert.Equal(draft.BlankCount, refusal.Problems.Count);
    }

    [Fact]
    public void Next_BlanksTheSentencesThatNameAYear_AndKeepsThemInComments()
    {
        var draft = RuleSetDraft.Next(RuleCatalogueFolder.Default, Official.RuleSet("masseur-kinesitherapeute/2024"));

        Assert.Contains("    summary: # 2024 : summary: Au moins un flux SCOR (pièces justificatives numérisées) émis en 2024.\n", draft.Text, StringComparison.Ordinal);
        Assert.Contains("  text: # 2024 : text: >-\n    # 2024 : J’atteste sur l’honneur", draft.Text, StringComparison.Ordinal);
        Assert.Contains("{ask: dmpSoftware.declared.acquiredOn, hint: } # 2024 : hint: Au plus tard le 31 décembre 2024. Pas de calcul au prorata.\n", draft.Text, StringComparison.Ordinal);
        Assert.Contains("    summary: Dû seulement si les cinq indicateurs sont atteints.\n", draft.Text, StringComparison.Ordinal);
        Assert.Empty(draft.YearLines);
    }

    [Fact]
    public void Next_ListsTheOtherLinesThatNameAYear()
    {
        using var small = new SmallCatalogue();
        var ruleSet = small.Load().RuleSets[0];
        small.Break("veilleur/2030.yaml", "attestation:\n", "wanted:\n  - une lampe de 2029\nattestation:\n");

        var draft = RuleSetDraft.Next(small.Folder, ruleSet);

        Assert.Equal(["11: - une lampe de 2029"], draft.YearLines);
    }

    [Fact]
    public void Next_KeepsThePathsOfFacts()
    {
        var draft = RuleSetDraft.Next(RuleCatalogueFolder.Default, Official.RuleSet("masseur-kinesitherapeute/2024"));

        Assert.Contains("exercise: 2025\n", draft.Text, StringComparison.Ordinal);
        Assert.Contains("            version: sesamVitale.version\n", draft.Text, StringComparison.Ordinal);
        Assert.Contains("            at-least: {version: , addendum: } # 2024 : version: \"1.40\", addendum: 8\n", draft.Text, StringComparison.Ordinal);
        Assert.Contains("            required: # 2024 : required: [tp-ald-maternite, rsp-580, cfe, tpg]\n", draft.Text, StringComparison.Ordinal);
        Assert.Contains("    worth: # 2024 : worth: 490\n", draft.Text, StringComparison.Ordinal);
    }

    private static RuleSetDraft Next(SmallCatalogue small) => RuleSetDraft.Next(small.Folder, RuleCatalogueFolder.Load(small.Folder).RuleSets[0]);
}
