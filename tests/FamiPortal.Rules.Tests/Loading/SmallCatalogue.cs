using FamiPortal.Rules.Yaml;

namespace FamiPortal.Rules.Tests.Loading;

/// <summary>A catalogue of one invented profession in a folder of its own, to be broken in one place at a time.</summary>
internal sealed class SmallCatalogue : IDisposable
{
    public const string Guides = """
        G1:
          title: Guide des veilleurs
          sections:
            - {number: "1", title: Présentation}
            - {number: "1.1", title: Description}
        """;

    public const string Vocabulary = """
        enumerations:
          lamp:
            oil: Lampe à huile
            wax: Bougie
            none: Aucune lampe
        facts:
          watch:
            label: Veille
            type: object
            origin: declared
            members:
              lamp: {label: Lampe, type: lamp}
              nights: {label: Nuits, type: int}
              good: {label: Bonnes nuits, type: int, at-most: nights, at-most-message: Trop de bonnes nuits.}
              since: {label: Depuis le, type: date, nullable: true}
              sworn: {label: Assermenté, type: bool}
              place: {label: Lieu, type: text, nullable: true}
          calls:
            label: Appels
            type: int
            origin: measured
        """;

    public const string Profession = """
        label: Veilleur
        plural: Veilleurs
        """;

    public const string Rules = """
        profession: veilleur
        exercise: 2030
        title: Prime de veille 2030
        allowance: Prime de veille
        source: G1 1
        window: {opens-on: 2031-01-10, closes-on: 2031-02-28, source: G1 1}
        paid-when: en mars 2031
        money: {unit: euro, most: 150, payment-days: 30, source: G1 1}
        attestation:
          version: "1"
          text: J’atteste avoir veillé.
        parts:
          - code: socle
            label: Socle
            summary: Tout ou rien.
            rule: all-required
            worth: 100
            source: G1 1
          - code: plus
            label: Plus
            summary: En plus du socle.
            rule: each
            requires: socle
            source: G1 1
        indicators:
          - code: lamp
            part: socle
            label: Lampe
            summary: Une lampe à huile.
            help: Déclarez votre lampe.
            source: G1 1.1
            achieved:
              all-of:
                - choice:
                    of: watch.lamp
                    accepted: [oil]
                    refused:
                      wax: Une bougie ne suffit pas.
                - deadline: {date: watch.since, by: 31/12/N}
                  source: G1 1.1
            form:
              - ask: watch.lamp
                options: [oil, wax]
              - ask: watch.since
                required: true
                shown-when: {watch.lamp: oil}
          - code: nights
            part: plus
            worth: 50
            label: Bonnes nuits
            summary: Deux nuits sur trois.
            help: Comptées.
            source: G1 1.1
            achieved:
              rate: {numerator: watch.good, denominator: watch.nights, at-least: 2/3}
            form: [{ask: watch.nights}, {ask: watch.good}]
        """;

    public const string Examples = """
        base:
          transmittedOn: 2031-01-15
          facts:
            watch: {lamp: oil, since: 2030-12-31, nights: 3, good: 2}
        examples:
          - name: Tout est atteint
            about: G1 1.1
            amount: 150
            potential: 150
            indicators: {lamp: achieved, nights: achieved}
            rates: {nights: 2/3}
          - name: Une bougie
            about: G1 1.1
            facts: {watch.lamp: wax}
            without: [watch.since]
            amount: 0
            potential: 0
            indicators: {lamp: not-achieved}
        """;

    public SmallCatalogue()
    {
        Folder = Directory.CreateTempSubdirectory("fami-rules-").FullName;
        Write("guides.yaml", Guides);
        Write("vocabulary.yaml", Vocabulary);
        Write("veilleur/profession.yaml", Profession);
        Write("veilleur/2030.yaml", Rules);
        Write("veilleur/2030.examples.yaml", Examples);
    }

    public string Folder { get; }

    public void Write(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Changes one passage, which must be there exactly once.</summary>
    public void Break(string file, string passage, string replacement)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        Assert.Equal(2, text.Split(passage).Length);
        File.WriteAllText(path, text.Replace(passage, replacement, StringComparison.Ordinal));
    }

    public RuleCatalogue Load() => RuleCatalogueFolder.Load(Folder);

    public IReadOnlyList<RuleExample> LoadExamples()
    {
        var catalogue = Load();
        return RuleExamples.Read(catalogue, catalogue.RuleSets.Single(), Folder);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
