namespace FamiPortal.Benchmarks;

/// <summary>Generated data go to the repository's artifacts, wherever a benchmark is started from.</summary>
internal static class Root
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FamiPortal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? Environment.CurrentDirectory;
    }
}
