using System.CommandLine;
using FamiPortal.Rules.Yaml;

namespace FamiPortal.Cli.Commands;

/// <summary><c>fami rules check</c></summary>
internal static class RulesCheck
{
    public static Command Command()
    {
        var rules = CatalogueOption.Create();
        var command = new Command("check", "Contrôle les fichiers de règles : forme, sens, références, exemples, exercices clos.") { rules };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(rules)?.FullName ?? RuleCatalogueFolder.Default;
            if (CatalogueOption.Load(parsed, rules) is not { } catalogue)
            {
                return 1;
            }

            var problems = RuleCheck.Run(folder, catalogue);
            foreach (var problem in problems)
            {
                Console.Error.WriteLine(problem);
            }

            Console.WriteLine(problems.Count == 0
                ? $"{catalogue.RuleSets.Count} référentiels, aucun problème."
                : $"{problems.Count} problème(s).");
            return problems.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
