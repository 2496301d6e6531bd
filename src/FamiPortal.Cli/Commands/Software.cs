using System.CommandLine;
using System.Text;
using FamiPortal.Domain;
using FamiPortal.Domain.Software;
using Microsoft.Extensions.DependencyInjection;

namespace FamiPortal.Cli.Commands;

/// <summary><c>fami software import FILE</c></summary>
internal static class Software
{
    public static Command Command() => new("software", "Liste des logiciels proposés dans les déclarations.") { Import() };

    private static Command Import()
    {
        var file = new Argument<FileInfo>("file") { Description = $"CSV en UTF-8, première ligne « {ImportSoftware.Header} »." };
        var command = new Command("import", "Remplace la liste : ce que le fichier ne contient plus n’est plus proposé.") { file };
        command.SetAction((parsed, cancel) => PortalHost.RunAsync(async services =>
        {
            using var list = new StreamReader(parsed.GetValue(file)!.FullName, Encoding.UTF8);
            var imported = await services.GetRequiredService<ImportSoftware>().RunAsync(Actor.Portal, list, cancel);
            foreach (var problem in imported.Problems)
            {
                await Console.Error.WriteLineAsync(problem.Message);
            }

            if (imported.TryGet(out var done))
            {
                Console.WriteLine($"{done.Read} logiciel(s) dans la liste, dont {done.Added} nouveau(x) ; {done.Retired} ne sont plus proposés.");
            }

            return imported.IsDone ? 0 : 2;
        }));
        return command;
    }
}
