using System.CommandLine;
using FamiPortal.Domain.Demonstration;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FamiPortal.Cli.Commands;

/// <summary><c>fami seed</c></summary>
internal static class Seed
{
    public static Command Command()
    {
        var command = new Command("seed", "Écrit les données de démonstration, fictives ; ce qui existe déjà est laissé tel quel.");
        command.SetAction((_, cancel) => PortalHost.RunAsync(async services =>
        {
            await services.GetRequiredService<FamiDbContext>().Database.MigrateAsync(cancel);
            var added = await services.GetRequiredService<DemonstrationSeed>().RunAsync(cancel);
            Console.WriteLine($"{added.Campaigns} campagne(s) et {added.Practitioners} professionnel(s) ajoutés.");
            return 0;
        }));
        return command;
    }
}
