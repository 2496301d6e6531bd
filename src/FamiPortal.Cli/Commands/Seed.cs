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
        var scale = new Option<bool>("--scale") { Description = "Remplit une base neuve d’un pays entier, fictif, pour mesurer les temps de réponse." };
        var practitioners = new Option<int>("--practitioners") { Description = "Avec --scale : nombre de professionnels.", DefaultValueFactory = _ => 225_000 };
        var proofs = new Option<int>("--proofs") { Description = "Avec --scale : nombre de justificatifs à traiter.", DefaultValueFactory = _ => 50_000 };
        var seed = new Option<int>("--seed") { Description = "Avec --scale : le même nombre donne le même pays.", DefaultValueFactory = _ => 1 };
        var command = new Command("seed", "Écrit les données de démonstration, fictives ; ce qui existe déjà est laissé tel quel.") { scale, practitioners, proofs, seed };
        command.SetAction((parsed, cancel) => PortalHost.RunAsync(async services =>
        {
            await services.GetRequiredService<FamiDbContext>().Database.MigrateAsync(cancel);
            if (parsed.GetValue(scale))
            {
                var written = await services.GetRequiredService<ScaleSeed>()
                    .RunAsync(parsed.GetValue(practitioners), parsed.GetValue(proofs), parsed.GetValue(seed), cancel);
                Console.WriteLine($"{written.Practitioners} professionnels, {written.Funds} caisses, {written.Proofs} justificatifs dont {written.Waiting} à traiter.");
                return 0;
            }

            var added = await services.GetRequiredService<DemonstrationSeed>().RunAsync(cancel);
            Console.WriteLine($"{added.Campaigns} campagne(s) et {added.Practitioners} professionnel(s) ajoutés.");
            return 0;
        }));
        return command;
    }
}
