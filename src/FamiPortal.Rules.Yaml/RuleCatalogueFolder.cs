using System.Globalization;

namespace FamiPortal.Rules.Yaml;

/// <summary>
/// Loads a catalogue of rules: <c>guides.yaml</c>, <c>vocabulary.yaml</c>, and a folder a profession with
/// <c>profession.yaml</c>, <c>vocabulary.yaml</c> (optional) and one file an exercise.
/// </summary>
public static class RuleCatalogueFolder
{
    private const string GuidesName = "guides.yaml";
    private const string VocabularyName = "vocabulary.yaml";
    private const string ProfessionName = "profession.yaml";

    /// <summary>The catalogue that travels with the application.</summary>
    public static string Default => Path.Combine(AppContext.BaseDirectory, "Catalogue");

    /// <summary>Loads everything, or nothing.</summary>
    /// <param name="folder">The catalogue's folder.</param>
    /// <exception cref="RuleFileException">A file is missing or wrong; the message names file and line.</exception>
    public static RuleCatalogue Load(string? folder = null)
    {
        folder ??= Default;
        if (!Directory.Exists(folder))
        {
            throw new RuleFileException(folder, 1, "ce dossier de règles n’existe pas.");
        }

        var guides = Guides(Parse(folder, GuidesName).Map);
        var common = VocabularyFile.Read(Parse(folder, VocabularyName).Map, null);
        var professions = new List<Profession>();
        var ruleSets = new List<RuleSet>();
        foreach (var code in Directory.EnumerateDirectories(folder).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal))
        {
            var profession = Profession(code, Parse(folder, $"{code}/{ProfessionName}").Map);
            professions.Add(profession);
            var own = $"{code}/{VocabularyName}";
            var vocabulary = File.Exists(Path.Combine(folder, own)) ? VocabularyFile.Read(Parse(folder, own).Map, common) : common;
            foreach (var exercise in Exercises(Path.Combine(folder, code)))
            {
                var (map, text) = Parse(folder, $"{code}/{exercise.ToString(CultureInfo.InvariantCulture)}.yaml");
                ruleSets.Add(RuleSetFile.Read(map, text, profession, exercise, vocabulary, guides));
            }
        }

        return new RuleCatalogue(professions, guides, ruleSets);
    }

    /// <summary>The exercises that a profession's folder has a rule file for.</summary>
    private static IEnumerable<int> Exercises(string folder) => Directory.EnumerateFiles(folder, "*.yaml")
        .Select(f => int.TryParse(Path.GetFileNameWithoutExtension(f), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0)
        .Where(year => year > 0)
        .Order();

    private static List<Guide> Guides(YamlMap file)
    {
        var guides = new List<Guide>();
        foreach (var code in file.Keys.ToList())
        {
            var map = file.Map(code);
            var sections = map.Maps("sections").Select(section =>
            {
                var read = new GuideSection(section.Text("number"), section.Text("title"), section.OptionalText("not-a-rule"));
                section.Close();
                return read;
            }).ToList();
            if (sections.GroupBy(s => s.Number).FirstOrDefault(g => g.Count() > 1) is { } twice)
            {
                throw map.Error($"la partie « {twice.Key} » est écrite deux fois.", "sections");
            }

            guides.Add(new Guide(code, map.Text("title"), sections));
            map.Close();
        }

        return guides;
    }

    private static Profession Profession(string code, YamlMap map)
    {
        var profession = new Profession(code, map.Text("label"), map.Text("plural"), map.OptionalText("directory-code"));
        map.Close();
        return profession;
    }

    private static (YamlMap Map, string Text) Parse(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            throw new RuleFileException(file, 1, "ce fichier manque.");
        }

        var text = File.ReadAllText(path);
        return (YamlMap.Parse(file, text), text);
    }
}
