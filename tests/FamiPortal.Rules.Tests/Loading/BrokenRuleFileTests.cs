using FamiPortal.Rules.Yaml;

namespace FamiPortal.Rules.Tests.Loading;

/// <summary>A typing error in a rule file is found when the catalogue loads, and said as <c>file:line : French sentence</c>.</summary>
public sealed class BrokenRuleFileTests : IDisposable
{
    private const string RuleFile = "veilleur/2030.yaml";

    private readonly SmallCatalogue small = new();

    public void Dispose() => small.Dispose();

    [Fact]
    public void Load_WhenNothingIsBroken_GivesTheRuleSet()
    {
        var catalogue = small.Load();

        Assert.Equal("veilleur/2030", Assert.Single(catalogue.RuleSets).Key);
    }

    [Theory]
    [InlineData("paid-when: en mars 2031", "payed-when: en mars 2031", 1, "la clé « paid-when » manque ou est vide.")]
    [InlineData("paid-when: en mars 2031", "paid-when: en mars 2031\nfunded-by: le roi", 8, "la clé « funded-by » n’est pas connue ici.")]
    [InlineData("    help: Comptées.", "    help: Comptées.\n    colour: rouge", 53, "la clé « colour » n’est pas connue ici.")]
    [InlineData("by: 31/12/N}", "by: 31/12/N, until: midi}", 39, "la clé « until » n’est pas connue ici.")]
    public void Load_WhenAKeyIsUnknownOrMissing_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Theory]
    [InlineData("of: watch.lamp", "of: watch.lantern", 35, "le chemin « watch.lantern » n’existe pas dans le vocabulaire.")]
    [InlineData("denominator: watch.nights", "denominator: watch.lamp.nights", 55, "le chemin « watch.lamp.nights » n’existe pas dans le vocabulaire.")]
    [InlineData("      - ask: watch.since", "      - ask: guard.since", 44, "le chemin « guard.since » n’existe pas dans le vocabulaire.")]
    [InlineData("shown-when: {watch.lamp: oil}", "shown-when: {watch.oil: oil}", 46, "le chemin « watch.oil » n’existe pas dans le vocabulaire.")]
    public void Load_WhenAPathIsUnknown_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Theory]
    [InlineData("      rate: {numerator", "      ratio: {numerator", 55, "l’opérateur « ratio » n’existe pas.")]
    [InlineData("        - deadline: {date", "        - flag: watch.sworn\n          deadline: {date", 39, "un test porte le nom d’un opérateur, et d’un seul.")]
    public void Load_WhenAnOperatorIsUnknown_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Theory]
    [InlineData("by: 31/12/N}", "by: 31/12/2030}", 39, "« by » s’écrit « 31/12/N » ou « 31/01/N+1 », N étant l’exercice.")]
    [InlineData("by: 31/12/N}", "by: 31/02/N}", 39, "« by » s’écrit « 31/12/N » ou « 31/01/N+1 », N étant l’exercice.")]
    [InlineData("closes-on: 2031-02-28", "closes-on: 2031-02-30", 6, "« closes-on » doit être une date de la forme AAAA-MM-JJ.")]
    [InlineData("opens-on: 2031-01-10", "opens-on: 10/01/2031", 6, "« opens-on » doit être une date de la forme AAAA-MM-JJ.")]
    public void Load_WhenADateIsBad_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Theory]
    [InlineData("money: {unit: euro, most: 150, source: G1 1}", "money: {most: 150}", 8, "la clé « source » manque : d’où vient cette règle ?")]
    [InlineData("    help: Comptées.\n    source: G1 1.1", "    help: Comptées.", 47, "la clé « source » manque : d’où vient cette règle ?")]
    [InlineData("allowance: Prime de veille\nsource: G1 1", "allowance: Prime de veille\nsource: G1 9", 5, "« G1 9 » n’est pas une partie numérotée d’un guide de guides.yaml.")]
    [InlineData("allowance: Prime de veille\nsource: G1 1", "allowance: Prime de veille\nsource: G2 1", 5, "« G2 1 » n’est pas une partie numérotée d’un guide de guides.yaml.")]
    public void Load_WhenASourceIsMissingOrUnknown_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Theory]
    [InlineData("paid-when: en mars 2031", "paid-when: en mars 2031\npaid-when: en avril 2031", 8, "la clé « paid-when » est écrite deux fois au même endroit.")]
    [InlineData("  - code: nights", "  - code: lamp", 47, "l’indicateur « lamp » existe déjà.")]
    [InlineData("  - code: plus", "  - code: socle", 19, "la partie « socle » existe déjà.")]
    [InlineData("accepted: [oil]", "accepted: [oil, oil]", 36, "« oil » est accepté deux fois.")]
    public void Load_WhenSomethingIsThereTwice_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Theory]
    [InlineData("paid-when: en mars 2031", "paid-when:", 7, "« paid-when » est à compléter.")]
    [InlineData("    worth: 50", "    worth: ", 49, "« worth » est à compléter.")]
    [InlineData("accepted: [oil]", "accepted: [oil, \"\"]", 36, "« accepted » : aucune valeur ne peut être vide.")]
    public void Load_WhenAValueIsBlank_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Theory]
    [InlineData("    worth: 50", "\tworth: 50", 49, "une tabulation sert de retrait : le retrait se fait avec des espaces.")]
    [InlineData("    worth: 50", "     worth: 50", 49, "YAML invalide (retrait, guillemets ou deux-points ?).")]
    [InlineData("text: J’atteste avoir veillé.", "text: \"J’atteste avoir veillé.", 11, "YAML invalide (retrait, guillemets ou deux-points ?).")]
    public void Load_WhenTheYamlIsNotWellFormed_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Theory]
    [InlineData("    worth: 50", "    worth: cinquante", 49, "« worth » doit être un nombre (point décimal).")]
    [InlineData("    worth: 50", "    worth: -50", 49, "« worth » doit être un nombre (point décimal).")]
    [InlineData("exercise: 2030", "exercise: 2030.5", 2, "« exercise » doit être un nombre entier.")]
    [InlineData("exercise: 2030", "exercise: 2031", 2, "la profession et l’exercice du fichier doivent être ceux de son chemin, veilleur/2030.")]
    [InlineData("of: watch.lamp", "of: watch.nights", 35, "« watch.nights » n’a pas le type qu’attend « of »")]
    [InlineData("at-least: 2/3", "at-least: deux tiers", 55, "« at-least » s’écrit « 70 % » ou « 2/3 ».")]
    [InlineData("at-least: 2/3", "at-least: 2/0", 55, "« at-least » s’écrit « 70 % » ou « 2/3 ».")]
    [InlineData("rule: each", "rule: some", 22, "« rule » vaut all-required ou each.")]
    [InlineData("        required: true", "        required: oui", 45, "« required » doit valoir true ou false.")]
    [InlineData("window: {opens-on: 2031-01-10, closes-on: 2031-02-28, source: G1 1}", "window: en janvier", 6, "des clés et des valeurs sont attendues ici.")]
    [InlineData("refused:\n              wax: Une bougie ne suffit pas.", "refused: [wax]", 37, "des clés et des valeurs sont attendues ici.")]
    [InlineData("accepted: [oil]", "accepted: oil", 36, "« accepted » doit être une liste.")]
    [InlineData("      - ask: watch.since", "      - ask: calls", 44, "« calls » n’est pas déclaratif : il ne peut pas être demandé.")]
    [InlineData("      - ask: watch.since", "      - ask: watch", 44, "« watch » ne peut pas être demandé.")]
    public void Load_WhenAValueHasTheWrongType_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Theory]
    [InlineData("accepted: [oil]", "accepted: [oil, gas]", 36, "« gas » n’est pas un code de la liste « lamp ».")]
    [InlineData("wax: Une bougie ne suffit pas.", "gas: Le gaz ne suffit pas.", 38, "« gas » n’est pas un code de la liste « lamp ».")]
    [InlineData("options: [oil, wax, none]", "options: [oil, gas]", 43, "« gas » n’est pas un code de la liste « lamp ».")]
    [InlineData("    part: plus", "    part: moins", 48, "la partie « moins » n’existe pas.")]
    [InlineData("requires: socle", "requires: base", 23, "la partie « base » doit exister plus haut.")]
    public void Load_WhenACodeIsUnknown_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Theory]
    [InlineData("type: lamp}", "type: lantern}", 12, "le type « lantern » n’est ni un type de base ni une liste de ce vocabulaire.")]
    [InlineData("origin: measured", "origin: guessed", 21, "« origin » vaut declared, prefilled ou measured.")]
    [InlineData("at-most: nights", "at-most: days", 14, "« good » ne peut pas dépasser « days », qui n’existe pas.")]
    [InlineData("sworn: {label: Assermenté, type: bool}", "sworn: {label: Assermenté, type: bool, colour: rouge}", 16, "la clé « colour » n’est pas connue ici.")]
    [InlineData("    label: Appels", "    label:", 19, "« label » est à compléter.")]
    public void Load_WhenTheVocabularyIsBroken_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses("vocabulary.yaml", passage, replacement, line, sentence);

    [Theory]
    [InlineData("number: \"1.1\"", "number: \"1\"", 4, "la partie « 1 » est écrite deux fois.")]
    [InlineData("  title: Guide des veilleurs\n", "", 2, "la clé « title » manque ou est vide.")]
    [InlineData("title: Description}", "title: Description, page: 3}", 5, "la clé « page » n’est pas connue ici.")]
    public void Load_WhenTheGuidesAreBroken_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses("guides.yaml", passage, replacement, line, sentence);

    [Fact]
    public void Load_WhenAProfessionRedefinesAFact_SaysWhere()
    {
        small.Write("veilleur/vocabulary.yaml", "facts:\n  calls:\n    label: Appels\n    type: int\n    origin: measured\n");

        AssertRefused(small.Load, "veilleur/vocabulary.yaml", 3, "le fait « calls » existe déjà.");
    }

    [Fact]
    public void Load_WhenAFileIsMissing_NamesIt()
    {
        File.Delete(Path.Combine(small.Folder, "veilleur", "profession.yaml"));

        AssertRefused(small.Load, "veilleur/profession.yaml", 1, "ce fichier manque.");
    }

    [Fact]
    public void Load_WhenTheFolderIsMissing_NamesIt()
    {
        var missing = Path.Combine(small.Folder, "ailleurs");

        AssertRefused(() => RuleCatalogueFolder.Load(missing), missing, 1, "ce dossier de règles n’existe pas.");
    }

    internal static void AssertRefused(Func<object> load, string file, int line, string sentence)
    {
        var broken = Assert.Throws<RuleFileException>(load);

        Assert.StartsWith($"{file}:{line} : {sentence}", broken.Message.Replace('\u00a0', ' ').Replace('\u202f', ' '), StringComparison.Ordinal);
        Assert.Equal((file, (long)line), (broken.File, broken.Line));
    }

    private void Refuses(string passage, string replacement, int line, string sentence) => Refuses(RuleFile, passage, replacement, line, sentence);

    private void Refuses(string file, string passage, string replacement, int line, string sentence)
    {
        small.Break(file, passage, replacement);

        AssertRefused(small.Load, file, line, sentence);
    }
}
