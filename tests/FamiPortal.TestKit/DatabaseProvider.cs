using System.Reflection;
using FamiPortal.Domain.Persistence;
using Xunit.Sdk;

namespace FamiPortal.TestKit;

public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
}

/// <summary>Runs a theory on SQLite. Its first argument is the provider, the others are those of the attribute.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnSqliteAttribute(params object?[] arguments) : DataAttribute
{
    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) => [[DatabaseProvider.Sqlite, .. arguments]];
}

/// <summary>
/// Runs the same theory on SQL Server where a connection string is offered (FAMIPORTAL_TEST_SQLSERVER); elsewhere it shows as
/// skipped, never as passed.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnSqlServerAttribute : DataAttribute
{
    private readonly object?[] arguments;

    public OnSqlServerAttribute(params object?[] arguments)
    {
        this.arguments = arguments;
        if (TestDatabase.SqlServerConnectionString is null)
        {
            Skip = $"No SQL Server here: set {TestDatabase.SqlServerVariable} to a connection string.";
        }
    }

    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) => [[DatabaseProvider.SqlServer, .. arguments]];
}

/// <summary>Names as the configuration writes them.</summary>
public static class DatabaseProviders
{
    public static string ConfigurationName(this DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => DatabaseSetup.Sqlite,
        DatabaseProvider.SqlServer => DatabaseSetup.SqlServer,
    };
}
