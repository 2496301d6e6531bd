using FamiPortal.Domain.Demonstration;
using FamiPortal.Domain.Desk;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using FamiPortal.Rules.Yaml;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FamiPortal.Web.Infrastructure;

/// <summary>The portal can't start; the French message says why and what to do, on one line.</summary>
public sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>
/// Everything that must hold before the first request is served. A refusal is one readable line and exit code 1: whoever
/// starts the portal needs the cause, not a stack trace.
/// </summary>
public static class StartupChecks
{
    public static async Task<bool> PassStartupChecksAsync(this WebApplication app)
    {
        try
        {
            app.Services.GetRequiredService<DataFolder>().Create();
            _ = app.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
            CheckRules(app.Services);
            await using var scope = app.Services.CreateAsyncScope();
            await PrepareDatabaseAsync(scope.ServiceProvider, app.Configuration);
            if (app.Environment.IsDevelopment() && app.Configuration.GetValue("Demonstration:Enabled", true))
            {
                await scope.ServiceProvider.GetRequiredService<DemonstrationSeed>().RunAsync();
            }

            return true;
        }
        catch (StartupException refusal)
        {
            app.Logger.LogCritical("Démarrage impossible. {Reason}", refusal.Message.ReplaceLineEndings(" "));
            await app.DisposeAsync();
            return false;
        }
    }

    /// <summary>A broken rule file costs somebody an allowance: nobody is served before it is mended.</summary>
    private static void CheckRules(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<RuleCatalogue>();
        }
        catch (RuleFileException broken)
        {
            throw new StartupException($"Règles inutilisables. {broken.Message}", broken);
        }
    }

    private static async Task PrepareDatabaseAsync(IServiceProvider services, IConfiguration configuration)
    {
        var provider = configuration["Database:Provider"] ?? DatabaseSetup.Sqlite;
        IReadOnlyList<string> pending;
        try
        {
            // EF Core would log the failure with its stack trace before we can say it in a sentence.
            var options = services.GetRequiredService<DbContextOptions<FamiDbContext>>();
            await using var db = new FamiDbContext(
                new DbContextOptionsBuilder<FamiDbContext>(options).UseLoggerFactory(NullLoggerFactory.Instance).Options);
            if (configuration.GetValue("Database:MigrateOnStart", provider == DatabaseSetup.Sqlite))
            {
                await db.Database.MigrateAsync();
            }

            pending = [.. await db.Database.GetPendingMigrationsAsync()];
        }
        catch (Exception e)
        {
            throw new StartupException(
                $"Base de données inutilisable ({provider}) : {e.Message} Vérifiez Database:Provider et ConnectionStrings:Default.", e);
        }

        if (pending.Count == 0)
        {
            await services.GetRequiredService<FamiDbContext>().FillQueueAsync();
        }
        else
        {
            throw new StartupException(
                $"La base de données n’est pas à jour ({pending.Count} migrations à appliquer). Lancez « fami migrate » ou réglez Database:MigrateOnStart sur true.");
        }
    }
}
