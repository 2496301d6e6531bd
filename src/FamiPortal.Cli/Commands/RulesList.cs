using System.CommandLine;
using FamiPortal.Rules;

namespace FamiPortal.Cli.Commands;

/// <summary><c>fami rules list</c></summary>
internal static class RulesList
{
    public static Command Command() => Rules.Over("list", "Liste les référentiels, leur maximum et leur empreinte.", (_, catalogue) =>
    {
        foreach (var ruleSet in catalogue.RuleSets)
        {
            Console.WriteLine($"{ruleSet.Key,-34} {French.Money(ruleSet.Most),12}  {ruleSet.Indicators.Count,2} indicateurs  {ruleSet.Hash}");
        }

        return 0;
    });
}
