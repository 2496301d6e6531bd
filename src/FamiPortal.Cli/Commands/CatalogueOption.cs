using System.CommandLine;
using FamiPortal.Rules;
using FamiPortal.Rules.Yaml;

namespace FamiPortal.Cli.Commands;

/// <summary>The option that every command over rules shares.</summary>
internal static class CatalogueOption
{
    /// <summary>Exit code over rules that are broken, or fail their check.</summary>
    public const int BrokenCode = 2;

    public static Option<DirectoryInfo?> Create() =>
        new("--rules") { Description = "Dossier des règles. Par défaut : celui de l’application." };

    /// <summary>The catalogue, or null after saying on the error output what is wrong with it.</summary>
    public static RuleCatalogue? Load(ParseResult parsed, Option<DirectoryInfo?> option)
    {
        try
        {
            return RuleCatalogueFolder.Load(parsed.GetValue(option)?.FullName);
        }
        catch (RuleFileException broken)
        {
            Console.Error.WriteLine(broken.Message);
            return null;
        }
    }
}
