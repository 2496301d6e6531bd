using FamiPortal.Domain;
using FamiPortal.Domain.Evidence;
using FamiPortal.Domain.Persistence;
using FamiPortal.Rules;
using FamiPortal.Rules.Yaml;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FamiPortal.TestKit;

/// <summary>
/// The domain as a host wires it, on a real database and a real folder of files, with a clock that tests set. Each use case runs
/// in a scope of its own, as each request does.
/// </summary>
public sealed class TestPortal : IAsyncDisposable
{
    private static readonly Lazy<RuleCatalogue> OfficialRules = new(() => RuleCatalogueFolder.Load());

    private readonly TestDatabase database;
    private readonly ServiceProvider services;
    private readonly DirectoryInfo folder;

    private TestPortal(TestDatabase database)
    {
        this.database = database;
        folder = Directory.CreateTempSubdirectory("famiportal-test-");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = database.Provider.ConfigurationName(),
            ["ConnectionStrings:Default"] = database.ConnectionString,
            ["Evidence:Folder"] = folder.FullName,
        }).Build();
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(Catalogue)
            .AddFamiDatabase(configuration)
            .AddEvidenceFiles(configuration)
            .AddFamiDomain()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public static RuleCatalogue Catalogue => OfficialRules.Value;

    public TestClock Clock { get; } = new();

    /// <summary>Where evidence files are stored.</summary>
    public string EvidenceFolder => folder.FullName;

    public static async Task<TestPortal> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite) => new(await TestDatabase.CreateAsync(provider));

    public FamiDbContext NewContext() => database.NewContext();

    /// <summary>Runs one use case as one request would.</summary>
    public async Task<T> RunAsync<TUseCase, T>(Func<TUseCase, Task<T>> run)
        where TUseCase : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    /// <summary>A scope that the test keeps, to hold a stale context while somebody else is faster.</summary>
    public AsyncServiceScope NewScope() => services.CreateAsyncScope();

    public async Task SaveAsync(params object[] entities)
    {
        await using var db = NewContext();
        foreach (var entity in entities)
        {
            // What the entity points at may be in the database already.
            db.ChangeTracker.TrackGraph(entity, node => node.Entry.State =
                node.Entry.GetDatabaseValues() is null ? Microsoft.EntityFrameworkCore.EntityState.Added : Microsoft.EntityFrameworkCore.EntityState.Unchanged);
        }

        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
