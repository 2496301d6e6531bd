using System.CommandLine;
using FamiPortal.Rules;
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
            var report = RuleCheck.Run(parsed.GetValue(rules)?.FullName ?? RuleCatalogueFolder.Default);
            Print(report);
            if (report.Problems.Count == 0)
            {
                Console.WriteLine($"{report.RuleSetCount} référentiels, aucun problème.");
            }

            return report.Problems.Count == 0 ? 0 : CatalogueOption.BrokenCode;
        });
        return command;
    }

    /// <summary>The problems on the error output, and what was compared.</summary>
    public static void Print(RuleCheckReport report)
    {
        foreach (var problem in report.Problems)
        {
            Console.Error.WriteLine(problem);
        }

        if (report.Problems.Count > 0)
        {
            Console.Error.WriteLine($"{report.Problems.Count} problème(s).");
        }

        Console.WriteLine(report.ClosedCompared.Count == 0
            ? "Aucun exercice clos à comparer (closed.yaml)."
            : $"Exercices clos comparés à leur empreinte : {French.Join(report.ClosedCompared)}.");
    }
}
