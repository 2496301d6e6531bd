using System.CommandLine;
using FamiPortal.Rules;

namespace FamiPortal.Cli.Commands;

/// <summary><c>fami rules coverage</c></summary>
internal static class RulesCoverage
{
    public static Command Command() => Rules.Over("coverage", "Dit quelle règle porte sur chaque partie des guides, ou pourquoi aucune.", (_, catalogue) =>
    {
        var sections = Coverage.Of(catalogue);
        foreach (var guide in sections.GroupBy(s => s.Guide))
        {
            Console.WriteLine();
            Console.WriteLine($"{guide.Key.Code} : {guide.Key.Title}");
            foreach (var covered in guide)
            {
                var answer = covered.Rules.Count > 0 ? string.Join(", ", covered.Rules) : covered.Section.NotARule ?? "NON COUVERTE";
                Console.WriteLine($"  {covered.Section.Number,-10} {covered.Section.Title} : {answer}");
            }
        }

        var open = sections.Count(s => !s.IsSettled);
        Console.WriteLine();
        Console.WriteLine($"{sections.Count} parties, {sections.Count(s => s.Rules.Count > 0)} couvertes, {sections.Count(s => s.Rules.Count == 0 && s.IsSettled)} sans règle par nature, {open} non couverte(s).");
        return open == 0 ? 0 : 1;
    });
}
