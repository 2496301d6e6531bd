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
    /// <exception cref="RuleFileException">Files are missing or wrong: every mistake, with file and line.</exception>
    public static RuleCatalogue Load(string? folder = null)
    {
        var problems = new RuleProblems();
        var catalogue = Read(folder ?? Default, problems).Catalogue;
        problems.ThrowIfAny();
        return catalogue;
    }

    /// <summary>Reads what can be read, and collects the rest as problems.</summary>
    internal static RuleCatalogueReading Read(string folder, RuleProblems problems)
    {
        var sound = new HashSet<RuleSet>();
        var professions = new List<Profession>();
        var ruleSets = new List<RuleSet>();
        if (!Directory.Exists(folder))
        {
            problems.Add(folder, 1, "ce dossier de règles n’existe pas.");
            return new RuleCatalogueReading(new RuleCatalogue(professions, [], ruleSets), sound);
        }

        var guides = Guides(Parse(folder, GuidesName, problems).Map, problems);
        var common = VocabularyFile.Read(Parse(folder, VocabularyName, problems).Map, null, problems);
        var isCommonSound = !problems.In(GuidesName) && !problems.In(VocabularyName);
        foreach (var code in Directory.EnumerateDirectories(folder).Select(d => Path.GetFileName(d)!).Where(d => !d.StartsWith('.')).Order(StringComparer.Ordinal))
        {
            var profession = Profession(code, Parse(folder, $"{code}/{ProfessionName}", problems).Map);
            professions.Add(profession);
            var own = $"{code}/{VocabularyName}";
            var vocabulary = File.Exists(Path.Combine(folder, own))
                ? VocabularyFile.Read(Parse(folder, own, problems).Map, common, problems)
                : common;
            foreach (var exercise in Exercises(Path.Combine(folder, code)))
            {
                var file = $"{code}/{exercise.ToString(CultureInfo.InvariantCulture)}.yaml";
                var (map, text) = Parse(folder, file, problems);
                if (map.IsStandIn)
                {
                    continue;
                }

                var ruleSet = RuleSetFile.Read(map, text, profession, exercise, vocabulary, guides, problems);
                ruleSets.Add(ruleSet);
                if (isCommonSound && !problems.In(own) && !problems.In(file))
                {
                    sound.Add(ruleSet);
                }
            }
        }

        return new RuleCatalogueReading(new RuleCatalogue(professions, guides, ruleSets), sound);
    }

    /// <summary>A file of the folder as a mapping; a stand-in, its problem reported, when it is missing or no YAML.</summary>
    internal static (YamlMap Map, string Text) Parse(string folder, string file, RuleProblems problems)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            problems.Add(file, 1, "ce fichier manque.");
            return (YamlMap.StandIn(file, problems), "");
        }

        var text = File.ReadAllText(path);
        return (YamlMap.Parse(file, text, problems), text);
    }

    /// <summary>The exercises that a profession's folder has a rule file for.</summary>
    private static IEnumerable<int> Exercises(string folder) => Directory.EnumerateFiles(folder, "*.yaml")
        .Select(f => Path.GetFileNameWithoutExtension(f) is { Length: 4 } name
            && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0)
        .Where(year => year >= 1000)
        .Order();

    private static List<Guide> Guides(YamlMap file, RuleProblems problems)
    {
        var guides = new List<Guide>();
        foreach (var code in file.Keys.ToList())
        {
            var map = file.Map(code);
            map.Require("sections");
            var written = map.Maps("sections");
            var sections = new List<GuideSection>();
            foreach (var section in written)
            {
                var read = new GuideSection(section.Text("number"), section.Text("title"), section.OptionalText("not-a-rule"));
                section.Close();
                if (read.Number.Length > 0 && sections.Any(s => s.Number == read.Number))
                {
                    section.Problem($"la partie « {read.Number} » est écrite deux fois.", "number");
                }
                else
                {
                    sections.Add(read);
                }
            }

            var guide = new Guide(code, map.Text("title"), sections);
            map.Close();
            guides.Add(written.Count == 0 || sections.Count < written.Count || sections.Any(s => s.Number.Length == 0) ? problems.StandIn(guide) : guide);
        }

        return file.IsStandIn ? problems.StandIn(guides) : guides;
    }

    private static Profession Profession(string code, YamlMap map)
    {
        var profession = new Profession(code, map.Text("label"), map.Text("plural"), map.OptionalText("directory-code"));
        map.Close();
        return profession;
    }
}

/// <summary>A catalogue as far as it could be read.</summary>
/// <param name="Catalogue">Every rule set whose file is YAML.</param>
/// <param name="Sound">Those without a problem, in their own file or in those that they rest on.</param>
internal sealed record RuleCatalogueReading(RuleCatalogue Catalogue, IReadOnlySet<RuleSet> Sound);
