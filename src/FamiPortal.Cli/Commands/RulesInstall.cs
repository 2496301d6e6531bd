using System.CommandLine;
using FamiPortal.Rules.Yaml;

namespace FamiPortal.Cli.Commands;

/// <summary><c>fami rules install SOURCE --to FOLDER</c></summary>
internal static class RulesInstall
{
    public static Command Command()
    {
        var source = new Argument<DirectoryInfo>("source") { Description = "Dossier des règles à installer." };
        var target = new Option<DirectoryInfo>("--to") { Description = "Dossier que lit le portail (Rules:Folder).", Required = true };
        var command = new Command("install", "Contrôle des règles puis les met en place d’un coup, ou ne change rien.") { source, target };
        command.SetAction(parsed =>
        {
            var folder = Path.TrimEndingDirectorySeparator(parsed.GetRequiredValue(target).FullName);
            var previous = folder + RuleInstallation.PreviousSuffix;
            var replaces = Directory.Exists(folder);
            try
            {
                var report = RuleInstallation.Install(parsed.GetRequiredValue(source).FullName, folder);
                RulesCheck.Print(report);
                if (report.Problems.Count > 0)
                {
                    Console.Error.WriteLine($"Rien n’a été changé dans « {folder} ».");
                    return CatalogueOption.BrokenCode;
                }
            }
            catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine($"Installation impossible, rien n’a été changé dans « {folder} » : {unusable.Message}");
                return 1;
            }

            Console.WriteLine($"Règles installées dans « {folder} ». Le portail les lit à son prochain démarrage.");
            if (replaces)
            {
                Console.WriteLine($"Les précédentes sont dans « {previous} ».");
            }

            return 0;
        });
        return command;
    }
}
