using FamiPortal.Domain;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules.Yaml;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FamiPortal.Cli.Commands;

/// <summary>
/// The use cases on the portal's own database, configured as the portal is: environment variables and secrets in files.
/// Without any, the SQLite file and the folders of the current directory's <c>data</c>.
/// </summary>
internal static class PortalHost
{
    /// <summary>Runs with the portal's services; 1 and one sentence when the database or the rules cannot be used.</summary>
    public static async Task<int> RunAsync(Func<IServiceProvider, Task<int>> run)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Evidence:Folder"] = "data/justificatifs" })
            .AddEnvironmentVariables()
            .AddKeyPerFile("/run/secrets", optional: true)
            .Build();
        try
        {
            if ((configuration["Database:Provider"] ?? DatabaseSetup.Sqlite) == DatabaseSetup.Sqlite)
            {
                Directory.CreateDirectory("data");
            }

            var rulesFolder = configuration["Rules:Folder"];
            await using var services = new ServiceCollection()
                .AddLogging()
                .AddFamiDatabase(configuration)
                .AddSingleton(_ => RuleCatalogueFolder.Load(rulesFolder))
                .AddEvidenceFiles(configuration)
                .AddFamiDomain()
                .BuildServiceProvider();
            await using var scope = services.CreateAsyncScope();
            return await run(scope.ServiceProvider);
        }
        catch (RuleFileException broken)
        {
            await Console.Error.WriteLineAsync(broken.Message);
        }
        catch (Exception unusable) when (unusable is System.Data.Common.DbException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync($"Base de données inutilisable : {unusable.Message} Vérifiez Database:Provider et ConnectionStrings:Default.");
        }

        return 1;
    }
}
