using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FamiPortal.Domain.Persistence;

/// <summary>
/// Chooses the database by configuration: <c>Database:Provider</c> = <c>Sqlite</c> (default) or <c>SqlServer</c>, and
/// <c>ConnectionStrings:Default</c>.
/// </summary>
public static class DatabaseSetup
{
    public const string Sqlite = "Sqlite";
    public const string SqlServer = "SqlServer";

    private static readonly SqliteConnections SqliteSession = new();

    public static IServiceCollection AddFamiDatabase(this IServiceCollection services, IConfiguration configuration) =>
        services.AddDbContextPool<FamiDbContext>(options => options.UseFamiDatabase(
            configuration["Database:Provider"] ?? Sqlite,
            configuration.GetConnectionString("Default") ?? "Data Source=data/famiportal.db"));

    /// <exception cref="InvalidOperationException">The provider is none of the two.</exception>
    public static DbContextOptionsBuilder UseFamiDatabase(this DbContextOptionsBuilder options, string provider, string connectionString) =>
        provider switch
        {
            Sqlite => options.UseSqlite(connectionString, o => o.MigrationsAssembly("FamiPortal.Migrations.Sqlite")).AddInterceptors(SqliteSession),
            SqlServer => options.UseSqlServer(connectionString, o => o.MigrationsAssembly("FamiPortal.Migrations.SqlServer")),
            _ => throw new InvalidOperationException($"Database:Provider vaut « {provider} » : choisissez {Sqlite} ou {SqlServer}."),
        };
}
