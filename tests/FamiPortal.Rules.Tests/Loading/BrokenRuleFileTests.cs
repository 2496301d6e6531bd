using FamiPortal.Rules.Yaml;

namespace FamiPortal.Rules.Tests.Loading;

/// <summary>A typing error in a rule file is found when the catalogue loads, and said as <c>file:line: French sentence</c>.</summary>
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
    [InlineData("paid-when: en mars 2031", "payed-when: en mars 2031", 7, "la clé « payed-when » n’est pas connue ici, et « paid-when » manque.")]
    [InlineData("paid-when: en mars 2031", "paid-when: en mars 2031\nfunded-by: le roi", 8, "la clé « funded-by » n’est pas connue ici.")]
    [InlineData("    help: Comptées.", "    help: Comptées.\n    colour: rouge", 53, "la clé « colour » n’est pas connue ici.")]
    [InlineData("paid-when: en mars 2031\n", "", 1, "la clé « paid-when » manque.")]
    [InlineData("    achieved:\n      rate:", "    achived:\n      rate:", 54, "la clé « achived » n’est pas connue ici, et « achieved » manque.")]
    [InlineData("indicators:\n", "indicateurs:\n", 25, "la clé « indicateurs » n’est pas connue ici, et « indicators » manque.")]
    [InlineData("parts:\n", "partis:\n", 12, "la clé « partis » n’est pas connue ici, et « parts » manque.")]
    [InlineData("money: {unit", "monnaie: {unit", 8, "la clé « monnaie » n’est pas connue ici, et « money » manque.")]
    [InlineData("    rule: each", "    regle: each", 22, "la clé « regle » n’est pas connue ici, et « rule » manque.")]
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
    [InlineData("money: {unit: euro, most: 150, payment-days: 30, source: G1 1}", "money: {unit: euro, most: 150, payment-days: 30}", 8, "la clé « source » manque : d’où vient cette règle ?")]
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
    [InlineData("    worth: 50", "    worth: -50", 49, "« worth » ne peut pas être négatif.")]
    [InlineData("exercise: 2030", "exercise: 2030.5", 2, "« exercise » doit être un nombre entier.")]
    [InlineData("exercise: 2030", "exercise: 2031", 2, "la profession et l’exercice du fichier doivent être ceux de son chemin, veilleur/2030.")]
    [InlineData("of: watch.lamp", "of: watch.nights", 35, "« watch.nights » n’a pas le type qu’attend « of »")]
    [InlineData("at-least: 2/3", "at-least: deux tiers", 55, "« at-least » s’écrit « 70 % » ou « 2/3 ».")]
    [InlineData("at-least: 2/3", "at-least: 2/0", 55, "« at-least » s’écrit « 70 % » ou « 2/3 ».")]
    [InlineData("rule: each", "rule: some", 22, "« rule » vaut all-required ou each.")]
    [InlineData("        required: true", "        required: oui", 45, "« required » vaut true ou false.")]
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
    [InlineData("options: [oil, wax]", "options: [oil, gas]", 43, "« gas » n’est pas un code de la liste « lamp ».")]
    [InlineData("    part: plus", "    part: moins", 48, "la partie « moins » n’existe pas.")]
    [InlineData("requires: socle", "requires: base", 23, "la partie « base » n’existe pas.")]
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
    [InlineData("number: \"1.1\"", "number: \"1\"", 5, "la partie « 1 » est écrite deux fois.")]
    [InlineData("  title: Guide des veilleurs\n", "", 2, "la clé « title » manque.")]
    [InlineData("title: Description}", "title: Description, page: 3}", 5, "la clé « page » n’est pas connue ici.")]
    public void Load_WhenTheGuidesAreBroken_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses("guides.yaml", passage, replacement, line, sentence);

    [Fact]
    public void Load_WhenAProfessionRedefinesAFact_SaysWhere()
    {
        small.Write("veilleur/vocabulary.yaml", "facts:\n  calls:\n    label: Appels\n    type: int\n    origin: measured\n");

        AssertRefused(small.Load, "veilleur/vocabulary.yaml", 2, "le fait « calls » existe déjà.");
    }

    [Theory]
    [InlineData("unit: euro, ", "", 8, "la clé « unit » manque.")]
    [InlineData("unit: euro", "unit: dollar", 8, "« unit » vaut euro ou point.")]
    [InlineData("unit: euro", "unit: point", 8, "la clé « point-value » manque.")]
    [InlineData("unit: euro", "unit: euro, point-value: 7", 8, "« point-value » ne va qu’avec « unit: point » : ce référentiel compte en euros.")]
    [InlineData("unit: euro, most: 150", "most: 150, point-value: 7", 8, "la clé « unit » manque.")]
    [InlineData("    worth: 50", "    worth: 50 points", 49, "« worth » s’écrit sans unité")]
    [InlineData("    worth: 50", "    worth: 50 €", 49, "« worth » s’écrit sans unité")]
    [InlineData("at-least: 2/3", "at-least: 0.66", 55, "« at-least » s’écrit « 70 % » ou « 2/3 ».")]
    [InlineData("at-least: 2/3", "at-least: 66", 55, "« at-least » s’écrit « 70 % » ou « 2/3 ».")]
    public void Load_WhenAUnitIsWrong_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Theory]
    [InlineData("    worth: 50", "    worth: 50.125", 49, "« worth » a plus de deux décimales : ce n’est pas un montant.")]
    [InlineData("    worth: 50", "    worth: 1000000.01", 49, "« worth » dépasse 1 000 000 : ce n’est pas un montant de forfait.")]
    [InlineData("    worth: 50", "    worth: 5e1", 49, "« worth » doit être un nombre (point décimal).")]
    [InlineData("    worth: 50", "    worth: 49,50", 49, "« worth » doit être un nombre (point décimal).")]
    [InlineData("payment-days: 30, ", "", 8, "la clé « payment-days » manque.")]
    [InlineData("payment-days: 30", "payment-days: -1", 8, "« payment-days » compte de 0 à 366 jours, du calcul des montants au versement prévu.")]
    [InlineData("payment-days: 30", "payment-days: 367", 8, "« payment-days » compte de 0 à 366 jours, du calcul des montants au versement prévu.")]
    [InlineData("payment-days: 30", "payment-days: un mois", 8, "« payment-days » doit être un nombre entier.")]
    [InlineData("most: 150", "most: -150", 8, "« most » ne peut pas être négatif.")]
    [InlineData("    worth: 100", "    worth: 100.001", 17, "« worth » a plus de deux décimales : ce n’est pas un montant.")]
    [InlineData("unit: euro", "unit: point, point-value: 3.555", 8, "« point-value » a plus de deux décimales : ce n’est pas un montant.")]
    public void Load_WhenAnAmountIsNotMoney_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Fact]
    public void Load_WhenPointsAreNoWholeNumberOfCents_SaysWhere()
    {
        small.Break(RuleFile, "unit: euro", "unit: point, point-value: 3.55");

        Refuses("    worth: 50", "    worth: 50.5", 49, "50,5 points à 3,55 € ne font pas un nombre entier de centimes.");
    }

    [Theory]
    [InlineData("at-least: 2/3", "at-least: 101 %", 55, "« at-least » ne peut pas dépasser 100 %.")]
    [InlineData("at-least: 2/3", "at-least: 3/2", 55, "« at-least » ne peut pas dépasser 100 %.")]
    [InlineData("at-least: 2/3", "at-least: 0 %", 55, "« at-least » doit être un seuil supérieur à zéro.")]
    [InlineData("at-least: 2/3", "at-least: 0/3", 55, "« at-least » doit être un seuil supérieur à zéro.")]
    [InlineData("at-least: 2/3", "at-least: 2/0", 55, "« at-least » s’écrit « 70 % » ou « 2/3 ».")]
    [InlineData("rate: {numerator: watch.good, denominator: watch.nights, at-least: 2/3}", "count: {of: watch.good, at-least: 0}", 55, "« at-least » doit être un nombre entier, 1 ou plus.")]
    public void Load_WhenAThresholdDecidesNothing_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Theory]
    [InlineData("opens-on: 2031-01-10", "opens-on: 2029-12-10", 6, "« opens-on » : la saisie de l’exercice 2030 a lieu en 2030 ou en 2031.")]
    [InlineData("closes-on: 2031-02-28", "closes-on: 2032-02-28", 6, "« closes-on » : la saisie de l’exercice 2030 a lieu en 2030 ou en 2031.")]
    public void Load_WhenTheWindowIsNotTheExercises_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Theory]
    [InlineData("requires: socle", "requires: plus", 23, "la partie « plus » s’exige elle-même.")]
    [InlineData("    rule: all-required", "    requires: plus\n    rule: all-required", 16, "la partie « plus » est écrite plus bas")]
    [InlineData("shown-when: {watch.lamp: oil}", "shown-when: {watch.since: oil}", 46, "« watch.since » attend, de question en question, sa propre réponse : elle ne serait jamais posée.")]
    public void Load_WhenSomethingLeadsBackToItself_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Fact]
    public void Load_WhenTwoQuestionsWaitForEachOther_SaysItOfBoth()
    {
        small.Break(RuleFile, "options: [oil, wax]", "options: [oil, wax]\n        shown-when: {watch.since: oil}");

        var broken = Assert.Throws<RuleFileException>(small.Load);

        Assert.Equal([44, 47], broken.Problems.Select(p => p.Line));
        Assert.All(broken.Problems, p => Assert.Contains("sa propre réponse", p.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("    members:\n", "    members: &all\n", 11)]
    [InlineData("sworn: {label: Assermenté, type: bool}", "sworn: *all", 16)]
    public void Load_WhenATypeCouldContainItself_SaysWhere(string passage, string replacement, int line) =>
        Refuses("vocabulary.yaml", passage, replacement, line, "ni ancre (&) ni alias (*) dans un fichier de règles");

    [Fact]
    public void Load_WhenAMemberLimitsItself_SaysWhere() =>
        Refuses("vocabulary.yaml", "at-most: nights", "at-most: good", 14, "« good » ne peut pas être limité par lui-même.");

    [Theory]
    [InlineData("    wax: Bougie", "    wax: Bougie\n    wax: Cierge", 5, "la clé « wax » est écrite deux fois au même endroit.")]
    [InlineData("  calls:\n", "  watch:\n", 18, "la clé « watch » est écrite deux fois au même endroit.")]
    [InlineData("      sworn: {", "      lamp: {", 16, "la clé « lamp » est écrite deux fois au même endroit.")]
    public void Load_WhenTheVocabularySaysSomethingTwice_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses("vocabulary.yaml", passage, replacement, line, sentence);

    [Theory]
    [InlineData("veilleur/2030.yaml", "    form:\n      - ask: watch.lamp", "    proofs: [{code: A, label: A, state: watch.lamp, carried-over: watch.sworn, needed-with: watch, accepted: A, wanted: A, source: G1 1}, {code: A, label: A, state: watch.lamp, carried-over: watch.sworn, needed-with: watch, accepted: A, wanted: A, source: G1 1}]\n    form:\n      - ask: watch.lamp", 41, "le justificatif « A » existe déjà.")]
    [InlineData("veilleur/2030.yaml", "      - ask: watch.since", "      - ask: watch.lamp\n      - ask: watch.since", 44, "« watch.lamp » est déjà demandé.")]
    [InlineData("veilleur/2030.yaml", "    source: G1 1.1\n    achieved:\n      all-of", "    source: [G1 1.1, G1 1.1]\n    achieved:\n      all-of", 31, "« G1 1.1 » est écrit deux fois dans « source ».")]
    [InlineData("veilleur/2030.yaml", "              wax: Une", "              oil: Non.\n              wax: Une", 37, "« oil » est à la fois accepté et refusé.")]
    [InlineData("guides.yaml", "title: Description}", "title: Description}\nG1: {title: Encore, sections: []}", 6, "la clé « G1 » est écrite deux fois au même endroit.")]
    public void Load_WhenAnIdIsTwice_SaysWhere(string file, string passage, string replacement, int line, string sentence) =>
        Refuses(file, passage, replacement, line, sentence);

    [Fact]
    public void Load_WhenWhatIsLookedForProposesAnUnknownRefusal_SaysWhere() => Refuses(
        "    form:\n      - ask: watch.lamp",
        "    proofs: [{code: A, label: A, state: watch.lamp, carried-over: watch.sworn, needed-with: watch, accepted: A, wanted: A, source: G1 1,\n"
        + "      look-for: [{label: L, date: true, refusal: A-1}, {label: M, practitioner: true, refusal: A-2}],\n"
        + "      refusal-reasons: [{code: A-1, label: L, message: M}]}]\n    form:\n      - ask: watch.lamp",
        42,
        "« A-2 » n’est pas une raison de refus de ce justificatif.");

    [Theory]
    [InlineData("shown-when: {watch.lamp: oil}", "shown-when: {watch.lamp: gas}", 46, "« gas » n’est pas un code de la liste « lamp ».")]
    [InlineData("shown-when: {watch.lamp: oil}", "shown-when: {watch.sworn: oui}", 46, "« watch.sworn » vaut true ou false.")]
    [InlineData("accepted: [oil]", "accepted:", 36, "« accepted » est à compléter.")]
    [InlineData("            accepted: [oil]\n", "", 35, "la clé « accepted » manque.")]
    public void Load_WhenAListIsUnfinished_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Theory]
    [InlineData("vocabulary.yaml", "  watch:\n    label: Veille\n    type: object", "  watch:\n    label: Veille\n    type: objet", 9, "le type « objet » n’est ni un type de base")]
    [InlineData("vocabulary.yaml", "facts:\n", "faits:\n", 6, "la clé « faits » n’est pas connue ici.")]
    [InlineData("vocabulary.yaml", "enumerations:\n", "listes:\n", 1, "la clé « listes » n’est pas connue ici.")]
    [InlineData("vocabulary.yaml", "    members:\n", "    membres:\n", 11, "la clé « membres » n’est pas connue ici, et « members » manque.")]
    [InlineData("vocabulary.yaml", "    oil: Lampe à huile", "    oil: [Lampe à huile]", 3, "« oil » doit être un texte.")]
    [InlineData("vocabulary.yaml", "  lamp:\n    oil: Lampe à huile\n    wax: Bougie\n    none: Aucune lampe\n", "  lamp: [oil, wax]\n", 2, "des clés et des valeurs sont attendues ici.")]
    [InlineData("vocabulary.yaml", "    label: Appels", "\tlabel: Appels", 19, "une tabulation sert de retrait")]
    [InlineData("guides.yaml", "number: \"1.1\"", "numero: \"1.1\"", 5, "la clé « numero » n’est pas connue ici, et « number » manque.")]
    [InlineData("guides.yaml", "  sections:\n", "  parties:\n", 3, "la clé « parties » n’est pas connue ici, et « sections » manque.")]
    [InlineData("guides.yaml", "G1:\n", "G1: [\n", 3, "YAML invalide")]
    [InlineData("veilleur/2030.yaml", "  - code: plus", "  - cod: plus", 19, "la clé « cod » n’est pas connue ici, et « code » manque.")]
    [InlineData("veilleur/2030.yaml", "    part: plus", "    part: moins", 48, "la partie « moins » n’existe pas.")]
    [InlineData("veilleur/2030.yaml", "    rule: each", "    rule: every", 22, "« rule » vaut all-required ou each.")]
    public void Load_OfOneMistake_DoesNotReportWhatFollowsFromIt(string file, string passage, string replacement, int line, string sentence) =>
        Refuses(file, passage, replacement, line, sentence);

    [Theory]
    [InlineData("guides.yaml")]
    [InlineData("vocabulary.yaml")]
    [InlineData("veilleur/profession.yaml")]
    public void Load_WhenASharedFileIsMissing_ReportsNothingElse(string file)
    {
        File.Delete(Path.Combine(small.Folder, file));

        AssertRefused(small.Load, file, 1, "ce fichier manque.");
    }

    [Fact]
    public void Load_OfFiveMistakesInThreeFiles_ReportsThemAllByFileAndLine()
    {
        small.Break("guides.yaml", "title: Description}", "title: Description, page: 3}");
        small.Break(RuleFile, "    worth: 50", "    worth: -50");
        small.Break(RuleFile, "of: watch.lamp", "of: watch.lantern");
        small.Break(RuleFile, "    help: Déclarez votre lampe.", "    aide: Déclarez votre lampe.");
        small.Break("vocabulary.yaml", "origin: measured", "origin: guessed");

        var broken = Assert.Throws<RuleFileException>(small.Load);

        Assert.Equal(
            [
                "guides.yaml:5: la clé « page » n’est pas connue ici.",
                "veilleur/2030.yaml:30: la clé « aide » n’est pas connue ici, et « help » manque.",
                "veilleur/2030.yaml:35: le chemin « watch.lantern » n’existe pas dans le vocabulaire.",
                "veilleur/2030.yaml:49: « worth » ne peut pas être négatif.",
                "vocabulary.yaml:21: « origin » vaut declared, prefilled ou measured.",
            ],
            Plain(broken.Message).Split('\n'));
    }

    [Fact]
    public void Load_OfSeveralMistakesInOneTest_ReportsThemAll()
    {
        small.Break(RuleFile, "rate: {numerator: watch.good, denominator: watch.nights, at-least: 2/3}", "rate: {numerator: watch.god, denominator: watch.lamp, at-least: 2, of: 3}");

        var broken = Assert.Throws<RuleFileException>(small.Load);

        Assert.Equal(4, broken.Problems.Count);
        Assert.All(broken.Problems, p => Assert.Equal((RuleFile, 55), (p.File, p.Line)));
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

    /// <summary>One mistake makes one problem: nothing that only follows from it is said.</summary>
    internal static void AssertRefused(Func<object> load, string file, int line, string sentence)
    {
        var broken = Assert.Throws<RuleFileException>(load);

        Assert.StartsWith($"{file}:{line}: {sentence}", Plain(broken.Message), StringComparison.Ordinal);
        var problem = Assert.Single(broken.Problems);
        Assert.Equal((file, (long)line), (problem.File, problem.Line));
    }

    internal static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');

    private void Refuses(string passage, string replacement, int line, string sentence) => Refuses(RuleFile, passage, replacement, line, sentence);

    private void Refuses(string file, string passage, string replacement, int line, string sentence)
    {
        small.Break(file, passage, replacement);

        AssertRefused(small.Load, file, line, sentence);
    }
}
