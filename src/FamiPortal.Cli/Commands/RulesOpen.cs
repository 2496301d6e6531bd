using System.CommandLine;
using FamiPortal.Rules.Yaml;

namespace FamiPortal.Cli.Commands;

/// <summary><c>fami rules open KEY</c></summary>
internal static class RulesOpen
{
    public static Command Command()
    {
        var key = Rules.Key();
        var output = new Option<FileInfo?>("--output") { Description = "Fichier à créer. Par défaut : la sortie standard." };
        var rules = CatalogueOption.Create();
        var command = new Command("open", "Prépare le brouillon de l’exercice suivant, avec des blancs à confirmer.") { key, output, rules };
        command.SetAction(parsed =>
        {
            if (CatalogueOption.Load(parsed, rules) is not { } catalogue)
            {
                return CatalogueOption.BrokenCode;
            }

            if (Rules.Find(catalogue, parsed.GetRequiredValue(key)) is not { } ruleSet)
            {
                return 1;
            }

            if (catalogue.Find(ruleSet.Profession.Code, ruleSet.Exercise + 1) is { } existing)
            {
                Console.Error.WriteLine($"Le référentiel {existing.Key} existe déjà.");
                return 1;
            }

            var draft = RuleSetDraft.Next(parsed.GetValue(rules)?.FullName ?? RuleCatalogueFolder.Default, ruleSet);
            if (parsed.GetValue(output) is not { } file)
            {
                Console.Write(draft.Text);
                return 0;
            }

            if (file.Exists)
            {
                Console.Error.WriteLine($"« {file} » existe déjà : rien n’a été écrit.");
                return 1;
            }

            File.WriteAllText(file.FullName, draft.Text);
            Console.WriteLine($"« {file} » : {draft.BlankCount} valeurs à confirmer, {draft.YearLines.Count} lignes qui nomment une année à relire.");
            foreach (var line in draft.YearLines)
            {
                Console.WriteLine($"  {line}");
            }

            return 0;
        });
        return command;
    }
}
