using System.CommandLine;
using FamiPortal.Rules;

namespace FamiPortal.Cli.Commands;

/// <summary><c>fami rules diff A B</c></summary>
internal static class RulesDiff
{
    public static Command Command()
    {
        var before = Rules.Key("avant");
        var after = Rules.Key("après");
        return Rules.Over("diff", "Dit ce qui a changé d’un référentiel à l’autre.", (parsed, catalogue) =>
        {
            if (Rules.Find(catalogue, parsed.GetRequiredValue(before)) is not { } old
                || Rules.Find(catalogue, parsed.GetRequiredValue(after)) is not { } now)
            {
                return 1;
            }

            var differences = RuleSetText.Compare(old, now);
            foreach (var subject in differences.GroupBy(d => d.Subject))
            {
                Console.WriteLine();
                Console.WriteLine(subject.Key);
                foreach (var difference in subject)
                {
                    Console.WriteLine(difference switch
                    {
                        { Before: null } => $"  + {difference.Aspect} : {difference.After}",
                        { After: null } => $"  - {difference.Aspect} : {difference.Before}",
                        _ => $"  ~ {difference.Aspect}{Environment.NewLine}      avant : {difference.Before}{Environment.NewLine}      après : {difference.After}",
                    });
                }
            }

            Console.WriteLine();
            Console.WriteLine(differences.Count == 0 ? "Aucune différence." : $"{differences.Count} différence(s) de {old.Key} à {now.Key}.");
            return 0;
        }, before, after);
    }
}
