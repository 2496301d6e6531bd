namespace FamiPortal.Rules.Tests.Loading;

public sealed class BrokenExamplesTests : IDisposable
{
    private const string ExamplesFile = "veilleur/2030.examples.yaml";

    private readonly SmallCatalogue small = new();

    public void Dispose() => small.Dispose();

    [Fact]
    public void Read_MergesTheBaseAndTheDifferences()
    {
        var examples = small.LoadExamples();

        Assert.Equal(["Tout est atteint", "Une bougie"], examples.Select(e => e.Name));
        Assert.Equal(
            """{"id":"Une bougie","profession":"veilleur","exercise":2030,"transmittedOn":"2031-01-15","facts":{"watch":{"lamp":"wax","nights":3,"good":2}}}""",
            examples[1].SituationJson);
        Assert.Equal(12, examples[1].Line);
        Assert.All(examples, e => Assert.Empty(e.Differences(small.Load())));
    }

    [Fact]
    public void Read_WhenThereIsNoFile_GivesNoExample()
    {
        File.Delete(Path.Combine(small.Folder, ExamplesFile));

        Assert.Empty(small.LoadExamples());
    }

    [Theory]
    [InlineData("without: [watch.since]", "wihtout: [watch.since]", 15, "la clé « wihtout » n’est pas connue ici.")]
    [InlineData("  transmittedOn: 2031-01-15", "  transmitedOn: 2031-01-15", 2, "la clé « transmitedOn » n’est pas connue ici.")]
    [InlineData("without: [watch.since]", "without: [watch.sworn]", 15, "« watch.sworn » n’est pas dans la situation de base, il n’y a rien à ôter.")]
    [InlineData("- name: Une bougie", "- name: Tout est atteint", 12, "l’exemple « Tout est atteint » existe déjà.")]
    [InlineData("    about: G1 1.1\n    facts", "    about: G1 7\n    facts", 13, "« G1 7 » n’est pas une partie numérotée d’un guide de guides.yaml.")]
    [InlineData("{lamp: not-achieved}", "{lantern: not-achieved}", 18, "l’indicateur « lantern » n’existe pas dans ce référentiel.")]
    [InlineData("{lamp: not-achieved}", "{lamp: refused}", 18, "« refused » n’est pas un résultat : achieved, not-achieved ou awaiting-evidence.")]
    [InlineData("{lamp: not-achieved}", "{}", 18, "un exemple dit le résultat d’au moins un indicateur.")]
    [InlineData("rates: {nights: 2/3}", "rates: {lamp: 2/3}", 11, "l’indicateur « lamp » n’a pas de taux.")]
    [InlineData("rates: {nights: 2/3}", "rates: {nights: 66 %}", 11, "un taux s’écrit « 699/1000 ».")]
    [InlineData("    amount: 0", "    amount: zéro", 16, "« amount » doit être un nombre (point décimal).")]
    [InlineData("    amount: 0", "    amount:", 16, "« amount » est à compléter.")]
    [InlineData("    amount: 0", "    points: 0\n    amount: 0", 16, "ce référentiel ne compte pas de points.")]
    [InlineData("    amount: 0", "    amount: 0\n    amount: 0", 17, "la clé « amount » est écrite deux fois au même endroit.")]
    public void Read_WhenAnExampleIsBroken_SaysWhere(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    [Theory]
    [InlineData("facts: {watch.lamp: wax}", "facts: {watch.lantern: wax}", 14, "facts.watch.lantern : Propriété inconnue.")]
    [InlineData("facts: {watch.lamp: wax}", "facts: {watch.lamp: gas}", 14, "facts.watch.lamp : ")]
    [InlineData("facts: {watch.lamp: wax}", "facts: {watch: {lamp: 3}}", 14, "facts.watch.lamp : ")]
    [InlineData("since: 2030-12-31", "since: 2030-12-32", 4, "facts.watch.since : ")]
    [InlineData("transmittedOn: 2031-01-15", "transmittedOn: demain", 2, "transmittedOn : ")]
    [InlineData("good: 2}", "good: 4}", 4, "facts.watch.good : Trop de bonnes nuits.")]
    [InlineData("facts: {watch.lamp: wax}", "facts: wax", 14, "« facts » contient des clés et des valeurs.")]
    public void Read_WhenASituationIsInvalid_SaysTheLineOfTheFact(string passage, string replacement, int line, string sentence) =>
        Refuses(passage, replacement, line, sentence);

    private void Refuses(string passage, string replacement, int line, string sentence)
    {
        small.Break(ExamplesFile, passage, replacement);

        BrokenRuleFileTests.AssertRefused(small.LoadExamples, ExamplesFile, line, sentence);
    }
}
