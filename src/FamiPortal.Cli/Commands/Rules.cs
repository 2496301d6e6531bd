using System.CommandLine;
using FamiPortal.Rules;

namespace FamiPortal.Cli.Commands;

/// <summary><c>fami rules</c>: what an analyst needs to read, change and prove rule files without a developer.</summary>
internal static class Rules
{
    public static Command Command() => new("rules", "Lire, contrôler, comparer et prouver les référentiels de règles.")
    {
        RulesList.Command(),
        RulesShow.Command(),
        RulesCheck.Command(),
        RulesDiff.Command(),
        RulesOpen.Command(),
        RulesInstall.Command(),
        RulesCoverage.Command(),
        RulesProve.Command(),
    };

    /// <summary>A command that loads the catalogue and works on it; 2 when the catalogue is broken.</summary>
    public static Command Over(string name, string description, Func<ParseResult, RuleCatalogue, int> run, params Symbol[] symbols)
    {
        var rules = CatalogueOption.Create();
        var command = new Command(name, description) { rules };
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        command.SetAction(parsed => CatalogueOption.Load(parsed, rules) is { } catalogue ? run(parsed, catalogue) : CatalogueOption.BrokenCode);
        return command;
    }

    public static Argument<string> Key(string name = "référentiel") =>
        new(name) { Description = "Profession et exercice, par exemple masseur-kinesitherapeute/2024." };

    public static RuleSet? Find(RuleCatalogue catalogue, string key)
    {
        var found = catalogue.Find(key);
        if (found is null)
        {
            Console.Error.WriteLine($"Le référentiel « {key} » n’existe pas. Il y a : {French.Join([.. catalogue.RuleSets.Select(r => r.Key)])}.");
        }

        return found;
    }
}
