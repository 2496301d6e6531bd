namespace FamiPortal.TestKit;

/// <summary>The rule files of an invented profession, facts of its own included.</summary>
public static class InventedCatalogue
{
    public const string Profession = "souffleur";
    public const int Exercise = 2024;

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "InventedCatalogue");
}
