using System.CommandLine;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FamiPortal.Cli.Commands;

/// <summary><c>fami migrate</c></summary>
internal static class Migrate
{
    public static Command Command()
    {
        var command = new Command("migrate", "Met la base de données à jour (Database:Provider, ConnectionStrings:Default).");
        command.SetAction((_, cancel) => PortalHost.RunAsync(async services =>
        {
            var db = services.GetRequiredService<FamiDbContext>();
            var database = db.Database;
            var pending = (await database.GetPendingMigrationsAsync(cancel)).ToList();
            await database.MigrateAsync(cancel);
            await db.FillQueueAsync(cancel);
            Console.WriteLine(pending.Count == 0 ? "La base est à jour." : $"{pending.Count} migration(s) appliquée(s) : {string.Join(", ", pending)}.");
            return 0;
        }));
        return command;
    }
}
