using System.CommandLine;
using FamiPortal.Rules;

namespace FamiPortal.Cli.Commands;

/// <summary><c>fami rules show KEY</c></summary>
internal static class RulesShow
{
    public static Command Command()
    {
        var key = Rules.Key();
        return Rules.Over("show", "Montre un référentiel en texte lisible.", (parsed, catalogue) =>
        {
            if (Rules.Find(catalogue, parsed.GetRequiredValue(key)) is not { } ruleSet)
            {
                return 1;
            }

            foreach (var subject in RuleSetText.Describe(ruleSet).GroupBy(l => l.Subject))
            {
                Console.WriteLine();
                Console.WriteLine(subject.Key);
                foreach (var line in subject)
                {
                    Console.WriteLine($"  {line.Aspect} : {line.Text.ReplaceLineEndings($"{Environment.NewLine}      ")}");
                }
            }

            return 0;
        }, key);
    }
}
