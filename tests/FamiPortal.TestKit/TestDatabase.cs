using FamiPortal.Domain.Persistence;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FamiPortal.TestKit;

/// <summary>
/// A real database of one's own, made by the real migrations. On SQLite they run once a test run, on a template that each test
/// copies; on SQL Server each test gets a database that is dropped afterwards.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public const string SqlServerVariable = "FAMIPORTAL_TEST_SQLSERVER";

    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private TestDatabase(DatabaseProvider provider, string connectionString)
    {
        Provider = provider;
        ConnectionString = connectionString;
    }

    public static string? SqlServerConnectionString => Environment.GetEnvironmentVariable(SqlServerVariable) is { Length: > 0 } text ? text : null;

    public DatabaseProvider Provider { get; }

    public string ConnectionString { get; }

    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            var file = NewFile();
            File.Copy(await Template.Value, file);
            return new TestDatabase(provider, SqliteString(file));
        }

        var server = SqlServerConnectionString ?? throw new InvalidOperationException($"{SqlServerVariable} is not set: mark the test with [OnSqlServer].");
        var own = new SqlConnectionStringBuilder(server) { InitialCatalog = $"famiportal_test_{Guid.NewGuid():N}" };
        var database = new TestDatabase(provider, own.ConnectionString);
        await using var db = database.NewContext();
        await db.Database.MigrateAsync();
        return database;
    }

    public FamiDbContext NewContext() =>
        new((DbContextOptions<FamiDbContext>)new DbContextOptionsBuilder<FamiDbContext>()
            .UseFamiDatabase(Provider.ConfigurationName(), ConnectionString).EnableSensitiveDataLogging().Options);

    public async ValueTask DisposeAsync()
    {
        if (Provider == DatabaseProvider.Sqlite)
        {
            File.Delete(new SqliteConnectionStringBuilder(ConnectionString).DataSource);
            return;
        }

        await using var db = NewContext();
        await db.Database.EnsureDeletedAsync();
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var file = NewFile();
        await using var template = new TestDatabase(DatabaseProvider.Sqlite, SqliteString(file));
        await using (var db = template.NewContext())
        {
            await db.Database.MigrateAsync();

            // EF makes files in write-ahead mode: one file holds everything again before it is copied.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = DELETE");
        }

        var kept = Path.ChangeExtension(file, ".template.db");
        File.Copy(file, kept);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(kept);
        return kept;
    }

    private static string NewFile() => Path.Combine(Path.GetTempPath(), $"famiportal-test-{Guid.NewGuid():N}.db");

    // Without a pool the file is closed with its context, so that it can be copied and deleted.
    private static string SqliteString(string file) => new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString;
}
