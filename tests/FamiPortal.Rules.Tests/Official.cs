using FamiPortal.Rules.Yaml;

namespace FamiPortal.Rules.Tests;

/// <summary>The catalogue that travels with the application, loaded once for all tests: it is immutable.</summary>
internal static class Official
{
    public static RuleCatalogue Catalogue { get; } = RuleCatalogueFolder.Load();
}
