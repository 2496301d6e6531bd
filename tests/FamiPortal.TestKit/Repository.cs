namespace FamiPortal.TestKit;

/// <summary>The repository that the tests were built in: its texts are read, and what is made goes to its artifacts.</summary>
public static class Repository
{
    /// <summary>Where the solution is.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FamiPortal.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("FamiPortal.sln is in no folder above the tests.");
        }

        return folder.FullName;
    }
}
