using FamiPortal.Domain.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;

namespace FamiPortal.Web.Infrastructure;

/// <summary>
/// The one folder that a running portal writes to (<c>Data:Folder</c>, <c>data</c> beside the content root by default):
/// the SQLite file, the evidence, the keys that protect cookies, the logs. Never under the web root.
/// </summary>
public sealed record DataFolder(string Root, string Evidence)
{
    public string Keys => Path.Combine(Root, "keys");

    public string Logs => Path.Combine(Root, "logs");

    public string Database => Path.Combine(Root, "famiportal.db");

    /// <exception cref="StartupException">The folder can't be made.</exception>
    public void Create()
    {
        try
        {
            foreach (var folder in (string[])[Root, Evidence, Keys, Logs])
            {
                Directory.CreateDirectory(folder);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"Dossier de données inutilisable : {e.Message} Vérifiez Data:Folder et les droits d’écriture.", e);
        }
    }
}

public static class DataFolderSetup
{
    private const string ConnectionKey = "ConnectionStrings:Default";
    private const string EvidenceKey = "Evidence:Folder";

    public static void AddDataFolder(this WebApplicationBuilder builder)
    {
        var contentRoot = builder.Environment.ContentRootPath;
        var root = Path.GetFullPath(builder.Configuration["Data:Folder"] ?? "data", contentRoot);
        var folder = new DataFolder(root, Path.GetFullPath(builder.Configuration[EvidenceKey] ?? Path.Combine(root, "justificatifs"), contentRoot));
        builder.Configuration[EvidenceKey] = folder.Evidence;
        builder.Services.AddSingleton(folder);
        builder.Services.AddDataProtection().SetApplicationName("FamiPortal").PersistKeysToFileSystem(new DirectoryInfo(folder.Keys));

        if ((builder.Configuration["Database:Provider"] ?? DatabaseSetup.Sqlite) == DatabaseSetup.Sqlite)
        {
            builder.Configuration[ConnectionKey] = LocateSqlite(builder.Configuration[ConnectionKey], folder, contentRoot);
        }
    }

    /// <summary>A relative SQLite path is relative to the content root, not to wherever the process was started from.</summary>
    private static string LocateSqlite(string? configured, DataFolder folder, string contentRoot)
    {
        try
        {
            var connection = new SqliteConnectionStringBuilder(configured);
            connection.DataSource = connection.DataSource switch
            {
                "" => folder.Database,
                var special when special.StartsWith(':') || special.StartsWith("file:", StringComparison.Ordinal) => special,
                var path => Path.GetFullPath(path, contentRoot),
            };
            return connection.ToString();
        }
        catch (ArgumentException)
        {
            return configured!; // malformed: the start-up check of the database says so in plain words
        }
    }
}
